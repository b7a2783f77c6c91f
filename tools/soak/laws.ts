/** Laws of the arithmetic that judges, each checked on one random input against exact arithmetic. */
import { strassenIn, winogradIn } from '../../bank/unusual/fewer-products.ts';
import type { Ball } from '../../src/certified/ball.ts';
import { accumulatedBound, productBound } from '../../src/certified/bound.ts';
import { certifiedProduct } from '../../src/certified/certified-product.ts';
import { exp, log, tanh } from '../../src/certified/elementary.ts';
import { scaledProduct } from '../../src/certified/scaled-product.ts';
import { accumulatedStrassenBound, strassenBound } from '../../src/certified/strassen-bound.ts';
import type { Matrix } from '../../src/matrix/matrix.ts';
import { type Dyadic, dyadic, plus, roundedTo, times, zero } from '../../src/number/dyadic.ts';
import {
  type FormatName,
  formatNames,
  formats,
  type NumberFormat,
} from '../../src/number/formats.ts';
import { chance, type Draw, pick } from '../../src/problem/draw/draw.ts';
import { drawFactors, type Factors } from './draw-factors.ts';
import { exactDot } from './exact-dot.ts';
import { exactExp, exactLog, exactTanh, isBetween } from './exact-exp.ts';
import { firstBroken } from './first-broken.ts';
import type { Law } from './law.ts';
import { productLaws } from './product-laws.ts';
import { isIn, roundedIn } from './rounded-in.ts';

/** The laws of one number format. */
function lawsOf(name: FormatName): Law[] {
  const format = formats[name];
  const of = (what: string, broken: Law['broken']): Law => ({ name: `${what}, ${name}`, broken });
  return [
    of('the certified product contains the product', (draw) => brokenProduct(draw, format)),
    of('the scaled product contains α·A·B', (draw) => brokenScaled(draw, format)),
    of('the bound holds in any order of summation', (draw) => brokenBound(draw, format, false)),
    of('the bound holds with an addend', (draw) => brokenBound(draw, format, true)),
    of('the bound of Strassen holds', (draw) => brokenStrassen(draw, name)),
  ];
}

export const laws: readonly Law[] = [
  ...formatNames.flatMap(lawsOf),
  ...productLaws,
  { name: 'exp is in its ball', broken: (draw) => brokenElementary(draw, exp, exactExp) },
  { name: 'log is in its ball', broken: (draw) => brokenElementary(draw, log, exactLog) },
  { name: 'tanh is in its ball', broken: (draw) => brokenElementary(draw, tanh, exactTanh) },
];

/** α is a power of two from all of the range of float64. */
function brokenScaled(draw: Draw, format: NumberFormat): string | undefined {
  const factors = drawFactors(draw, format);
  const factor = chance(draw, 10) ? 0 : 2 ** draw.integer(-1074, 1023);
  const product = scaledProduct(factors.left, factors.right, factor);
  return firstBroken(product, (i, j) => {
    const exact = times(dyadic(factor), exactDot(factors, i, j));
    const { mid, rad } = product.at(i, j);
    return isIn(exact, { mid, rad }) ? undefined : `α = ${factor} is not in ${mid} ± ${rad}`;
  });
}

function brokenProduct(draw: Draw, format: NumberFormat): string | undefined {
  const factors = drawFactors(draw, format);
  const product = certifiedProduct(factors.left, factors.right);
  return firstBroken(product, (i, j) =>
    isIn(exactDot(factors, i, j), product.at(i, j))
      ? undefined
      : `not in ${inWords(product.at(i, j))}, ${written(factors)}`,
  );
}

function brokenBound(draw: Draw, format: NumberFormat, isAdded: boolean): string | undefined {
  const factors = drawFactors(draw, format);
  const { left, right, added } = factors;
  const bound = isAdded ? accumulatedBound(factors, format) : productBound(left, right, format);
  const rounding = drawRounding(draw, format);
  return firstBroken(bound, (i, j) => {
    const start = isAdded ? [dyadic(added.at(i, j))] : [];
    const exact = start.reduce(plus, exactDot(factors, i, j));
    const computed = summed(draw, [...productsOf(factors, [i, j], rounding), ...start], rounding);
    return complaint(exact, computed, { rad: bound.at(i, j), factors });
  });
}

/** How a subject may round: each operation, and the result. */
interface Rounding {
  /** Rounds what lies between; nothing lies between and the result where it is the format itself. */
  readonly inner: (value: Dyadic) => Dyadic | 'beyond range';
  readonly last: (value: Dyadic) => number;
  readonly isFused: boolean;
}

/** The format itself, or a wider accumulator that is rounded once in the end; products fused or not. */
function drawRounding(draw: Draw, format: NumberFormat): Rounding {
  const extra = pick(draw, [0, 0, 11, 13, 29, 60]);
  const last = (value: Dyadic): number => roundedIn(value, format);
  const isFused = chance(draw, 30);
  if (extra > 0) {
    return { inner: (value) => roundedTo(format.precision + extra, value), last, isFused };
  }
  const inner = (value: Dyadic): Dyadic | 'beyond range' => {
    const rounded = last(value);
    return Number.isFinite(rounded) ? dyadic(rounded) : 'beyond range';
  };
  return { inner, last, isFused };
}

type Part = Dyadic | 'beyond range';

function productsOf(
  { left, right }: Factors,
  [i, j]: readonly [number, number],
  { inner, isFused }: Rounding,
): Part[] {
  return Array.from({ length: left.cols }, (_, p) => {
    const product = times(dyadic(left.at(i, p)), dyadic(right.at(p, j)));
    return isFused ? product : inner(product);
  });
}

/** The parts, added two at a time in random order. A fused product is rounded when it is added. */
function summed(draw: Draw, parts: readonly Part[], { inner, last }: Rounding): number {
  const left = [...parts];
  let sum: Part = left.splice(draw.integer(0, left.length - 1), 1)[0] ?? zero;
  while (left.length > 0) {
    const [next = zero] = left.splice(draw.integer(0, left.length - 1), 1);
    if (sum === 'beyond range' || next === 'beyond range') return Number.NaN;
    sum = inner(plus(sum, next));
  }
  return sum === 'beyond range' ? Number.NaN : last(sum);
}

function brokenStrassen(draw: Draw, name: FormatName): string | undefined {
  const format = formats[name];
  const { left, right, added } = drawFactors(draw, format);
  const depth = draw.integer(1, 4);
  const product = (chance(draw, 50) ? strassenIn : winogradIn)(name, depth);
  const computed = product(denseOf(left), denseOf(right));
  const bound = strassenBound(left, right, format);
  const withAddend = accumulatedStrassenBound({ left, right, added }, format);
  return firstBroken(bound, (i, j) => {
    const exact = exactDot({ left, right, added }, i, j);
    const value = computed.data[i * right.cols + j] ?? Number.NaN;
    const plain = complaint(exact, value, {
      rad: bound.at(i, j),
      factors: { left, right, added },
    });
    if (plain !== undefined || !Number.isFinite(value)) return plain;
    const sum = plus(dyadic(value), dyadic(added.at(i, j)));
    return complaint(plus(exact, dyadic(added.at(i, j))), roundedIn(sum, format), {
      rad: withAddend.at(i, j),
      factors: { left, right, added },
    });
  });
}

function denseOf(matrix: Matrix) {
  return { rows: matrix.rows, cols: matrix.cols, data: matrix.toArray() };
}

function complaint(
  exact: Dyadic,
  computed: number,
  { rad, factors }: { readonly rad: number; readonly factors: Factors },
): string | undefined {
  if (Number.isNaN(rad)) return `the radius is NaN, ${written(factors)}`;
  const ball = { mid: computed, rad };
  return isIn(exact, ball) ? undefined : `not in ${inWords(ball)}, ${written(factors)}`;
}

function brokenElementary(
  draw: Draw,
  ours: (x: Ball) => Ball,
  exact: (x: number) => readonly [Dyadic, Dyadic] | undefined,
): string | undefined {
  const size = 2 ** draw.integer(-40, 9);
  const x = ((chance(draw, 50) ? -1 : 1) * size * draw.integer(2 ** 30, 2 ** 31 - 1)) / 2 ** 30;
  const between = exact(x);
  if (between === undefined) return undefined; // outside of its domain
  const ball = ours({ mid: x, rad: 0 });
  return isBetween(between, ball) ? undefined : `of ${x} is not in ${inWords(ball)}`;
}

function inWords({ mid, rad }: Ball): string {
  return `${mid} ± ${rad}`;
}

function written({ left, right, added }: Factors): string {
  const matrices = Object.entries({ left, right, added }).map(
    ([name, matrix]) => `${name} ${matrix.rows}×${matrix.cols} [${matrix.toArray().join(', ')}]`,
  );
  return matrices.join('; ');
}
