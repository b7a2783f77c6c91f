import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { productBound } from '../certified/bound.ts';
import { Matrix } from '../matrix/matrix.ts';
import { type FormatName, formatNames, formats } from '../number/formats.ts';
import { round } from '../number/round.ts';
import { codedProblems, shapesUpTo, spell } from './derive/coded-problems.ts';
import { type EntryKind, exactKinds, roundedKinds } from './draw/draw-entries.ts';
import { type Problem, shapeOf } from './problem.ts';
import { problems } from './problems.ts';
import type { Shape } from './shape.ts';
import { shrinkProblem } from './shrink/shrink-problem.ts';
import { complexity } from './shrink/simpler-values.ts';

function of(name: FormatName, kinds?: Parameters<typeof problems>[0]['kinds']) {
  const options = { format: formats[name], extent: 40, volume: 1000 };
  return problems(kinds === undefined ? options : { ...options, kinds });
}

function always(
  name: FormatName,
  law: (problem: Problem) => void,
  kinds?: readonly EntryKind[],
): void {
  fc.assert(
    fc.property(of(name, kinds), (problem) => law(problem)),
    { seed: 1, numRuns: 300 },
  );
}

/** So small that all simpler problems can be looked at. */
function small(name: FormatName) {
  const kinds = [...exactKinds, ...roundedKinds];
  return problems({ format: formats[name], extent: 4, volume: 12, kinds });
}

function entriesOf({ X, W, dY }: Problem): number[] {
  return [X, W, dY].flatMap((matrix) => [...matrix.toArray()]);
}

describe('a random problem', () => {
  for (const name of formatNames) {
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
          // Of absorbing ones, one gradient alone: the other sums large terms.
          exactKinds.filter((kind) => kind !== 'absorbing'),
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
});

describe('shrinking', () => {
  const measure = (problem: Problem): [number, number] => [
    Object.values(shapeOf(problem)).reduce((sum, extent) => sum + extent, 0),
    entriesOf(problem).reduce((sum, entry) => sum + complexity(entry), 0),
  ];

  test('offers only strictly simpler problems', () => {
    const law = fc.property(small('float64'), (problem) => {
      const [size, weight] = measure(problem);
      for (const candidate of shrinkProblem(problem, formats.float64)) {
        const [nextSize, nextWeight] = measure(candidate.problem);
        if (nextSize < size || (nextSize === size && nextWeight <= weight)) continue;
        expect(candidate.problem, 'simpler').toBe(problem);
      }
    });
    fc.assert(law, { seed: 1, numRuns: 60 });
  });

  test('stays within the number format', () => {
    for (const name of formatNames) {
      const law = fc.property(small(name), (problem) => {
        const known = new Set(entriesOf(problem));
        for (const { problem: smaller } of shrinkProblem(problem, formats[name])) {
          for (const entry of entriesOf(smaller)) {
            if (!known.has(entry)) expect(round(entry, formats[name])).toBe(entry);
            known.add(entry);
          }
        }
      });
      fc.assert(law, { seed: 1, numRuns: 20 });
    }
  });

  test('takes rows, columns and inner indices from X, W and dY together', () => {
    const law = fc.property(small('float64'), (problem) => {
      for (const { problem: smaller } of shrinkProblem(problem, formats.float64)) {
        const { m, n, k } = shapeOf(smaller);
        expect([smaller.W.rows, smaller.dY.rows, smaller.dY.cols]).toEqual([n, m, k]);
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
    expect(spell(8, ['a', undefined])).toMatch(/no sum of such products/);
  });

  test('covers every product of dY with W and with X, at every shape up to 3×3×3', () => {
    for (const name of formatNames) {
      for (const shape of shapesUpTo(3)) {
        const all = [...codedProblems(shape, formats[name])];
        const { m, n, k } = shape;
        const seen = (list: readonly (string | undefined)[]) =>
          new Set(list.filter((product) => product !== undefined)).size;
        expect(seen(all.flatMap(({ productsX }) => productsX))).toBe(m * k * n * k);
        expect(seen(all.flatMap(({ productsW }) => productsW))).toBe(m * k * m * n);
      }
    }
  });
});
