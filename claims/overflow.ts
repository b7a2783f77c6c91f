import type { Claim } from './claim.ts';

/** Where sums that are too large can be told: those of float64 are beyond it themselves. */
const of = ['float32', 'bfloat16', 'float16'] as const;

/** What a result becomes that is beyond the largest number of its format. */
export const overflow = {
  name: 'overflow',
  values: ['infinity', 'saturates'],
  sentence:
    'a result beyond the largest number of its format becomes infinity, or NaN in a format ' +
    "without infinities; with `'saturates'`, the largest number of its sign",
  needs: { overflow: 'saturates' },
  probes: [
    { claimed: 'infinity', by: ['overflow'], of },
    { claimed: 'saturates', by: ['overflow'], of },
  ],
} as const satisfies Claim<'overflow'>;
