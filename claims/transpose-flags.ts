import { asksFor } from './asks-for.ts';
import { flag } from './call-option.ts';
import type { Claim } from './claim.ts';

/** X, or W, is stored transposed, and so is its gradient. */
export const transposeFlags = {
  name: 'transposeFlags',
  values: [true, false],
  joins: true,
  sentence: '`options.transX`, `transW`: an operand is stored transposed, and so is its gradient',
  needs: { transposeFlags: true },
  probes: [{ claimed: true, by: ['transpose-flags'] }],
  options: {
    transX: flag('X is stored transposed, and so is dX.'),
    transW: flag('W is stored transposed, and so is dW.'),
  },
  draws: asksFor('transX', 'transW'),
  neededBy: ({ options = {} }) => (options.transX || options.transW ? true : undefined),
} as const satisfies Claim<'transposeFlags'>;
