import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { at } from '../../at.ts';
import type { WrongEntries } from '../../verdict/counterexample.ts';
import { writtenSum } from './written-sum.ts';

const entries = (rows: number, columns: number) =>
  fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  });
const extent = fc.integer({ min: 1, max: 4 });
const problems = fc.tuple(extent, extent, extent).chain(([m, n, k]) =>
  fc.record({
    shape: fc.constant({ m, n, k }),
    X: entries(m, n),
    W: entries(n, k),
    dY: entries(m, k),
  }),
);

/** A wrong answer at (0, 0), where nothing may be rounded unless `rad` says so. */
function wrong(where: string, mid: number, answer: { actual: number; rad?: number }): WrongEntries {
  const { actual, rad = 0 } = answer;
  return {
    ...{ kind: 'entries', where, entry: [0, 0], expected: { mid, rad }, actual, excess: 1 },
    sides: { actual: [[actual]], expected: [[mid]], wrong: [[0, 0]] },
  };
}

/** The products of dX, dW and Y at (0, 0), by their definitions. */
function products({ X, W, dY }: { X: number[][]; W: number[][]; dY: number[][] }) {
  const first = (rows: number[][]): number[] => rows.map((row) => at(row, 0));
  const pairs = (a: readonly number[], b: readonly number[]): number[] =>
    a.map((value, place) => value * at(b, place));
  return {
    dX: pairs(at(dY, 0), at(W, 0)),
    dW: pairs(first(X), first(dY)),
    Y: pairs(at(X, 0), first(W)),
  };
}

test('an entry of dX, dW and Y is the sum of the products of one line of each factor', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      for (const [where, terms] of Object.entries(products(problem))) {
        const mid = terms.reduce((sum, term) => sum + term, 0);
        const sum = writtenSum(problem, wrong(where, mid, { actual: mid + 1000 }));
        expect(sum?.terms.map(({ value }) => value)).toEqual(terms);
        expect(sum?.terms.every(({ fate }) => fate === 'summed')).toBe(true);
      }
    }),
    { seed: 1 },
  );
});

const three = { shape: { m: 1, n: 1, k: 3 }, X: [[7]], W: [[1, 2, 4]], dY: [[3, 5, 10]] };

test.each([
  ['a term is missing', 43, 'missing'],
  ['a term is summed twice', 63, 'twice'],
  ['a term has the wrong sign', 33, 'with the wrong sign'],
] as const)('%s', (_, actual, fate) => {
  const sum = writtenSum(three, wrong('dX', 53, { actual }));
  expect(sum?.terms.map((term) => term.fate)).toEqual(['summed', fate, 'summed']);
  expect(sum).toMatchObject({ told: 1, lit: { dY: { row: 0 }, W: { row: 0 } } });
});

test('where two readings fit, none is told', () => {
  const alike = { ...three, W: [[1, 1, 1]], dY: [[2, 2, 2]] };
  const sum = writtenSum(alike, wrong('dX', 6, { actual: 4 }));
  expect(sum?.terms.map(({ fate }) => fate)).toEqual(['summed', 'summed', 'summed']);
});

test('where sums are rounded, values are told and no term is blamed', () => {
  const sum = writtenSum(three, wrong('dX', 53.001, { actual: 43, rad: 0.01 }));
  expect(sum?.terms.map(({ fate }) => fate)).toEqual(['summed', 'summed', 'summed']);
});

test('too many terms are not tried in all ways, and what sums nothing has no line', () => {
  const many = Array.from({ length: 13 }, (_, place) => 2 ** place);
  const long = { shape: { m: 1, n: 1, k: 13 }, X: [[1]], W: [many], dY: [many.map(() => 1)] };
  const sum = writtenSum(long, wrong('dX', 8191, { actual: 8190 }));
  expect(sum?.terms.every(({ fate }) => fate === 'summed')).toBe(true);
  const nothing = { shape: { m: 1, n: 0, k: 1 }, X: [[]], W: [], dY: [[1]] };
  expect(writtenSum(nothing, wrong('Y', 0, { actual: 1 }))).toBeUndefined();
});

test('nothing is written where something else was asked', () => {
  const told = wrong('dX', 53, { actual: 43 });
  const batch = { X: [1], W: [1], dY: [1] };
  for (const other of [{ batch }, { groups: [1] }, { asks: ['α = 2'] }]) {
    expect(writtenSum({ ...three, ...other }, told)).toBeUndefined();
  }
  const { X: _, ...unlisted } = three;
  expect(writtenSum(unlisted, told)).toBeUndefined();
  expect(writtenSum(three, { ...told, where: 'row 0 of dX' })).toBeUndefined();
  expect(writtenSum(three, wrong('dX', 54, { actual: 43 }))).toBeUndefined();
  expect(writtenSum(three, { ...told, entry: [5, 5] })).toBeUndefined();
  expect(writtenSum(three, { ...told, where: 'dW', entry: [5, 5] })).toBeUndefined();
});
