import type { RightRecord } from './detection.ts';
import type { Round } from './round-of.ts';

/** The seed of the first round; that of the faults is 1. */
const first = 2;

/** What is known of a right subject, as far as it matters for what is asked next. */
type Known = Pick<RightRecord, 'name' | 'rounds' | 'problems'>;

/**
 * The next round of whoever was asked least, until everybody was asked so many problems; of whoever is being asked
 * only when nobody else is left. The records may change between one round and the next.
 */
export function* roundsOf(records: ReadonlyMap<string, Known>, problems: number): Generator<Round> {
  const begun = new Map([...records.values()].map(({ name, rounds }) => [name, rounds]));
  for (;;) {
    const left = [...records.values()].filter((record) => record.problems < problems);
    const free = left.filter(({ name, rounds }) => begun.get(name) === rounds);
    const least = (free.length > 0 ? free : left).sort((p, q) => p.problems - q.problems)[0];
    if (least === undefined) return;
    const { name } = least;
    const rounds = begun.get(name) ?? 0;
    begun.set(name, rounds + 1);
    yield { name, seed: first + rounds };
  }
}
