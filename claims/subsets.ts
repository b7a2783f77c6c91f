import { asksFor } from './asks-for.ts';
import type { Claim } from './claim.ts';

/** Some of the gradients only may be asked for. */
export const subsets = {
  name: 'subsets',
  values: [true, false],
  joins: true,
  sentence: '`options.wants`: only dX, or only dW',
  needs: { subsets: true },
  probes: [{ claimed: true, by: ['requested-gradients'] }],
  options: {
    wants: {
      schema: { type: 'array', items: { enum: ['dX', 'dW'] }, uniqueItems: true },
      sentence: 'Only these gradients are asked for; others may be left out.',
      expected: 'some of dX and dW',
      allows: (value) =>
        Array.isArray(value) && value.every((name: unknown) => name === 'dX' || name === 'dW'),
    },
  },
  draws: asksFor('wants'),
  neededBy: ({ options }) => (options?.wants ? true : undefined),
  heeds: ({ options: { wants } = {} }, answers) =>
    (['dX', 'dW'] as const).some((name) => wants?.includes(name) === false && !answers[name]),
} as const satisfies Claim<'subsets'>;
