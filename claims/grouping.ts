import type { Claim } from './claim.ts';

/** A matrix of W for each of several groups of rows; and what becomes of rows beyond the last. */
export const grouping = {
  name: 'grouping',
  values: ['zero tail', 'any tail', 'no tail'],
  joins: true,
  sentence:
    '`groups`: so many rows of X for each matrix of W, which has one more axis in front; rows beyond the ' +
    "last group are none, or, with `'any tail'`, without meaning, or, with `'zero tail'`, 0 in Y and dX",
  needs: { grouping: 'no tail' },
  probes: [
    { claimed: 'zero tail', by: ['group-decomposition'] },
    { claimed: 'any tail', by: ['group-decomposition'] },
    { claimed: 'no tail', by: ['group-decomposition'] },
  ],
  draws: ({ groups, ...options }, claimed) => {
    if (claimed === undefined) return options;
    const tail = claimed !== 'no tail';
    if (groups !== undefined) return { ...options, groups, tail };
    return options.variants === undefined ? options : { ...options, groups: 'sometimes', tail };
  },
  neededBy: ({ X, groups }) => {
    if (groups === undefined) return undefined;
    return groups.reduce((left, length) => left - length, X.shape[0] ?? 0) > 0
      ? 'any tail'
      : 'no tail';
  },
} as const satisfies Claim<'grouping'>;
