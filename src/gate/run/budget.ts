/** How much a run in rounds may do: until a time is spent, or so many rounds are done. */
export interface Budget {
  /** Milliseconds for all properties together; ∞ where rounds are counted. */
  readonly time: number;
  /** Rounds of each property, of all shards together. */
  readonly rounds?: number;
  readonly shard: Shard;
}

/** One of `of` runs that divide the rounds of one seed among them; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** The shard that has every round. */
export const wholeRun: Shard = { index: 1, of: 1 };

/** Problems of a round, where nothing else is said. Another number would be another division: kept progress would not fit it. */
export const roundSize = 250;

/** The `done`th round of a shard, among the rounds of all shards. */
export function roundOf({ index, of }: Shard, done: number): number {
  return index - 1 + of * done;
}

/**
 * What round `round` draws from: a seed like any other, so that a replay token needs no round. No
 * two rounds of a run have the same, since the step is odd; it is 2³¹ over the golden ratio, so the
 * rounds of neighbouring seeds do not meet either.
 */
export function seedOfRound(seed: number, round: number): number {
  return (seed + Math.imul(round, 0x4f1bbcdd)) & 0x7fffffff;
}

/**
 * What the first property may have of the time that is left, when all are to have had equally much
 * in the end. `spent` is what each of them had in earlier sessions; one that had more gets nothing.
 */
export function shareOf(left: number, spent: readonly number[]): number {
  const sorted = [...spent].sort((p, q) => p - q);
  let filled = left;
  const levels = sorted.map((each, place) => {
    filled += each;
    return filled / (place + 1);
  });
  return Math.max(0, Math.min(...levels) - (spent[0] ?? 0));
}
