import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { productBound } from '../certified/bound.ts';
import { Matrix } from '../matrix/matrix.ts';
import { multiply } from '../matrix/multiply.ts';
import { type FormatName, formats } from '../number/formats.ts';
import { round } from '../number/round.ts';
import { codedProblems, shapesUpTo, spell } from './derive/coded-problems.ts';
import { exactKinds, roundedKinds } from './draw/entries.ts';
import { type Problem, shapeOf } from './problem.ts';
import { problems } from './problems.ts';
import type { Shape } from './shape.ts';
import { shrinkProblem } from './shrink/shrink-problem.ts';
import { complexity, simplerValues } from './shrink/simpler-values.ts';

const names: FormatName[] = ['float64', 'float32', 'bfloat16', 'float16'];

function of(name: FormatName, kinds?: Parameters<typeof problems>[0]['kinds']) {
  const options = { format: formats[name], extent: 40, volume: 1000 };
  return problems(kinds === undefined ? options : { ...options, kinds });
}

function always(
  name: FormatName,
  law: (problem: Problem) => void,
  kinds?: typeof exactKinds,
): void {
  fc.assert(
    fc.property(of(name, kinds), (problem) => law(problem)),
    { seed: 1, numRuns: 300 },
  );
}

function entriesOf({ X, W, dY }: Problem): number[] {
  return [X, W, dY].flatMap((matrix) => [...matrix.toArray()]);
}

describe('a random problem', () => {
  for (const name of names) {
    test(`has only numbers of ${name}`, () =>
      always(name, (problem) => {
        const strange = entriesOf(problem).filter((entry) => round(entry, formats[name]) !== entry);
        expect(strange).toEqual([]);
      }));

    // In the two short formats dY = Y outgrows the capacity, and is then judged by the bound.
    if (name === 'float64' || name === 'float32') {
      test(`of an exact kind has exact gradients in ${name}`, () =>
        always(
          name,
          ({ X, W, dY }) => {
            const bounds = [
              productBound(dY, W.T, formats[name]),
              productBound(X.T, dY, formats[name]),
            ];
            expect(
              bounds.flatMap((bound) => [...bound.toArray()]).filter((rad) => rad !== 0),
            ).toEqual([]);
          },
          exactKinds,
        ));
    }

    test(`never overflows in ${name}`, () =>
      always(name, ({ X, W, dY }) => {
        for (const bound of [
          productBound(dY, W.T, formats[name]),
          productBound(X.T, dY, formats[name]),
        ]) {
          expect([...bound.toArray()].every(Number.isFinite)).toBe(true);
        }
      }));
  }

  test('is the same for the same seed, and by its path', () => {
    const arbitrary = of('float64');
    const [first, again] = [1, 1].map((seed) => fc.sample(arbitrary, { seed, numRuns: 20 }));
    expect(first?.map(entriesOf)).toEqual(again?.map(entriesOf));
  });

  const sample = fc.sample(of('float64'), { seed: 2, numRuns: 600 });
  const sights: Record<string, (problem: Problem) => boolean> = {
    'm = n = k above 1': ({ X, W }) => X.rows > 1 && X.rows === X.cols && X.cols === W.cols,
    'm = n only': ({ X, W }) => X.rows === X.cols && X.cols !== W.cols,
    'n = k only': ({ X, W }) => X.cols === W.cols && X.rows !== W.cols,
    'm = k only': ({ X, W }) => X.rows === W.cols && X.cols !== W.cols,
    'one row': ({ X }) => X.rows === 1,
    'one column': ({ W }) => W.cols === 1,
    'one inner index': ({ X }) => X.cols === 1,
    'an extent of 17': (problem) => Object.values(shapeOf(problem)).includes(17),
    'an extent of 31': (problem) => Object.values(shapeOf(problem)).includes(31),
    'an extent of 24, three tiles of 8': (problem) => Object.values(shapeOf(problem)).includes(24),
    'dY = Y': ({ X, W, dY }) => dY.rows > 1 && dY.equals(multiply(X, W)),
    'a one-hot dY': ({ dY }) => dY.rows > 2 && dY.toArray().filter((v) => v !== 0).length === 1,
    'a uniform dY': ({ dY }) => dY.rows > 2 && new Set(dY.toArray()).size === 1,
    'no zero anywhere': (problem) => !entriesOf(problem).includes(0),
    'entries beyond 2^40 that are integers': ({ dY }) =>
      dY
        .toArray()
        .some((v) => Number.isInteger(v) && Math.abs(v) > 2 ** 40 && Math.abs(v) < 2 ** 53),
    'a dY of subnormal numbers': ({ dY }) =>
      dY.rows > 2 && dY.toArray().every((v) => Math.abs(v) < 2 ** -1022),
    'a 4×4 tile of zeros below other entries': ({ X }) =>
      X.rows >= 8 &&
      X.cols >= 4 &&
      X.rowRange(0, 4).toArray().some(Boolean) &&
      !X.rowRange(4, 8).columnRange(0, 4).toArray().some(Boolean),
    'a sum twice as long as both sides of its result': ({ X, W }) =>
      W.cols >= 2 * Math.max(X.rows, X.cols) && Math.min(X.rows, X.cols) > 3,
    'entries beyond 2^100': ({ X }) => X.toArray().some((v) => Math.abs(v) > 2 ** 100),
  };
  for (const [sight, seen] of Object.entries(sights)) {
    test(`can have ${sight}`, () => expect(sample.some(seen)).toBe(true));
  }
});

describe('shrinking', () => {
  const measure = (problem: Problem): [number, number] => [
    Object.values(shapeOf(problem)).reduce((sum, extent) => sum + extent, 0),
    entriesOf(problem).reduce((sum, entry) => sum + complexity(entry), 0),
  ];

  test('offers only strictly simpler problems', () => {
    const law = fc.property(of('float64', [...exactKinds, ...roundedKinds]), (problem) => {
      const [size, weight] = measure(problem);
      let seen = 0;
      for (const candidate of shrinkProblem(problem, formats.float64)) {
        const [nextSize, nextWeight] = measure(candidate.problem);
        expect(nextSize < size || (nextSize === size && nextWeight <= weight)).toBe(true);
        seen += 1;
        if (seen > 200) break;
      }
    });
    fc.assert(law, { seed: 1, numRuns: 60 });
  });

  test('makes every single entry strictly simpler', () => {
    const law = fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      for (const simpler of simplerValues(value, formats.float64)) {
        expect(complexity(simpler)).toBeLessThan(complexity(value));
      }
    });
    fc.assert(law, { seed: 1, numRuns: 1000 });
    expect(simplerValues(5, formats.float64)).toEqual([0, 1, 2, 3, 4]);
    expect(simplerValues(-3, formats.float64)).toEqual([0, 1, 2, 3, -2]);
    expect(simplerValues(0, formats.float64)).toEqual([]);
  });

  test('stays within the number format', () => {
    for (const name of names) {
      const law = fc.property(of(name, [...exactKinds, ...roundedKinds]), (problem) => {
        let seen = 0;
        for (const { problem: smaller } of shrinkProblem(problem, formats[name])) {
          const strange = entriesOf(smaller).find((v) => round(v, formats[name]) !== v);
          expect(strange).toBeUndefined();
          seen += 1;
          if (seen > 300) break;
        }
      });
      fc.assert(law, { seed: 1, numRuns: 60 });
    }
  });

  test('takes rows, columns and inner indices from X, W and dY together', () => {
    const law = fc.property(of('float64'), (problem) => {
      for (const { problem: smaller } of shrinkProblem(problem, formats.float64)) {
        const { m, n, k } = shapeOf(smaller);
        expect([smaller.W.rows, smaller.dY.rows, smaller.dY.cols]).toEqual([n, m, k]);
        if (m === 1 && n === 1 && k === 1) break;
      }
    });
    fc.assert(law, { seed: 1, numRuns: 30 });
  });

  test('keeps axes equally long where the failure needs them to be', () => {
    for (const same of [
      ({ m, n, k }: Shape) => m === n && n === k,
      ({ m, n }: Shape) => m === n,
      ({ n, k }: Shape) => n === k,
      ({ m, k }: Shape) => m === k,
    ]) {
      const law = fc.property(of('float64'), (problem) => {
        const shape = shapeOf(problem);
        return !(same(shape) && Math.max(shape.m, shape.n, shape.k) > 1);
      });
      const smallest = fc.check(law, { seed: 1 }).counterexample?.[0];
      const { m, n, k } = shapeOf(smallest ?? { X: Matrix.from([]), W: Matrix.from([]) });
      expect(m * n * k).toBeLessThanOrEqual(8);
      expect(Math.max(m, n, k)).toBe(2);
    }
  });

  test('ends at the smallest problem that still fails', () => {
    const needs = (name: 'X' | 'dY', rows: number) =>
      fc.check(
        fc.property(of('float64'), (problem) => {
          const { dY } = problem;
          return !(problem[name].rows >= rows && dY.toArray().some((v) => Math.abs(v) >= 3));
        }),
        { seed: 1 },
      ).counterexample?.[0];
    const smallest = needs('X', 5);
    expect([smallest?.X.rows, smallest?.X.cols, smallest?.W.cols]).toEqual([5, 1, 1]);
    const entries = smallest === null || smallest === undefined ? [] : entriesOf(smallest);
    expect(entries.filter((entry) => entry !== 0)).toEqual([3]);
  });
});

describe('a coded problem', () => {
  test('spells out what was summed', () => {
    const names = ['a', 'b', 'c'];
    expect(spell(1 + 8, names)).toBe('a + b');
    expect(spell(-1 + 2 * 64, names)).toBe('−a + 2·c');
    expect(spell(-2 * 8, names)).toBe('−2·b');
    expect(spell(0, names)).toBe('nothing');
    expect(spell(0.5, names)).toMatch(/no sum of such products/);
    expect(spell(8 ** 5, names)).toMatch(/no sum of such products/);
  });

  test('covers every product of dY with W and with X, at every shape up to 3×3×3', () => {
    for (const name of names) {
      for (const shape of shapesUpTo(3)) {
        const all = [...codedProblems(shape, formats[name])];
        const { m, n, k } = shape;
        const seen = (list: string[]) =>
          new Set(list.filter((text) => !/undefined/.test(text))).size;
        expect(seen(all.flatMap(({ productsX }) => productsX))).toBeGreaterThanOrEqual(
          m * k * n * k,
        );
        expect(seen(all.flatMap(({ productsW }) => productsW))).toBeGreaterThanOrEqual(
          m * k * m * n,
        );
      }
    }
  });
});
