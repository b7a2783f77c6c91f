import type { Claim } from './claim.ts';

/** Products are added in groups, aligned and cut off, as tensor cores do it. */
export const fusedSums = {
  name: 'fusedSums',
  values: [32, 16, 8, 4, 1],
  weakens: true,
  sentence:
    'so many products and the sum so far are aligned, cut off and added at once: judged by a weaker ' +
    'bound, where sums are rounded at all',
  settles: {
    claimed: [1],
    when: 'sums are cut off, as those of tensor cores are (the claim says how many products at once)',
    upTo: 24,
  },
  probes: [], // a tensor core is known by its name, and cannot be told from what needs no excuse
} as const satisfies Claim<'fusedSums'>;
