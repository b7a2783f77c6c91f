import { table } from '../lib/table.ts';
import { checkContest } from './check-contest.ts';
import { type Contest, measure, type Ratio } from './contest.ts';
import { generationContest } from './generation-contest.ts';
import { certifiedProducts, plainProducts } from './plain-products.ts';
import { priceReport } from './price-report.ts';
import { againstArb, againstGradcheck, measureRival, type Rival } from './rival.ts';

const preface = `# Ratios of times

Each row is the time A takes, divided by the time B takes, in one run on one machine: below 1, A is
the faster one. A and B are timed in turn, seven rounds each; a round gives the ratio of their two
least times. The table has the middle one of the seven ratios, and the lowest and the highest.
Another machine or another version of Node gives other ratios, and so may another run: what the
compiler makes of a function differs from run to run. Arb (python-flint) and PyTorch are run on one thread by \`$PYTHON\`, where it
has them, a process each round. Written by \`npm run bench -- --write\`.`;

/** Times everything and says how the times compare. */
export async function speedReport(): Promise<string> {
  const rows: string[][] = [];
  for (const contest of contests()) rows.push(rowOf(contest, await measure(contest)));
  for (const rival of rivals()) rows.push(rowOf(rival, await measureRival(rival)));
  const header = ['what', 'A', 'B', ' A ÷ B', ' lowest', ' highest'];
  const machine = `Node ${process.version} on ${process.platform} ${process.arch}.`;
  return `${[preface, machine, table(header, rows), await priceReport()].join('\n\n')}\n`;
}

function contests(): Contest[] {
  return [
    ...[64, 128, 256].flatMap(plainProducts),
    ...[16, 64, 256].flatMap(certifiedProducts),
    generationContest(),
    ...[8, 17, 64].map(checkContest),
  ];
}

function rivals(): Rival[] {
  return [
    ...[64, 128, 256, 512].map(againstArb),
    ...(['middle', 'saturating', 'rounded'] as const).map(againstGradcheck),
  ];
}

function rowOf({ what, a, b }: Omit<Contest, 'runA' | 'runB'>, ratio: Ratio | undefined): string[] {
  if (ratio === undefined) return [what, a, b, 'not run: no such package', '', ''];
  const { middle, lowest, highest } = ratio;
  return [what, a, b, ...[middle, lowest, highest].map((each) => each.toPrecision(2))];
}
