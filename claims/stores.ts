import type { Claim } from './claim.ts';

const by = ['equation-1', 'equation-2'];

/** How a result is rounded to its format when it is stored. */
export const stores = {
  name: 'stores',
  values: ['nearest', 'toward zero'],
  assumed: 'nearest',
  weakens: true,
  sentence: 'a result may be either neighbour of the sum, not only the nearer one',
  settles: { claimed: ['toward zero'], when: 'results are cut off when they are stored' },
  probes: [
    { claimed: 'nearest', by },
    { claimed: 'toward zero', by },
  ],
} as const satisfies Claim<'stores'>;
