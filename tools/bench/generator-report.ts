import { reference } from '../../src/contract/reference.ts';
import { profiles } from '../../src/gate/run/profiles.ts';
import { mostRuns, mostTrials } from '../lib/hunt.ts';
import { plantedFaults } from '../lib/planted-faults.ts';
import { table } from '../lib/table.ts';
import { comparison } from './comparison.ts';
import { type Pair, pairOf } from './pair.ts';
import { type Score, seeds } from './score.ts';

/** Hunts every planted fault with both arbitraries and says which does better where. */
export async function generatorReport(): Promise<string> {
  const control = await pairOf(reference);
  const pairs: Pair[] = [];
  for (const fault of plantedFaults) pairs.push(await pairOf(fault));
  const rows = [
    ...rowsOf('', { ...control, fault: 'none: the reference' }),
    ...pairs.flatMap((pair, i) => rowsOf(`${i + 1}`, pair)),
  ];
  return `${[preface, table(header, rows), ending, comparison(pairs)].join('\n\n')}\n`;
}

const { extent, volume } = profiles.ci;

const preface = `# The generator, compared

Ten faults of the bank, hunted with equation 1, equation 2 and two arbitraries: gradgate's own, which
generates and shrinks X, W and dY together (*joint*), and one made from fast-check's parts, extents
chained to three \`fc.float64Array\` (*chained*, \`tools/lib/chained-problems.ts\`). Seeds 1 to ${seeds.length}, at most
${mostRuns} problems each. Both draw the very same shapes (extents up to ${extent}, m·n·k ≤ ${volume}), the
coincidences m = n, n = k, … included: the comparison is about entries and shrinking. The chained
entries go up to 2^405 in magnitude, as gradgate's widest ones do; with fast-check's default range
the products overflow, and no subject has an answer.

*found*: in how many of the seeds. *runs*, until found, and *steps*, accepted in shrinking: medians
over those seeds, the lower middle one of an even number. In between: the middle one of the shrunk
problems, ordered by entries, then non-zero ones: its shape, the entries of X, W and dY together, the
non-zero ones among them, the largest magnitude. *stopped*: in how many seeds shrinking was cut off
after ${mostTrials} trials. Nothing here depends on the time or the machine.
Written by \`npm run bench -- --generator --write\`.`;

const header = [
  '',
  'fault',
  'arbitrary',
  ' found',
  ' runs',
  ' m×n×k',
  ' entries',
  ' non-zero',
].concat([' largest', ' steps', ' stopped']);

const ending = `## Which one is better where

Faults by their number; where a number is in neither column, both do alike. Smaller entries are not
always simpler ones to read: 2.6e-34 is smaller than 1.`;

function rowsOf(number: string, { fault, joint, chained }: Pair): string[][] {
  return [
    [number, fault, 'joint', ...cells(joint)],
    ['', '', 'chained', ...cells(chained)],
  ];
}

function cells(score: Score | undefined): string[] {
  if (score === undefined) return ['0', ...Array<string>(7).fill('–')];
  const { found, runs, size, steps, stopped } = score;
  const shape = `${size.m}×${size.n}×${size.k}`;
  const numbers = [size.entries, size.nonZero, size.largest].map(written);
  return [`${found}`, `${runs}`, shape, ...numbers, `${steps}`, `${stopped}`];
}

/** Small integers in full, everything else with two digits. */
function written(value: number): string {
  return Number.isInteger(value) && value < 1e6 ? `${value}` : value.toExponential(1);
}
