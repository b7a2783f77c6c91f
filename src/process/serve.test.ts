import { describe, expect, test } from 'vitest';
import complete from '../../bank/unusual/complete.ts';
import { reference } from '../contract/reference.ts';
import type { Subject } from '../contract/subject.ts';
import { methodsOf } from './methods-of.ts';
import { type Reply, repliesOf } from './replies.test-setup.ts';
import { MethodError, type Methods, serve } from './serve.ts';

function replies(methods: Methods, lines: readonly string[]): Promise<Reply[]> {
  return repliesOf((input, output) => serve(methods, input, output), lines);
}

const methods: Methods = {
  double: (params) => ({ twice: 2 * Number(Object(params).of) }),
  nothing: () => undefined,
  refuses: () => {
    throw new MethodError(-32602, 'of: expected a number');
  },
  breaks: () => {
    throw new Error('broken');
  },
  shutdown: () => null,
};

test.each<[name: string, line: string, reply: object | undefined]>([
  ['a request', '{"id":1,"method":"double","params":{"of":3}}', { id: 1, result: { twice: 6 } }],
  ['a method without a result', '{"id":"a","method":"nothing"}', { id: 'a', result: null }],
  ['a notification', '{"method":"double","params":{"of":3}}', undefined],
  ['a notification of no method', '{"method":"nope"}', undefined],
  ['no method', '{"id":1}', { id: 1, error: { code: -32600, message: 'there is no method' } }],
  ['what is no object', '7', { id: null, error: { code: -32600, message: 'there is no method' } }],
  ['what is no JSON', '{', { id: null, error: { code: -32700, message: 'the line is not JSON' } }],
  [
    'an unknown method',
    '{"id":1,"method":"toString"}',
    { id: 1, error: { code: -32601, message: 'no method toString' } },
  ],
  [
    'a method that refuses',
    '{"id":1,"method":"refuses"}',
    { id: 1, error: { code: -32602, message: 'of: expected a number' } },
  ],
  [
    'a method that throws',
    '{"id":1,"method":"breaks"}',
    { id: 1, error: { code: -32603, message: expect.stringMatching(/^broken(\n {4}at .*)*$/) } },
  ],
])('to %s', async (_, line, reply) => {
  const said = await replies(methods, [line]);
  expect(said).toEqual(reply === undefined ? [] : [{ jsonrpc: '2.0', ...reply }]);
});

test('nothing is answered after shutdown', async () => {
  const lines = ['{"id":1,"method":"shutdown"}', '{"id":2,"method":"nothing"}'];
  expect((await replies(methods, lines)).map(({ id }) => id)).toEqual([1]);
});

describe('a subject that is served', () => {
  const tensor = (shape: number[], ...data: (number | string)[]) => ({ shape, data });
  const X = tensor([2, 1], 1, 2);
  const W = tensor([1, 2], 3, 5);
  const dY = tensor([2, 2], 1, 0, 0, 1);
  const recording: Subject = {
    ...reference,
    record: ({ X, W }) => ({
      Y: { shape: [2, 2], data: [3, 5, 6, 10] },
      backward: (dY) => reference.backward({ X, W, dY }),
    }),
    reset: () => {},
  };

  test('answers the db of k where all operands are empty', async () => {
    const biased: Subject = {
      ...reference,
      claims: { emptyExtents: true, bias: true },
      backward: () => ({
        dX: { shape: [0, 0], data: [] },
        dW: { shape: [0, 3], data: [] },
        db: { shape: [3], data: [0, 0, 0] },
      }),
    };
    const [X, W, dY] = [tensor([0, 0]), tensor([0, 3]), tensor([0, 3])];
    const reply = await ask(biased, ['backward', { X, W, dY, options: { bias: true } }]);
    expect(reply?.result).toMatchObject({ db: { shape: [3], data: [0, 0, 0] } });
  });

  /** The last reply to these calls, after `initialize`. */
  async function ask(subject: Subject, ...calls: [method: string, params: object][]) {
    const offered = { protocolVersions: [1], gradgate: '0', encodings: [], folder: '' };
    const lines = [['initialize', offered] as const, ...calls].map(([method, params], id) =>
      JSON.stringify({ jsonrpc: '2.0', id, method, params }),
    );
    return (await replies(methodsOf(subject), lines)).at(-1);
  }

  const numbers = (value: unknown) => Object(value).data;

  test('introduces itself, with the methods that it has', async () => {
    const plain = await ask(reference);
    expect(plain?.result).toMatchObject({ protocolVersion: 1, name: 'reference' });
    expect(plain?.result?.['methods']).toEqual(['forward']);
    const all = await ask(recording);
    expect(all?.result?.['methods']).toEqual(['forward', 'record', 'reset']);
  });

  test('answers what it would answer here', async () => {
    const reply = await ask(reference, ['backward', { X, W, dY }]);
    expect(numbers(reply?.result?.['dX'])).toEqual([3, 5]);
    expect(numbers(reply?.result?.['dW'])).toEqual([1, 2]);
    const product = await ask(reference, ['forward', { X, W }]);
    expect(numbers(product?.result?.['Y'])).toEqual([3, 5, 6, 10]);
  });

  test('adds to its destinations, and says what is in them', async () => {
    const into = { dX: tensor([2, 1], 10, 20), dW: tensor([1, 2], 30, 40), accumulate: true };
    const options = { into };
    const reply = await ask(complete, ['backward', { X, W, dY, options }]);
    const written = Object(reply?.result?.['into']);
    expect([numbers(written.dX), numbers(written.dW)]).toEqual([
      [13, 25],
      [31, 42],
    ]);
  });

  test('multiplies X by itself, over X', async () => {
    const square = tensor([1, 1], 3);
    const options = { shared: 'X·X' };
    const params = { X: square, W: 'X', dY: tensor([1, 1], 2), options };
    const reply = await ask(complete, ['backward', params]);
    expect(numbers(reply?.result?.['dX'])).toEqual([12]);
  });

  test('plays back its tape, also when the operands have been overwritten', async () => {
    const played = await ask(recording, ['record', { X, W }], ['backward', { tape: 1, dY }]);
    expect(numbers(played?.result?.['dX'])).toEqual([3, 5]);
    const overwritten = { X, W: tensor([1, 2], 7, 'Infinity') };
    const again = await ask(
      recording,
      ['record', { X, W }],
      ['backward', { tape: 1, dY, overwritten }],
    );
    expect(numbers(again?.result?.['dX'])).toEqual(['NaN', 'Infinity']); // 0·∞, and ∞
  });

  const refused: [name: string, message: RegExp, subject: Subject, ...calls: [string, object][]][] =
    [
      ['no tensor', /^X: /, reference, ['backward', { X: 7, W, dY }]],
      ['a tensor without data', /^W\.data: /, reference, ['forward', { X, W: { shape: [1, 2] } }]],
      [
        'a view that reaches outside its storage',
        /^X: expected a view inside its 2 numbers, got entry 3\.$/,
        reference,
        ['forward', { X: { ...X, strides: [2, 1], offset: 1 }, W }],
      ],
      [
        'an option that there is not',
        /^options: expected only transX, .*, got gamma\.$/,
        reference,
        ['backward', { X, W, dY, options: { gamma: 2 } }],
      ],
      ['no parameters', /^X|^params/, reference, ['backward', []]],
      [
        'a tape of nobody',
        /^tape: nothing is kept under 1/,
        recording,
        ['backward', { tape: 1, dY }],
      ],
      [
        'a tape from before a reset',
        /^tape: nothing is kept under 1/,
        recording,
        ['record', { X, W }],
        ['reset', {}],
        ['backward', { tape: 1, dY }],
      ],
      ['another version', /^only version 1/, reference, ['initialize', { protocolVersions: [9] }]],
      ['what it cannot do', /^no method record/, reference, ['record', { X, W }]],
    ];
  for (const [name, message, subject, ...calls] of refused) {
    test(`refuses ${name}`, async () => {
      const reply = await ask(subject, ...calls);
      expect(reply?.error?.message).toMatch(message);
      expect(reply?.error?.code).not.toBe(-32603); // that is a subject that failed
    });
  }
});
