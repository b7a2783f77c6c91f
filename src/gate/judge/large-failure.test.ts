import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix } from '../../matrix/matrix.ts';
import { multiply } from '../../matrix/multiply.ts';
import { arithmeticsOf } from '../../oracle/arithmetic.ts';
import type { Product } from '../../oracle/entry-ball.ts';
import { wrongAt } from '../../oracle/probe-product.ts';
import type { LargeProblem } from '../../problem/large/large-problem.ts';
import type { WrongEntries } from './disagreement.ts';
import { neighbourhood, sizesIn, whereIn } from './large-failure.ts';

const problem: LargeProblem = {
  ...{ shape: { m: 2, n: 2, k: 2 }, kind: 'exact', grows: false, salt: 0 },
};
const probed = { bits: 0, entries: 0, vacuous: 0, closest: 0 };

test('it is said where a product is wrong, and what was done to it before it was looked at', () => {
  const added: LargeProblem = { ...problem, variant: { into: 'accumulate', alpha: 2 } };
  expect(whereIn('Y', problem, probed)).toBe('Y');
  expect(whereIn('dX', added, probed)).toBe('dX, less what it was added to, divided by α');
  expect(whereIn('dX', { ...problem, variant: { into: 'overwrite' } }, probed)).toBe('dX');
  const member = { ...probed, member: 0 };
  expect(whereIn('dW', problem, member)).toBe('dW of batch element 0');
});

/** A product of whole numbers, all wrong where `isWrong`, by a half. */
function productOf(
  [rows, cols]: readonly [number, number],
  isWrong: (i: number, j: number) => boolean,
  { kind, numberFormat }: { kind: Product['kind']; numberFormat: 'float64' | 'float32' },
): Product {
  const left = Matrix.of([rows, 2], (i, j) => i - j);
  const right = Matrix.of([2, cols], (i, j) => 1 + i + j);
  const answer = multiply(left, right).map((entry, i, j) => (isWrong(i, j) ? entry + 0.5 : entry));
  const { dX: arithmetic } = arithmeticsOf({ numberFormat }, {});
  return { left, right, answer, kind, most: 10_000, arithmetic };
}

/** A shape, and an entry in it. */
const places = fc
  .record({ rows: fc.integer({ min: 1, max: 20 }), cols: fc.integer({ min: 1, max: 20 }) })
  .chain(({ rows, cols }) =>
    fc.record({
      shape: fc.constant([rows, cols] as const),
      entry: fc.tuple(fc.nat(rows - 1), fc.nat(cols - 1)),
    }),
  );

function shown(product: Product, entry: readonly [number, number]): WrongEntries {
  const found = neighbourhood('dX', { product }, wrongAt(product, entry));
  if (found.kind !== 'entries') throw new Error('entries are wrong');
  return found;
}

describe('a wrong entry is shown', () => {
  const exact = { kind: 'exact', numberFormat: 'float64' } as const;

  test('among its neighbours, in the middle where there is room, with all that are wrong', () => {
    fc.assert(
      fc.property(places, ({ shape, entry }) => {
        const isWrong = (i: number, j: number): boolean =>
          (i === entry[0] && j === entry[1]) || (i + 2 * j) % 5 === 0;
        const product = productOf(shape, isWrong, exact);
        const { part, wrong, actual, expected, ...found } = shown(product, entry);
        expect(found).toEqual({ kind: 'entries', where: 'dX', entry, radius: 0, excess: 0.5 });
        const { from = [0, 0] } = part ?? {};
        const right = multiply(product.left, product.right);
        expect([actual.rows, actual.cols]).toEqual(shape.map((extent) => Math.min(7, extent)));
        const all = actual.map((value, i, j) => {
          expect(value).toBe(product.answer.at(from[0] + i, from[1] + j));
          expect(expected.at(i, j)).toBe(right.at(from[0] + i, from[1] + j));
          return wrong.some(([row, column]) => row === i && column === j) ? 1 : 0;
        });
        expect(all.toArray()).toEqual(
          all.map((_, i, j) => (isWrong(from[0] + i, from[1] + j) ? 1 : 0)).toArray(),
        );
        for (const axis of [0, 1] as const) {
          const [place, before, after] = [entry[axis] - from[axis], entry[axis], shape[axis]];
          if (before >= 3 && before + 3 < after) expect(place).toBe(3);
          else expect(from[axis]).toBe(before < 3 ? 0 : Math.max(0, after - 7));
        }
      }),
      { numRuns: 30 },
    );
  });

  test('as a part only of what is larger than what is shown', () => {
    const part = (shape: readonly [number, number]) =>
      shown(
        productOf(shape, () => true, exact),
        [6, 6],
      ).part;
    expect(part([7, 7])).toBeUndefined();
    expect(part([8, 7])).toEqual({ from: [1, 0], of: [8, 7] });
    expect(part([7, 20])).toEqual({ from: [0, 3], of: [7, 20] });
  });

  test('with what each entry may be off by, where sums are rounded', () => {
    const rounded = { kind: 'rounded', numberFormat: 'float32' } as const;
    const product = productOf([9, 9], () => true, rounded);
    const { allowed, radius, excess, part } = shown(product, [8, 4]);
    const wrong = wrongAt(product, [8, 4]);
    expect(part).toEqual({ from: [2, 1], of: [9, 9] });
    expect(radius).toBe(wrong.expected.rad);
    expect(radius).toBeGreaterThan(0);
    expect(allowed?.at(6, 3)).toBe(radius);
    expect(allowed?.at(0, 0)).toBe(wrongAt(product, [2, 1]).expected.rad);
    expect(excess).toBe(0.5 - radius);
  });

  test('with what each may be off by, also where one alone is rounded', () => {
    const left = Matrix.from([[1], [2 ** 24 + 1]]);
    const right = Matrix.from([[1]]);
    const { dX: arithmetic } = arithmeticsOf({ numberFormat: 'float32' }, {});
    const answer = Matrix.from([[2], [2 ** 24]]);
    const product: Product = { left, right, answer, kind: 'saturating', most: 1, arithmetic };
    const { allowed, wrong } = shown(product, [0, 0]);
    expect(allowed?.toArray()).toEqual(Float64Array.of(0, 1));
    expect(wrong).toEqual([[0, 0]]);
  });
});

test('of operands the entries that are not 0 are counted, and the largest found, whatever its sign', () => {
  const operands = {
    X: Matrix.from<'m', 'n'>([[0, -3]]),
    W: Matrix.from<'n', 'k'>([[0], [2]]),
    dY: Matrix.from<'m', 'k'>([[-0]]),
  };
  expect(sizesIn({ operands })).toEqual({ nonZero: 2, largest: 3 });
  const last = { ...operands, dY: Matrix.from<'m', 'k'>([[8]]) };
  expect(sizesIn({ operands: last })).toEqual({ nonZero: 3, largest: 8 });
});
