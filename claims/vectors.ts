import { asksFor } from './asks-for.ts';
import type { Claim } from './claim.ts';

/** X may be a vector of n (a row), W a vector of n (a column); Y then lacks that axis. */
export const vectors = {
  name: 'vectors',
  values: [true, false],
  joins: true,
  sentence: 'X or W of rank 1',
  needs: { vectors: true },
  probes: [{ claimed: true, by: ['vector-promotion'] }],
  draws: asksFor('vectorX', 'vectorW'),
  neededBy: ({ X, W }) => (X.shape.length === 1 || W.shape.length === 1 ? true : undefined),
} as const satisfies Claim<'vectors'>;
