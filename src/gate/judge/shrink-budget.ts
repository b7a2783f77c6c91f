/** How much may be spent on the search for a smaller problem. */
export interface ShrinkBudget {
  /** Calls of the subject. */
  readonly calls: number;
  /** For subjects so slow that the calls would take too long. */
  readonly milliseconds: number;
  /** Why it is small: a property before fails in the same way. */
  readonly after?: string;
}

/** Five times what the faults of the bank need at most. */
export const fullBudget: ShrinkBudget = { calls: 20_000, milliseconds: 120_000 };

/** Enough for bold steps: of a failure that is told in a line. */
export const briefBudget: ShrinkBudget = { calls: 300, milliseconds: 10_000 };

/** What is left for a property when one before it fails in the same way. */
export function smallBudget(after: string): ShrinkBudget {
  return { ...briefBudget, after };
}

/** And when that is a hang or an end: each more of them costs as much time as one may take. */
export function noBudget(after: string): ShrinkBudget {
  return { calls: 0, milliseconds: 0, after };
}
