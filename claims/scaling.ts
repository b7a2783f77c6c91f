import { asksFor } from './asks-for.ts';
import { factor } from './call-option.ts';
import type { Claim } from './claim.ts';

/** Y = α·X·W + β·C. */
export const scaling = {
  name: 'scaling',
  values: [true, false],
  joins: true,
  sentence: 'Y = α·X·W + β·C: `options.alpha`, `beta`, and dC in the answer',
  needs: { scaling: true },
  probes: [{ claimed: true, by: ['scaling'] }],
  options: {
    alpha: factor('Y = α·X·W + β·C: dX and dW are scaled by α.'),
    beta: factor('Y = α·X·W + β·C: dC is asked for too, and is β·dY.'),
  },
  draws: asksFor('alpha', 'beta'),
  neededBy: ({ options: { alpha, beta } = {} }) =>
    (alpha ?? beta) === undefined ? undefined : true,
} as const satisfies Claim<'scaling'>;
