import { asksFor } from './asks-for.ts';
import type { Claim } from './claim.ts';

/** X and W are one variable, and the answer's dX is its whole gradient. */
export const sharedOperand = {
  name: 'sharedOperand',
  values: [true, false],
  joins: true,
  sentence: '`options.shared`: Y = X·X or X·Xᵀ, X one variable',
  needs: { sharedOperand: true },
  probes: [{ claimed: true, by: ['shared-operand'] }],
  options: {
    shared: {
      schema: { enum: ['X·X', 'X·Xᵀ'] },
      sentence: 'X and W are one variable, X: Y = X·X or X·Xᵀ. dX is its whole gradient.',
      expected: 'X·X or X·Xᵀ',
      allows: (value) => value === 'X·X' || value === 'X·Xᵀ',
    },
  },
  draws: asksFor('shared'),
  neededBy: ({ options }) => (options?.shared ? true : undefined),
} as const satisfies Claim<'sharedOperand'>;
