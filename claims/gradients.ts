import type { Claim } from './claim.ts';

/** Only one gradient exists: the other operand is frozen, quantized, or data. */
export const gradients = {
  name: 'gradients',
  values: ['dX', 'dW'],
  weakens: true,
  sentence: 'only that gradient exists; the other is not checked, and every report says so',
  probes: [
    { claimed: 'dX', by: ['equation-1'] },
    { claimed: 'dW', by: ['equation-2'] },
  ],
} as const satisfies Claim<'gradients'>;
