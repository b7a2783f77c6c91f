import { asksFor } from './asks-for.ts';
import type { Claim } from './claim.ts';

/** What comes after the product, and is differentiated with it. */
export const epilogue = {
  name: 'epilogue',
  values: ['relu', 'relu, 0 or 1 at 0'],
  joins: true,
  sentence:
    '`options.epilogue`: Y = max(X·W, 0), so dY counts only where X·W > 0; where it is 0, either may hold ' +
    "with `'relu, 0 or 1 at 0'`",
  needs: { epilogue: 'relu, 0 or 1 at 0' },
  probes: [
    { claimed: 'relu', by: ['epilogue'] },
    { claimed: 'relu, 0 or 1 at 0', by: ['epilogue'] },
  ],
  options: {
    epilogue: {
      schema: { enum: ['relu'] },
      sentence: 'Y = max(X·W, 0): of dY, only what stands where X·W > 0 counts. A bias is 0.',
      expected: 'relu',
      allows: (value) => value === 'relu',
    },
  },
  draws: asksFor('epilogue'),
  neededBy: ({ options }) => (options?.epilogue ? 'relu' : undefined),
} as const satisfies Claim<'epilogue'>;
