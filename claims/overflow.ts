import type { Claim } from './claim.ts';

/** What a result becomes that is beyond the largest number of its format. */
export const overflow = {
  name: 'overflow',
  values: ['infinity', 'saturates'],
  sentence:
    'a result beyond the largest number of its format becomes infinity, or NaN in a format ' +
    "without infinities; with `'saturates'`, the largest number of its sign",
  needs: { overflow: 'saturates' },
  probes: [
    { claimed: 'infinity', by: ['overflow'] },
    { claimed: 'saturates', by: ['overflow'] },
  ],
} as const satisfies Claim<'overflow'>;
