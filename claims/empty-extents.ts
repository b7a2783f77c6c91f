import type { Claim } from './claim.ts';

/** m, n and k may be 0. */
export const emptyExtents = {
  name: 'emptyExtents',
  values: [true, false],
  joins: true,
  sentence: 'm, n or k = 0',
  needs: { emptyExtents: true },
  probes: [{ claimed: true, by: ['empty-extents'] }],
  draws: (options, claimed) =>
    claimed && options.variants ? { ...options, empty: 'sometimes' } : options,
  neededBy: ({ X, W }) => ([...X.shape, ...W.shape].includes(0) ? true : undefined),
} as const satisfies Claim<'emptyExtents'>;
