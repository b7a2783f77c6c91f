import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';
import { multiply } from '../matrix/multiply.ts';
import { round } from '../number/round.ts';
import { tensorFormats } from '../number/tensor-formats.ts';
import { drawFrom } from '../problem/draw/draw.ts';
import { fill } from '../problem/large/fill.ts';
import { type LargeKind, type LargeProblem, largeKinds } from '../problem/large/large-problem.ts';
import { arithmeticsOf } from './arithmetic.ts';
import type { Product } from './entry-ball.ts';
import { entryRules, isOffered, largestSum } from './entry-rules.ts';
import { probeProduct } from './probe-product.ts';
import { wrongTiles } from './wrong-tiles.ts';

type Said = Parameters<typeof arithmeticsOf>[0] & {
  readonly claims?: Parameters<typeof arithmeticsOf>[1];
};

const float64: Said = { numberFormat: 'float64' };
const wide: Said = { numberFormat: 'bfloat16', claims: { accumulates: 'float32' } };

/** dX of a problem, right and then rounded to the format of the subject. */
function productOf(said: Said, problem: LargeProblem): Product {
  const { claims = {} } = said;
  const arithmetic = arithmeticsOf(said, claims).dX;
  const sizing = { product: 'dX', arithmetic, formats: tensorFormats(said, claims) } as const;
  const { W, dY } = fill(problem, entryRules(problem, sizing), { X: false, W: false });
  const answer = multiply(dY, W.T).map((sum) => round(sum, arithmetic.format));
  const { kind } = problem;
  return { left: dY, right: W.T, answer, kind, most: largestSum(problem, sizing), arithmetic };
}

function problemOf(kind: LargeKind, salt: number): LargeProblem {
  return { shape: { m: 40, n: 30, k: 50 }, kind, grows: salt % 2 === 0, salt };
}

const said: Readonly<Record<string, Said>> = {
  float64,
  float32: { numberFormat: 'float32' },
  'bfloat16 with wide sums': wide,
  'float32 with operands as tf32': { numberFormat: 'float32', claims: { multiplies: 'tf32' } },
  'float8 with 14 bits': {
    ...{ numberFormat: 'bfloat16', formats: { dY: 'float8_e5m2', W: 'float8_e4m3fn' } },
    claims: { accumulates: '14 bits' },
  },
};

describe('a right product is not accused', () => {
  for (const [name, each] of Object.entries(said)) {
    for (const kind of largeKinds) {
      test(`${name}, ${kind}`, () => {
        for (let salt = 1; salt <= 20; salt += 1) {
          const problem = problemOf(kind, salt);
          const arithmetic = arithmeticsOf(each, each.claims ?? {}).dX;
          const formats = tensorFormats(each, each.claims);
          if (!isOffered(problem, { product: 'dX', arithmetic, formats })) continue;
          const { wrong, bits } = probeProduct(productOf(each, problem), drawFrom(salt));
          expect(wrong).toBeUndefined();
          if (kind === 'exact') expect(bits).toBeGreaterThanOrEqual(32);
        }
      });
    }
  }
});

const place = fc.tuple(fc.nat(39), fc.nat(29));

function withEntry(product: Product, [i, j]: readonly [number, number], value: number): Product {
  const answer = product.answer.map((entry, r, c) => (r === i && c === j ? value : entry));
  return { ...product, answer };
}

describe('one wrong entry of an exact product', () => {
  for (const each of [float64, wide]) {
    test(`anywhere, off by as little as can be, is found: ${each.numberFormat}`, () => {
      fc.assert(
        fc.property(place, fc.integer({ min: 1, max: 99 }), fc.boolean(), (entry, salt, up) => {
          const product = productOf(each, problemOf('exact', salt));
          const right = product.answer.at(...entry);
          const bad = withEntry(product, entry, right + (up ? 1 : -1));
          const { wrong } = probeProduct(bad, drawFrom(salt));
          expect(wrong).toMatchObject({ entry, expected: { mid: right, rad: 0 } });
        }),
      );
    });
  }

  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 0.5, 2 ** 52]) {
    test(`is found where it is ${value}`, () => {
      const bad = withEntry(productOf(float64, problemOf('exact', 3)), [7, 5], value);
      expect(probeProduct(bad, drawFrom(1)).wrong?.entry).toEqual([7, 5]);
    });
  }
});

test('a wide sum that is stored as the next but one number is found among chosen entries', () => {
  const product = productOf(wide, problemOf('saturating', 2));
  const answer = product.answer.map((entry) => entry * (1 + 2 ** -6));
  expect(probeProduct({ ...product, answer }, drawFrom(1)).wrong).toBeDefined();
});

test('a lower precision everywhere is found in rounded problems', () => {
  const product = productOf(float64, problemOf('rounded', 2));
  const answer = product.answer.map(Math.fround);
  expect(probeProduct({ ...product, answer }, drawFrom(1)).wrong).toBeDefined();
  const other = { ...product, answer: product.answer.map(() => Number.NaN) };
  expect(probeProduct(other, drawFrom(1)).wrong?.actual).toBeNaN();
});

test('where a product is wrong is seen in tiles, exact or not', () => {
  for (const kind of ['exact', 'rounded'] as const) {
    const product = productOf(float64, problemOf(kind, 4));
    const answer = product.answer.map((entry, i, j) => (i >= 36 && j < 2 ? entry + 1 : entry));
    const { tile, wrong } = wrongTiles({ ...product, answer }, drawFrom(1));
    expect(tile).toEqual([4, 1]);
    expect(wrong.map((row) => row.map(Number).join(''))).toEqual([
      ...Array.from({ length: 9 }, () => '0'.repeat(30)),
      `11${'0'.repeat(28)}`,
    ]);
  }
});

test('tiles are probed also where sums leave no room for longer vectors', () => {
  const product = productOf(float64, { ...problemOf('exact', 4), shape: { m: 3, n: 100, k: 5 } });
  const answer = product.answer.map((entry, i, j) => (i === 2 && j === 70 ? entry + 1 : entry));
  const { tile, wrong } = wrongTiles({ ...product, answer, most: 2 ** 53 }, drawFrom(1));
  expect(tile).toEqual([1, 4]);
  expect(wrong.flatMap((row, i) => row.flatMap((is, j) => (is ? [[i, j]] : [])))).toEqual([
    [2, 17],
  ]);
});

test('where a sum may overflow, nothing is said', () => {
  const product = productOf({ numberFormat: 'float16' }, problemOf('rounded', 1));
  const most = 1e5;
  for (const value of [0, Number.POSITIVE_INFINITY, Number.NaN]) {
    const answer = Matrix.of([40, 30], () => value);
    const { wrong, closest } = probeProduct({ ...product, most, answer }, drawFrom(1));
    expect([wrong, closest]).toEqual([undefined, 0]);
  }
});
