import { formats } from '../src/format/format.ts';
import { profiles } from '../src/gate/profiles.ts';
import { problems } from '../src/problem/arbitrary.ts';
import { reference } from '../src/subject/reference-subject.ts';
import { chainedProblems } from './chained.ts';
import { mostRuns, mostTrials } from './hunt.ts';
import { plantedFaults } from './planted-faults.ts';
import { type Score, scoreOf, seeds } from './score.ts';
import { table } from './table.ts';

/** One fault, hunted with both arbitraries. */
interface Pair {
  readonly fault: string;
  readonly ours: Score;
  readonly chained: Score;
}

const { extent, volume } = profiles.ci;
const ours = problems({ format: formats.float64, extent, volume });
const chained = chainedProblems({ extent, volume });

/** Hunts every planted fault with both arbitraries and says which does better where. */
export async function generatorReport(): Promise<string> {
  const control = await scoreBoth('no fault: the reference', reference);
  const pairs: Pair[] = [];
  for (const subject of plantedFaults) pairs.push(await scoreBoth(subject.name, subject));
  const header = ['fault', 'arbitrary', ' found', ' runs', ' m×n×k', ' entries'];
  header.push(' non-zero', ' largest', ' steps', ' stopped');
  const rows = [control, ...pairs].flatMap(rowsOf);
  return `${[preface, table(header, rows), comparison(pairs)].join('\n\n')}\n`;
}

async function scoreBoth(fault: string, subject: Parameters<typeof scoreOf>[0]): Promise<Pair> {
  return {
    fault,
    ours: await scoreOf(subject, ours),
    chained: await scoreOf(subject, chained),
  };
}

const preface = `# The generator, compared

Ten planted faults, hunted with equation 1 and equation 2 and two arbitraries: gradgate's own, which
generates and shrinks X, W and dY together (*joint*), and one made from fast-check's parts, extents
chained to three \`fc.float64Array\` (*chained*, \`bench/chained.ts\`). Seeds 1 to ${seeds.length}, at most
${mostRuns} problems each. Both draw the same shapes (m·n·k ≤ ${volume}, extents up to ${extent}), so they
differ in entries and in shrinking. The chained entries go up to 2^405 in magnitude, as our widest
ones do: with fast-check's default range products overflow, and no subject can answer.

*found*: in how many of the ten seeds. The other columns are medians over those (of an even number,
the lower middle one): *runs* until found; the size of the shrunk problem, as its shape, its number
of entries, the non-zero ones among them and the largest magnitude; *steps*, accepted shrink steps.
*stopped*: in how many seeds shrinking was cut off, after ${mostTrials} trials. Nothing here depends on
the time or the machine. Written by \`npm run bench -- --generator\`.`;

function rowsOf({ fault, ours, chained }: Pair): string[][] {
  return [
    [fault, 'joint', ...cells(ours)],
    ['', 'chained', ...cells(chained)],
  ];
}

function cells(score: Score): string[] {
  const { found, runs, m, n, k, entries, nonZero, largest, steps, stopped } = score;
  if (found === 0) return ['0', ...Array<string>(7).fill('–')];
  const magnitude = largest < 1e6 && Number.isInteger(largest) ? `${largest}` : scientific(largest);
  const counts = [entries, nonZero].map(String);
  return [`${found}`, `${runs}`, `${m}×${n}×${k}`, ...counts, magnitude, `${steps}`, `${stopped}`];
}

function scientific(value: number): string {
  return value.toExponential(1).replace('e+', 'e');
}

/** Where either arbitrary is strictly better. */
function comparison(pairs: readonly Pair[]): string {
  const measures = [
    ['finds it in more seeds', (score: Score) => -score.found],
    ['finds it in fewer runs', (score: Score) => score.runs],
    ['shrinks it to fewer entries', (score: Score) => score.entries],
    ['shrinks it to fewer non-zero entries', (score: Score) => score.nonZero],
    ['shrinks it to a smaller largest magnitude', (score: Score) => score.largest],
    ['needs fewer accepted steps', (score: Score) => score.steps],
  ] as const;
  const rows = measures.map(([name, measure]) => {
    const better = (a: 'ours' | 'chained', b: 'ours' | 'chained'): string =>
      pairs
        .flatMap((pair, i) => (measure(pair[a]) < measure(pair[b]) ? [`${i + 1}`] : []))
        .join(', ') || 'none';
    return [name, better('ours', 'chained'), better('chained', 'ours')];
  });
  const intro = `## Which one is better where\n\nThe faults by their number in the table.`;
  return `${intro}\n\n${table(['', 'joint', 'chained'], rows)}`;
}
