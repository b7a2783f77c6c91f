import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dyadic } from '../number/dyadic.ts';
import { complaintAbout } from '../vectors/complaint-about.ts';
import { vectorsNames } from '../vectors/published.ts';
import { readVectors } from '../vectors/read-vectors.ts';
import type { JsonExpected } from '../wire/json-balls.ts';
import { consult } from './consult.ts';
import { decimal } from './exact-product.ts';

const problem = {
  X: { shape: [1, 2], data: [1, 2] },
  W: { shape: [2, 1], data: [3, 4] },
  dY: { shape: [1, 1], data: [0.1] },
};

test('a problem has its gradients, their radii and, when asked for, all of their digits', () => {
  expect(consult(problem)).toEqual({
    numberFormat: 'float64',
    Y: { shape: [1, 1], data: [11], rad: 0 },
    dX: { shape: [1, 2], data: [0.30000000000000004, 0.4], rad: expect.any(Array) },
    dW: { shape: [2, 1], data: [0.1, 0.2], rad: 0 },
  });
  expect(consult({ ...problem, exact: true })).toMatchObject({
    Y: { exact: ['11'] },
    dX: {
      exact: [
        '0.3000000000000000166533453693773481063544750213623046875',
        '0.40000000000000002220446049250313080847263336181640625',
      ],
    },
    dW: { exact: [expect.stringMatching(/^0\.1000000000000000055511/), expect.any(String)] },
  });
});

test('a weight that is held as k×n is read so, and has a gradient like it', () => {
  const W = { shape: [3, 2], data: [3, 4, 5, 6, 7, 8] };
  const dY = { shape: [1, 3], data: [1, 0, 2] };
  expect(consult({ ...problem, W, dY, weight: 'out×in' })).toMatchObject({
    Y: { shape: [1, 3], data: [11, 17, 23] },
    dX: { data: [17, 20] },
    dW: { shape: [3, 2], data: [1, 2, 0, 0, 2, 4] },
  });
  const vector = { ...problem, W: { shape: [2], data: [3, 4] }, dY: { shape: [1], data: [1] } };
  expect(consult({ ...vector, weight: 'out×in' })).toEqual(consult(vector));
  expect(() => consult({ ...problem, weight: 'in×out' })).toThrow('weight: expected out×in');
});

test('of relu, dY counts where X·W is above 0; beside what is not settled it is refused', () => {
  const asked = { ...problem, options: { epilogue: 'relu' } };
  expect(consult(asked)).toMatchObject({ dW: { data: [0.1, 0.2] } });
  const below = { ...asked, X: { shape: [1, 2], data: [-1, -2] } };
  expect(consult(below)).toMatchObject({ dX: { data: [0, 0], rad: 0 }, dW: { data: [0, 0] } });
  expect(consult(below)).not.toHaveProperty('Y');
  for (const more of [{ alpha: 2 }, { beta: 1 }]) {
    const both = { ...asked, options: { epilogue: 'relu', ...more } };
    expect(() => consult(both)).toThrow('options.epilogue: expected none beside');
  }
  const strange = { ...asked, X: { shape: [1, 2], data: ['NaN', 1] } };
  expect(() => consult(strange)).toThrow('options.epilogue: expected only finite numbers');
  const unknown = { ...problem, options: { epilogue: 'gelu' } };
  expect(() => consult(unknown)).toThrow('options.epilogue: expected relu');
});

describe('groups of rows', () => {
  const asked = {
    X: { shape: [3, 1], data: [1, 2, 3] },
    W: { shape: [3, 1, 2], data: [1, 2, 3, 4, 5, 6] },
    dY: { shape: [3, 2], data: [1, 0, 0, 1, 7, 7] },
    groups: [1, 0, 1],
  };

  test('have each a matrix of W, and rows beyond the last are 0', () => {
    expect(consult(asked)).toMatchObject({
      Y: { shape: [3, 2], data: [1, 2, 10, 12, 0, 0], rad: 0 },
      dX: { shape: [3, 1], data: [1, 6, 0], rad: 0 },
      dW: { shape: [3, 1, 2], data: [1, 0, 0, 0, 0, 2], rad: 0 },
    });
    const W = { shape: [3, 2, 1], data: [1, 2, 3, 4, 5, 6] };
    for (const turned of [{ options: { transW: true } }, { weight: 'out×in' }]) {
      expect(consult({ ...asked, W, ...turned })).toMatchObject({
        dX: { data: [1, 6, 0] },
        dW: { shape: [3, 2, 1], data: [1, 0, 0, 0, 0, 2] },
      });
    }
  });

  test('are refused where they do not fit', () => {
    const said: readonly [object, string][] = [
      [{ groups: [1, 1] }, 'W.shape: expected one axis in front, of 2 groups'],
      [{ groups: [] }, 'W.shape: expected one axis in front, of 0 groups'],
      [{ W: { shape: [1, 2], data: [1, 2] } }, 'W.shape: expected one axis in front, of 3'],
      [{ groups: [2, 0, 2] }, 'groups: expected 3 rows at most'],
      [{ W: { shape: [3, 2, 1], data: [1, 2, 3, 4, 5, 6] } }, 'W.shape: expected the inner extent'],
      [{ X: { shape: [3], data: [1, 2, 3] } }, 'X.shape: expected two axes'],
      [{ options: { bias: true } }, 'options: expected less beside groups, got bias'],
      [{ options: { beta: 0 } }, 'options: expected less beside groups, got beta'],
      [
        {
          X: { shape: [2 ** 24, 0], data: [] },
          W: { shape: [1, 0, 2], data: [] },
          groups: [0],
        },
        'W.shape: expected a product of at most 16777216 entries',
      ],
    ];
    for (const [wrong, message] of said) {
      expect(() => consult({ ...asked, ...wrong })).toThrow(message);
    }
    expect(() => consult({ ...asked, options: { bias: false } })).not.toThrow();
  });
});

test('a case of the vectors is a problem, and has the answer that it expects', () => {
  for (const format of ['float64', 'float32'] as const) {
    for (const { cases } of readVectors(format).groups) {
      for (const each of cases) {
        const { numberFormat, ...answers } = consult({ ...each, numberFormat: format });
        // SAFETY: without exact, these are balls.
        const expected = answers as JsonExpected;
        expect(numberFormat).toBe(format);
        expect(complaintAbout({ ...each, expected }, { ...each.expected })).toBe(undefined);
        for (const [name, balls] of Object.entries(each.expected)) {
          expect(answers[name], `${each.id}, ${name}`).toEqual(balls);
        }
      }
    }
  }
});

test('a case of a mixture of formats, with what its file says, has the answer that it expects', () => {
  for (const name of vectorsNames) {
    const { groups, notes: _n, version: _v, ...said } = readVectors(name);
    for (const each of groups.flatMap(({ cases }) => cases)) {
      const answers = consult({ ...each, ...said });
      expect(answers).toMatchObject(said);
      for (const [tensor, balls] of Object.entries(each.expected)) {
        expect(answers[tensor], `${each.id}, ${tensor}`).toEqual(balls);
      }
    }
  }
});

test('digits of what is stored transposed are in its order', () => {
  const asked = {
    X: { shape: [2, 1], data: [1, 2] },
    W: { shape: [1, 2], data: [3, 4] },
    dY: problem.dY,
    options: { transX: true, transW: true },
    exact: true,
  };
  expect(consult(asked)).toMatchObject({
    dX: { shape: [2, 1], exact: [/^0.3/, /^0.4/].map((text) => expect.stringMatching(text)) },
    dW: { shape: [1, 2], exact: [/^0.1/, /^0.2/].map((text) => expect.stringMatching(text)) },
  });
});

test('members of a batch are transposed, and added to what is there, each by itself', () => {
  const X = { shape: [2, 1, 2], data: [1, 2, 3, 4] };
  const W = { shape: [2, 2, 1], data: [5, 6, 7, 8] };
  const dY = { shape: [2, 1, 1], data: [1, 10] };
  const [dX, dW] = [
    { shape: [2, 1, 2], data: [100, 200, 300, 400] },
    { shape: [2, 2, 1], data: [0, 0, 0, 0] },
  ];
  expect(consult({ X, W, dY, options: { into: { dX, dW, accumulate: true } } })).toMatchObject({
    dX: { shape: [4], data: [105, 206, 370, 480] },
    dW: { shape: [4], data: [1, 2, 30, 40] },
  });
  const square = { shape: [2, 2, 2], data: [1, 2, 3, 4, 5, 6, 7, 8] };
  const column = { shape: [2, 2, 1], data: [1, 0, 0, 1] };
  const given = { X: square, W, dY: column };
  expect(consult(given)).toMatchObject({
    dX: { data: [5, 6, 0, 0, 0, 0, 7, 8] },
    dW: { data: [1, 2, 7, 8] },
  });
  expect(consult({ ...given, options: { transX: true } })).toMatchObject({
    dX: { data: [5, 0, 6, 0, 0, 7, 0, 8] },
    dW: { data: [1, 3, 6, 8] },
  });
});

test('operands that are codes and scales are their products, also stored transposed and as vectors', () => {
  const scaled = { codes: 'float4_e2m1fn', scales: 'float8_e8m0fnu', block: [1, 2] };
  const said = { numberFormat: 'float32', formats: { X: scaled, dY: scaled } };
  const wide = { shape: [2, 2], data: [1, 12, 96, 8] };
  const W = { shape: [2, 1], data: [1, 1] };
  const given = { ...said, X: wide, W, dY: { shape: [2, 1], data: [1, 64] } };
  expect(consult(given)).toMatchObject({
    Y: { data: [13, 104] },
    dW: { data: [6145, 524], rad: 0 },
  });
  const across = { ...wide, data: [1, 96, 12, 8] };
  const transposed = { ...given, X: across, options: { transX: true } };
  expect(consult(transposed)).toMatchObject({ dW: { data: [6145, 524] } });
  expect(() => consult({ ...given, X: across })).toThrow(
    'X.data: expected float4_e2m1fn with float8_e8m0fnu scales of 1×2, got numbers that are none.',
  );
  const column = { ...given, W: { shape: [2], data: [1, 1] }, dY: { shape: [2], data: [1, 64] } };
  expect(consult(column)).toMatchObject({ dX: { data: [1, 1, 64, 64] } });
  const row = { ...given, X: { shape: [2], data: [1, 12] }, dY: { shape: [1], data: [64] } };
  expect(consult(row)).toMatchObject({ dW: { shape: [2, 1], data: [64, 768] } });
});

describe('a malformed problem is one sentence', () => {
  const { X, W, dY } = problem;
  test.each([
    [1, 'the problem: expected an object with X, W and dY, got 1.'],
    [{ X, W }, 'dY: expected an object with shape and data, got nothing.'],
    [{ X: [[1]], W, dY }, 'X: expected an object with shape and data, got [[1]].'],
    [{ X: { shape: [1, 2], data: [1] }, W, dY }, 'X.data: expected 2 numbers, got 1.'],
    [
      { X: { shape: [1, 2], data: [1, 'one'] }, W, dY },
      'X.data[1]: expected a number, or "NaN", "Infinity" or "-Infinity", got one.',
    ],
    [{ X: { shape: [1, -2], data: [1] }, W, dY }, 'X.shape: expected whole extents, got [1,-2].'],
    [
      { X: { ...X, strides: [2], offset: 0 }, W, dY },
      'X.strides: expected a whole stride for every axis, got [2].',
    ],
    [
      { X: { ...X, strides: [2, 2], offset: 0 }, W, dY },
      'X: expected a view inside its 2 numbers, got entry 2.',
    ],
    [{ X, W: X, dY }, 'W.shape: expected the inner extent 2 of X, got 1.'],
    [{ X, W, dY: X }, 'dY.shape: expected that of Y, [1, 1], got [1, 2].'],
    [
      { X, W, dY, numberFormat: 'float32' },
      'dY.data[0]: expected a float32, such as 0.10000000149011612, got 0.1.',
    ],
    [
      { X, W, dY: X, numberFormat: 'float32', formats: { X: 'float4_e2m1fn', W: 'float8_e4m2' } },
      /^formats.W: expected one of float64, .*, float4_e2m1fn, got float8_e4m2\.$/,
    ],
    [
      { X: { shape: [1, 2], data: [1, 5] }, W, dY, formats: { X: 'float4_e2m1fn' } },
      'X.data[1]: expected a float4_e2m1fn, such as 4, got 5.',
    ],
    [{ X, W, dY, formats: [] }, 'formats: expected an object with a format by tensor, got [].'],
    [
      { X, W, dY, accumulates: 24 },
      'accumulates: expected float64 or float32 or 14 bits or float16 or bfloat16, got 24.',
    ],
    [{ X, W, dY, fusedSums: 2 }, 'fusedSums: expected 32 or 16 or 8 or 4 or 1, got 2.'],
    [{ X, W, dY, exact: 'yes' }, 'exact: expected true or false, got yes.'],
    [{ X, W, dY, options: { alpha: 3 } }, 'options.alpha: expected 0 or a power of two, got 3.'],
    [{ X, W, dY, options: { gamma: 3 } }, /^options: expected only transX, .*, got gamma\.$/],
    [
      {
        X: { shape: [2, 1, 2], data: [1, 2, 3, 4] },
        W: { shape: [3, 2, 1], data: [1, 2, 3, 4, 5, 6] },
        dY,
      },
      'W.shape: expected batch axes that join 2, got 3.',
    ],
  ])('%#', (value, message) => {
    expect(() => consult(value)).toThrow(message);
  });

  test('whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, other) => {
        for (const asked of [
          value,
          { ...problem, dY: value },
          { ...problem, options: value },
          { ...problem, X: { shape: value, data: other } },
        ]) {
          try {
            consult(asked);
          } catch (error) {
            expect(error).toMatchObject({ name: 'GradgateError', code: 'FORMAT' });
          }
        }
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

test('a decimal is all of a number', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(Number(decimal(dyadic(value)))).toBe(value === 0 ? 0 : value);
    }),
  );
  expect(decimal(dyadic(-0.75))).toBe('-0.75');
  expect(decimal(dyadic(2 ** 70))).toBe('1180591620717411303424');
});
