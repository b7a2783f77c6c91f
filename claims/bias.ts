import { flag } from './call-option.ts';
import type { Claim } from './claim.ts';

/** Y = X·W + b. */
export const bias = {
  name: 'bias',
  values: [true, false],
  sentence: 'Y = X·W + b: db in the answer',
  needs: { bias: true },
  probes: [{ claimed: true, by: ['bias-reduction'] }],
  options: { bias: flag('Y = X·W + b: db is asked for too, a vector: the column sums of dY.') },
  neededBy: ({ options }) => (options?.bias ? true : undefined),
} as const satisfies Claim<'bias'>;
