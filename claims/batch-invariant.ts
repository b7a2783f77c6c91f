import type { Claim } from './claim.ts';

/** A row's bits of Y and dX do not depend on how many rows there are, nor on which. */
export const batchInvariant = {
  name: 'batchInvariant',
  values: [true, false],
  sentence:
    'a row of Y and of dX has the same bits whatever m is, whichever rows stand beside it and in ' +
    'whatever order',
  needs: { batchInvariant: true },
  probes: [{ claimed: true, by: ['batch-invariance'] }],
} as const satisfies Claim<'batchInvariant'>;
