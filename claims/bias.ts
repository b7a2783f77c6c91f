import { asksFor } from './asks-for.ts';
import { flag } from './call-option.ts';
import type { Claim } from './claim.ts';

/** Y = X·W + b. */
export const bias = {
  name: 'bias',
  values: [true, false],
  joins: true,
  sentence: 'Y = X·W + b: db in the answer',
  needs: { bias: true },
  probes: [{ claimed: true, by: ['bias-reduction'] }],
  options: { bias: flag('Y = X·W + b: db is asked for too, a vector: the column sums of dY.') },
  draws: asksFor('bias'),
  neededBy: ({ options }) => (options?.bias ? true : undefined),
} as const satisfies Claim<'bias'>;
