import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { optionList } from '../../claims/index.ts';
import { layoutKinds } from '../../claims/layout-kinds.ts';
import { pose } from '../call/pose.ts';
import type { Variant } from '../call/variant.ts';
import type { Operand } from '../contract/subject.ts';
import { formats } from '../number/formats.ts';
import type { Problem } from '../problem/problem.ts';
import { problems } from '../problem/problems.ts';
import { decodeGiven, encodeGiven } from './json-given.ts';

const drawn = problems({
  format: formats.float64,
  extent: 4,
  volume: 40,
  layouts: layoutKinds,
  batch: 'broadcast',
});

/** A call with each option of the contract. */
const variants: readonly ((problem: Problem) => Variant)[] = [
  () => ({}),
  () => ({ transX: true, transW: false, alpha: -2, beta: 0, bias: true, wants: ['dW'] }),
  () => ({ into: 'overwrite' }),
  () => ({ into: 'operands' }),
  ({ X, W }) => ({ into: { dX: X, dW: W } }),
];

test('a question crosses JSON bit for bit, with every option', () => {
  fc.assert(
    fc.property(drawn, fc.constantFrom(...variants), (problem, variantOf) => {
      const { given } = pose(problem, variantOf(problem), { layouts: 'all' });
      const read = decodeGiven(JSON.parse(JSON.stringify(encodeGiven(given))));
      expect(read).toEqual(given);
      const { into } = given.options ?? {};
      expect(read.options?.into?.dX === read.X).toBe(into !== undefined && into.dX === given.X);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('so do groups, which are whole numbers of rows', () => {
  const drawnGroups = problems({
    format: formats.float64,
    extent: 9,
    volume: 60,
    groups: 'always',
  });
  fc.assert(
    fc.property(drawnGroups, (problem) => {
      const { given } = pose(problem, {}, {});
      expect(given.groups?.length).toBe(given.W.shape[0]);
      expect(decodeGiven(JSON.parse(JSON.stringify(encodeGiven(given))))).toEqual(given);
    }),
    { seed: 1, numRuns: 50 },
  );
  for (const groups of [3, [1.5], [-1], ['1'], {}]) {
    expect(() => decodeGiven({ X, W: X, dY: X, groups })).toThrow(
      'groups: expected a whole number',
    );
  }
});

const X = { shape: [2, 2], data: [1, 2, 3, 4] };

test('an operand that is named is the very same object', () => {
  const into = { dX: 'X', dW: 'W', accumulate: false };
  const named = decodeGiven({ X, W: 'X', dY: X, options: { into } });
  expect(named.W).toBe(named.X);
  expect(named.options?.into?.dW).toBe(named.X);
  const shared = decodeGiven({ X, W: X, dY: X, options: { shared: 'X·X' } });
  expect(shared.W).toBe(shared.X);
});

describe('what is no question is named by its path', () => {
  const into = { dX: X, dW: { ...X, data: [1] }, accumulate: true };
  test.each<[fields: object, message: string]>([
    [{ W: { ...X, strides: [2, 1.5] } }, 'W.strides: expected a whole stride for every axis'],
    [{ W: { ...X, strides: [2, 1], offset: '1' } }, 'W.offset: expected a whole number, got 1.'],
    [{ dY: { ...X, strides: [-2, 1] } }, 'dY: expected a view inside its 4 numbers, got entry -2.'],
    [{ dY: { shape: [2 ** 13, 2 ** 13], strides: [0, 0], data: [1] } }, 'dY.shape: expected at mo'],
    [
      { X: { shape: [2 ** 53, 0], strides: [0, 0], data: [] } },
      'X.shape: expected at most 64 axes',
    ],
    [{ X: { shape: [0, 2 ** 40], data: [] } }, 'X.shape: expected at most 64 axes and 16777216 en'],
    [{ X: { shape: new Array(65).fill(1), data: [1] } }, 'X.shape: expected at most 64 axes and'],
    [
      { X: { shape: { length: 1e9 }, data: [1] } },
      'X.shape: expected whole extents, got an object',
    ],
    [{ X: { shape: [2], data: { length: 2 } } }, 'X.data: expected a list of numbers, got an obj'],
    [{ X: { ...X, offset: 1 } }, 'X.offset: expected none without strides, got 1.'],
    [{ X: { ...X, offset: 0.5 } }, 'X.offset: expected none without strides, got 0.5.'],
    [
      { X: { ...X, stride: [1, 2] } },
      'X: expected only shape, strides, offset, datatype, data, go',
    ],
    [{ options: { into } }, 'options.into.dW.data: expected 4 numbers, got 1.'],
    [{ options: { into: { dX: 'X', dW: 'W' } } }, 'options.into: expected an object with dX, dW'],
    [{ options: { wants: ['dY'] } }, 'options.wants: expected some of dX and dW, got ["dY"].'],
    [{ options: { alpha: '2' } }, 'options.alpha: expected a number, got 2.'],
    [{ options: { beta: Infinity } }, 'options.beta: expected a number, got Infinity.'],
    [{ options: [] }, 'options: expected an object, got [].'],
  ])('%#', (fields, message) => {
    expect(() => decodeGiven({ X, W: X, dY: X, ...fields })).toThrow(message);
  });

  test('every option that is null', () => {
    for (const { name } of optionList) {
      const options = { [name]: null };
      expect(() => decodeGiven({ X, W: X, dY: X, options })).toThrow(`options.${name}: expected`);
    }
  });
});

test('an empty view may lie anywhere', () => {
  const empty = { shape: [0, 3], strides: [9, 1], offset: 5, data: [] };
  const read: Operand = decodeGiven({ X: empty, W: X, dY: X }).X;
  expect(read).toEqual({ ...empty, data: new Float64Array() });
});
