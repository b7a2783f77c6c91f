import { table } from '../lib/table.ts';
import type { Pair } from './pair.ts';
import type { Score } from './score.ts';

/** What is compared; less is better. */
const measures: Readonly<Record<string, (score: Score | undefined) => number>> = {
  'finds it in more seeds': (score) => -(score?.found ?? 0),
  'finds it in fewer runs': (score) => score?.runs ?? Number.POSITIVE_INFINITY,
  'shrinks it to fewer entries': (score) => score?.size.entries ?? Number.POSITIVE_INFINITY,
  'shrinks it to fewer non-zero entries': (score) =>
    score?.size.nonZero ?? Number.POSITIVE_INFINITY,
  'shrinks it to smaller entries': (score) => score?.size.largest ?? Number.POSITIVE_INFINITY,
  'needs fewer shrink steps': (score) => score?.steps ?? Number.POSITIVE_INFINITY,
};

/** Which faults either arbitrary is strictly better at, and in what. */
export function comparison(pairs: readonly Pair[]): string {
  const rows = Object.entries(measures).map(([name, measure]) => [
    name,
    listed(pairs, ({ joint, chained }) => measure(joint) < measure(chained)),
    listed(pairs, ({ joint, chained }) => measure(chained) < measure(joint)),
  ]);
  return table(['', 'joint', 'chained'], rows);
}

function listed(pairs: readonly Pair[], better: (pair: Pair) => boolean): string {
  const numbers = pairs.flatMap((pair, i) => (better(pair) ? [`${i + 1}`] : []));
  return numbers.length === 0 ? 'none' : numbers.join(', ');
}
