import { asksFor } from './asks-for.ts';
import type { Claim } from './claim.ts';

/** Gradients are written into storage that the subject is given. */
export const destinations = {
  name: 'destinations',
  values: ['accumulate', 'overwrite'],
  joins: true,
  sentence: '`options.into`: write the gradients there, or add them',
  needs: { destinations: 'overwrite' },
  probes: [
    { claimed: 'accumulate', by: ['destinations'] },
    { claimed: 'overwrite', by: ['destinations'] },
  ],
  options: {
    into: {
      schema: {
        type: 'object',
        required: ['dX', 'dW', 'accumulate'],
        additionalProperties: false,
        properties: {
          dX: { oneOf: [{ const: 'X' }, { $ref: '#/definitions/tensor' }] },
          dW: { oneOf: [{ const: 'W' }, { $ref: '#/definitions/tensor' }] },
          accumulate: { type: 'boolean' },
        },
      },
      sentence:
        'Gradients are written there, or added to what is there; "X" and "W" are the storage of ' +
        'these operands. The answer is the whole storage after the call.',
      expected: 'an object with dX, dW and accumulate',
      allows: (value) => typeof Object(value).accumulate === 'boolean',
    },
  },
  draws: (options, claimed) => {
    const parts = claimed === 'accumulate' ? (['overwrite', 'accumulate'] as const) : [claimed];
    return asksFor(...parts.filter((part) => part !== undefined))(options, claimed);
  },
  neededBy: ({ X, options: { into } = {} }) => {
    if (into === undefined || into.dX.data === X.data) return undefined;
    return into.accumulate ? 'accumulate' : 'overwrite';
  },
} as const satisfies Claim<'destinations'>;
