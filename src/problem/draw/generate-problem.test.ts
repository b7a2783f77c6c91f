import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutKinds } from '../../../claims/layout-kinds.ts';
import { productBound } from '../../certified/bound.ts';
import { type FormatName, formatNames, formats } from '../../number/formats.ts';
import { round } from '../../number/round.ts';
import { batchSizes, givenAxes, isLeading, joined } from '../batch.ts';
import { cut } from '../derive/cut.ts';
import { factorsOf } from '../derive/factors.ts';
import { changes, factorings, joinings, varied } from '../derive/varied.ts';
import { dense, type Layout, liesDense } from '../layout.ts';
import { type Problem, shapeOf } from '../problem.ts';
import { problems } from '../problems.ts';
import { shrinkProblem } from '../shrink/shrink-problem.ts';
import { drawFrom } from './draw.ts';
import { exactKinds, roundedKinds } from './draw-entries.ts';
import { kindsOf } from './draw-layout.ts';
import type { ProblemOptions } from './generate-problem.ts';

const kinds = [...exactKinds, ...roundedKinds];
const base: ProblemOptions = { format: formats.float64, extent: 40, volume: 1000 };
const wildest = { ...base, extent: 6, volume: 60, layouts: layoutKinds };

const options = {
  plain: base,
  views: { ...base, layouts: layoutKinds },
  empty: { ...base, empty: true, layouts: layoutKinds },
  leading: { ...wildest, batch: 'leading' },
  joined: { ...wildest, batch: 'broadcast' },
  'joined and empty': { ...wildest, batch: 'broadcast', empty: true },
} as const satisfies Record<string, ProblemOptions>;

function entriesOf({ X, W, dY }: Problem): number[] {
  return [X, W, dY].flatMap((matrix) => [...matrix.toArray()]);
}

/** X, W and dY fit one another, member by member. */
function expectConsistent({ X, W, dY, batch }: Problem): void {
  const sizes = batchSizes(batch);
  const [m, n, k] = [X.rows / sizes.X, X.cols, W.cols];
  expect(Number.isInteger(m)).toBe(true);
  expect([W.rows, dY.rows, dY.cols]).toEqual([sizes.W * n, sizes.dY * m, k]);
}

function expectOf(format: FormatName, problem: Problem): void {
  const strange = entriesOf(problem).filter((v) => round(v, formats[format]) !== v);
  expect(strange).toEqual([]);
}

function sample(wanted: ProblemOptions, numRuns = 300): Problem[] {
  return fc.sample(problems(wanted), { seed: 1, numRuns });
}

describe('a generated problem', () => {
  for (const [name, wanted] of Object.entries(options)) {
    test(`of kind ${name} fits together, in every format`, () => {
      for (const format of formatNames) {
        for (const problem of sample({ ...wanted, format: formats[format] }, 80)) {
          expectConsistent(problem);
          expectOf(format, problem);
        }
      }
    });
  }

  test('has only views that do not lie dense, each with the lines that it shows as one', () => {
    for (const problem of [...sample(options.views), ...sample(options.joined)]) {
      const { batch, layouts = {} } = problem;
      const { m, n, k } = shapeOf(problem);
      const shapes = { X: [m, n], W: [n, k], dY: [m, k], dX: [m, n], dW: [n, k] };
      for (const [name, layout] of Object.entries(layouts)) {
        // SAFETY: Object.entries forgets the key type.
        const key = name as keyof typeof shapes;
        const axes = givenAxes(batch, key === 'dX' ? 'X' : key === 'dW' ? 'W' : key);
        expect(liesDense([...axes, ...shapes[key]], layout)).toBe(false);
        if (key === 'dX' || key === 'dW' || layout.columnStep !== 0) continue;
        const matrix = problem[key];
        expect(matrix.toArray()).toEqual(matrix.map((_, i) => matrix.at(i, 0)).toArray());
      }
    }
  });

  test('has dense operands and views of each, and sometimes all of them alike', () => {
    const seen = sample(options.views);
    for (const name of ['X', 'W', 'dY', 'dX', 'dW'] as const) {
      const views = seen.filter(({ layouts }) => layouts?.[name] !== undefined).length;
      expect(views / seen.length, name).toBeGreaterThan(0.3);
      expect(views / seen.length, name).toBeLessThan(0.9);
    }
    expect(seen.some(({ layouts }) => layouts === undefined)).toBe(true);
    expect(seen.some(({ layouts: l }) => l?.X?.columnMajor && l.W?.columnMajor)).toBe(true);
    const expanded = (layout?: Layout): boolean => layout?.rowStep === 0 && layout.columnStep === 0;
    expect(seen.some(({ layouts: l }) => expanded(l?.dY) && !expanded(l?.W))).toBe(true);
    expect(seen.some(({ layouts: l }) => expanded(l?.dY) && expanded(l?.W))).toBe(true);
  });

  test('that is to be empty lacks one or two extents, each of them sometimes', () => {
    const empty = sample(options.empty).map((problem) => Object.values(shapeOf(problem)));
    for (const shape of empty) expect([1, 2]).toContain(shape.filter((e) => e === 0).length);
    for (const axis of [0, 1, 2]) expect(empty.some((shape) => shape[axis] === 0)).toBe(true);
    expect(empty.some((shape) => shape.filter((extent) => extent === 0).length === 2)).toBe(true);
  });

  test('with a batch has one of the kind asked for; members differ', () => {
    for (const { batch } of sample(options.leading)) expect(batch?.X).toEqual(batch?.W);
    const some = sample(options.joined);
    expect(some.some(({ batch }) => batch && batchSizes(batch).X < batchSizes(batch).W)).toBe(true);
    expect(some.some(({ batch }) => batch && batchSizes(batch).X > batchSizes(batch).W)).toBe(true);
    expect(some.every(({ batch }) => batch !== undefined)).toBe(true);
  });
});

describe('within the number format', () => {
  for (const name of formatNames) {
    const format = formats[name];
    for (const kind of kinds) {
      test(`${name}, ${kind}: all entries are numbers of it, also cut, and no sum overflows`, () => {
        const wanted = { ...base, format, kinds: [kind] };
        const all = [
          ...sample(wanted, 40),
          ...sample({ ...wanted, batch: 'broadcast', extent: 9, volume: 200 }, 30),
        ];
        for (const problem of all) {
          expectOf(name, problem);
          const draw = drawFrom(problem.salt);
          const parts = problem.dY.map((value) => cut(draw, value, format));
          const rests = problem.dY.map((value, i, j) => value - parts.at(i, j));
          for (const dY of [parts, rests]) {
            expectOf(name, { ...problem, dY });
            expect(
              dY.toArray().some((v, i) => Math.abs(v) > Math.abs(problem.dY.toArray()[i] ?? 0)),
            ).toBe(false);
          }
          const { dX, dW } = factorsOf(problem);
          const bounds = [...dX, ...dW].map(({ left, right }) => productBound(left, right, format));
          expect(bounds.flatMap((bound) => [...bound.toArray()]).every(Number.isFinite)).toBe(true);
        }
      });
    }
  }
});

/** What is left of the first problem on which `needed` holds, when fast-check has shrunk it. */
function smallest(
  wanted: ProblemOptions,
  needed: (problem: Problem) => boolean,
  seed = 1,
): Problem {
  const law = fc.property(problems(wanted), (problem) => !needed(problem));
  const found = fc.check(law, { seed, numRuns: 20_000 }).counterexample?.[0];
  if (found === undefined) throw new Error('no such problem was drawn');
  return found;
}

describe('shrinking', () => {
  const views = { ...base, layouts: layoutKinds };
  const isColumnMajor = ({ layouts }: Problem): boolean => layouts?.W?.columnMajor === true;

  test('takes extents, views and entries together: a column-major W, k = 1 and m > 16', () => {
    for (let seed = 1; seed <= 3; seed += 1) {
      const needed = (problem: Problem, rows: number): boolean =>
        isColumnMajor(problem) &&
        problem.W.rows >= rows &&
        problem.W.cols === 1 &&
        problem.X.rows > 16;
      // One row is enough where the column has a stride of its own; two rows always are.
      const any = smallest(views, (problem) => needed(problem, 1), seed);
      expect([
        [17, 1, 1],
        [17, 2, 1],
      ]).toContainEqual(extents(any));
      const two = smallest(views, (problem) => needed(problem, 2), seed);
      expect(extents(two)).toEqual([17, 2, 1]);
      expect(two.layouts).toEqual({ W: { ...dense, columnMajor: true } });
      for (const found of [any, two]) {
        expect(Object.keys(found.layouts ?? {})).toEqual(['W']);
        expect(entriesOf(found).every((entry) => entry === 0)).toBe(true);
      }
    }
  });

  test('ends at a dense problem where views do not matter', () => {
    const found = smallest(views, ({ dY, layouts }) => dY.rows > 2 && (dY.rows > 3 || !layouts));
    expect(found.layouts).toBeUndefined();
    expect(extents(found)).toEqual([3, 1, 1]);
  });

  const sizes = ({ batch }: Problem) => batchSizes(batch);
  const batches: [string, (problem: Problem) => boolean, number[], number[]][] = [
    ['two members of Y', (p) => sizes(p).dY > 1, [2], [2]],
    ['three of X', (p) => sizes(p).X > 2, [3], [3]],
    ['two axes', ({ batch }) => batch?.X.length === 2 && Math.min(...batch.X) > 1, [2, 2], [2, 2]],
  ];
  for (const [name, needed, X, W] of batches) {
    test(`ends at the least batch with ${name}`, () => {
      const found = smallest({ ...wildest, batch: 'leading' }, needed);
      expect([found.batch?.X, found.batch?.W]).toEqual([X, W]);
      expect(extents(found)).toEqual([1, 1, 1]);
      expect(found).not.toHaveProperty('layouts');
    });
  }

  test('ends at the least batch of which one operand is joined to many, or at none', () => {
    const wanted = { ...wildest, batch: 'broadcast' } as const;
    const shared = smallest(wanted, (p) => sizes(p).X < sizes(p).dY);
    expect([shared.batch?.X, shared.batch?.W]).toEqual([[1], [2]]);
    expect(extents(shared)).toEqual([1, 1, 1]);
    const plain = smallest(wanted, (p) => shapeOf(p).m > 3);
    expect([extents(plain), sizes(plain).dY]).toEqual([[4, 1, 1], 1]);
    expect(plain).not.toHaveProperty('batch');
  });

  test('offers only problems that fit together', () => {
    for (const wanted of [options.leading, options.joined, options.empty]) {
      for (const problem of sample(wanted, 30)) {
        let seen = 0;
        for (const { problem: smaller } of shrinkProblem(problem, formats.float64)) {
          expectConsistent(smaller);
          if (smaller.batch) expect(joined(smaller.batch).length).toBeGreaterThan(0);
          seen += 1;
          if (seen > 150) break;
        }
      }
    }
  });
});

describe('the next problem of a sequence', () => {
  for (const change of [...changes, ...joinings.slice(1), ...factorings.slice(0, 1)]) {
    test(`${change}, fits together and stays within the format`, () => {
      for (const name of formatNames) {
        for (const wanted of [options.views, options.joined]) {
          const all = sample({ ...wanted, format: formats[name] }, 40);
          for (const [salt, problem] of all.entries()) {
            const next = varied(problem, change, salt);
            expectConsistent(next);
            expectOf(name, next);
          }
        }
      }
    });
  }

  test('has an α where the call before had no option, and then another one', () => {
    const [first, ...others] = sample(options.joined, 20).map(({ variant: _, ...plain }) =>
      varied(plain, 'with α', 1),
    );
    expect(first?.variant).toEqual({ alpha: 2 });
    for (const problem of others) {
      expect(varied(problem, 'with another α', 1).variant).toEqual({ alpha: 1 });
    }
  });

  test('is joined otherwise, and every product is that of the same members or of the first W', () => {
    for (const [salt, problem] of sample(options.joined, 200).entries()) {
      const next = varied(problem, 'joined otherwise', salt);
      expect(batchSizes(next.batch).dY).toBe(batchSizes(problem.batch).dY);
      if (problem.batch === undefined || next === problem) continue;
      expect(isLeading(next.batch ?? problem.batch)).toBe(!isLeading(problem.batch));
      if (isLeading(problem.batch)) expect(next.X).toBe(problem.X);
      else expect(joined(next.batch ?? problem.batch)).toEqual(joined(problem.batch));
    }
  });
});

function extents(problem: Problem): number[] {
  return Object.values(shapeOf(problem));
}

test('shrinking never asks for views and batches that the subject does not claim', () => {
  const claimed = ['gaps', 'reversed'] as const;
  const arbitrary = problems({ ...wildest, layouts: claimed, batch: 'leading' });
  const drawn = fc.sample(arbitrary, { seed: 1, numRuns: 60 });
  const seen = drawn.flatMap((problem) => [...arbitrary.shrink(problem, 0).take(300)]);
  expect(seen.length).toBeGreaterThan(1000);
  for (const { value } of seen) {
    const { batch, layouts = {} } = value;
    expect(batch === undefined || isLeading(batch)).toBe(true);
    const found = Object.values(layouts).flatMap((layout: Layout) => kindsOf(layout));
    expect(found.filter((kind) => !['gaps', 'reversed'].includes(kind))).toEqual([]);
  }
  expect(seen.some(({ value }) => value.layouts !== undefined)).toBe(true);
});
