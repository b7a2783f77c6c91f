import type { Claim } from './claim.ts';

const by = ['equation-1', 'equation-2'];

/** How a layer holds its weight: as it multiplies from the right, or a row for each output. */
export const weight = {
  name: 'weight',
  values: ['out×in'],
  weakens: true,
  sentence:
    'W is given as k×n, and dW is answered as k×n: Y = X·Wᵀ, as linear layers hold it, a row for each output',
  settles: {
    claimed: ['out×in'],
    when: 'the layer holds its weight with a row for each output',
  },
  probes: [{ claimed: 'out×in', by }],
} as const satisfies Claim<'weight'>;
