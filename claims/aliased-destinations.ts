import { asksFor } from './asks-for.ts';
import type { Claim } from './claim.ts';

/** Destinations may be the operands themselves. */
export const aliasedDestinations = {
  name: 'aliasedDestinations',
  values: [true, false],
  joins: true,
  sentence: 'dX over X, dW over W',
  needs: { aliasedDestinations: true },
  probes: [{ claimed: true, by: ['aliased-destinations'] }],
  draws: asksFor('operands'),
  neededBy: ({ X, options }) => (options?.into?.dX.data === X.data ? true : undefined),
} as const satisfies Claim<'aliasedDestinations'>;
