/** Laws of how products are summed: tiles, magnitudes and Dot2. */
import { certifiedProduct, magnitudeProduct } from '../../src/certified/certified-product.ts';
import { slicedProduct } from '../../src/certified/sliced-product.ts';
import { below } from '../../src/matrix/below.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { multiply } from '../../src/matrix/multiply.ts';
import {
  absolute,
  compare,
  type Dyadic,
  dyadic,
  plus,
  roundedTo,
  toNumber,
} from '../../src/number/dyadic.ts';
import { formats } from '../../src/number/formats.ts';
import { chance, type Draw, pick } from '../../src/problem/draw/draw.ts';
import { drawFactors, type Factors } from './draw-factors.ts';
import { exactDot } from './exact-dot.ts';
import { firstBroken } from './first-broken.ts';
import type { Law } from './law.ts';
import { isIn, negated } from './rounded-in.ts';

export const productLaws: readonly Law[] = [
  { name: 'tiles sum from left to right', broken: brokenTiles },
  { name: 'magnitudes are not below the real ones', broken: brokenMagnitudes },
  { name: 'magnitudes are exact below 2^53 units', broken: brokenUnits },
  { name: 'sliced products are the nearest, with the distance', broken: brokenSlices },
  { name: 'Dot2 holds at the ends of the range', broken: brokenEnds },
  { name: 'Dot2 has the same bits at the ends of the range', broken: brokenDot2 },
];

/** Extents on both sides of where tiles begin, and of a tile. */
function brokenTiles(draw: Draw): string | undefined {
  const [m, q, k] = [draw.integer(1, 20), draw.integer(1, 60), draw.integer(1, 20)];
  const entry = (): number => (draw.integer(-(2 ** 30), 2 ** 30) / 3) * 2 ** draw.integer(-40, 40);
  const [left, right] = [Matrix.of([m, q], entry), Matrix.of([q, k], entry)];
  const product = multiply(left, right);
  return firstBroken(product, (i, j) => {
    let sum = 0;
    for (let p = 0; p < q; p += 1) sum += left.at(i, p) * right.at(p, j);
    return Object.is(sum, product.at(i, j)) ? undefined : `${product.at(i, j)} for ${sum}`;
  });
}

function brokenMagnitudes(draw: Draw): string | undefined {
  const factors = magnitudesOf(
    drawFactors(draw, formats[pick(draw, ['float64', 'float32'] as const)]),
  );
  const product = magnitudeProduct(factors.left, factors.right);
  return firstBroken(product, (i, j) => {
    const [exact, found] = [exactDot(factors, i, j), product.at(i, j)];
    if (found === Number.POSITIVE_INFINITY) return undefined;
    const isFair = compare(exact, dyadic(found)) <= 0 && (found === 0) === (exact.whole === 0n);
    return isFair ? undefined : `${found} for ${toNumber(exact)}`;
  });
}

/** Multiples of a power of two with sums on both sides of 2^53 of them. */
function brokenUnits(draw: Draw): string | undefined {
  const unit = 2 ** draw.integer(-300, 300);
  const [m, q, k] = [draw.integer(1, 6), draw.integer(1, 40), draw.integer(1, 6)];
  const most = 2 ** draw.integer(1, 27);
  const whole = (): number => draw.integer(-most, most);
  const left = Matrix.of([m, q], whole);
  const right = Matrix.of([q, k], whole).map((entry) => entry * unit);
  const product = magnitudeProduct(left, right, unit);
  const factors = magnitudesOf({ left, right, added: left });
  return firstBroken(product, (i, j) => {
    const [exact, found]: [Dyadic, number] = [exactDot(factors, i, j), product.at(i, j)];
    const isFair = found < unit * 2 ** 53 ? compare(exact, dyadic(found)) === 0 : true;
    return isFair && compare(exact, dyadic(found)) <= 0 ? undefined : `${found} is not the sum`;
  });
}

/** No radius is wider than that of Dot2, which takes what is so small. */
function brokenSlices(draw: Draw): string | undefined {
  const drawn = pick(draw, [drawBits, drawBits, drawHalfWay, drawFullFactors]);
  const factors = drawn(draw);
  const { left, right } = factors;
  const extents = [left.rows, left.cols, right.cols] as const;
  const sliced = slicedProduct(left.toArray(), right.toArray(), { extents, slices: 3 });
  const dot2 = certifiedProduct(left, right);
  return firstBroken(dot2, (i, j) => {
    const [mid, rad] = [sliced?.mid, sliced?.rad].map((each) => each?.[i * right.cols + j]);
    if (mid === undefined || rad === undefined) return undefined;
    const exact = exactDot(factors, i, j);
    const gap = absolute(plus(exact, negated(dyadic(mid))));
    const isNearest = toNumber(roundedTo(53, exact)) === mid && isLeast(rad, gap);
    return isNearest && rad <= dot2.at(i, j).rad ? undefined : `not nearest, ${mid} ± ${rad}`;
  });
}

/** Whether it is the least float64 that is not below the gap, far from underflow. */
function isLeast(rad: number, gap: Dyadic): boolean {
  if (compare(gap, dyadic(rad)) > 0) return false;
  return rad === 0 || compare(gap, dyadic(rad - rad * 2 ** -53)) > 0;
}

function drawFullFactors(draw: Draw): Factors {
  return drawFactors(draw, formats[pick(draw, ['float64', 'float32'] as const)]);
}

/** Sums half way between two numbers, or nearly: of a large, a small and a tiny product. */
function drawHalfWay(draw: Draw): Factors {
  const sign = (): number => pick(draw, [-1, 1]);
  const line = (): number[] => [
    sign() * draw.integer(2 ** 25, 2 ** 26),
    sign() * 2 ** -draw.integer(0, 3),
    sign() * pick(draw, [0, 2 ** -draw.integer(4, 40), draw.integer(1, 99) * 2 ** -45]),
  ];
  const left = Matrix.from([line()]);
  return { left, right: Matrix.from([line()]).T, added: left };
}

/** Integers of some bits, the largest of them and small ones too; sums that cancel in part. */
function drawBits(draw: Draw): Factors {
  const inner = chance(draw, 10) ? draw.integer(41, 400) : draw.integer(1, 40);
  const negative = pick(draw, [0, 50]);
  const entries = (bits: number) => (): number => {
    const most = 2 ** bits;
    const size = pick(draw, [most, most - 1, 1, 0, draw.integer(0, most), draw.integer(0, most)]);
    return (chance(draw, negative) ? -size : size) * 2 ** -20;
  };
  const left = Matrix.of([draw.integer(1, 3), inner], entries(draw.integer(1, 52)));
  const right = Matrix.of([inner, draw.integer(1, 3)], entries(draw.integer(1, 52)));
  return { left, right, added: left };
}

/** Full significands whose products come to where errors of products underflow, or overflow. */
function brokenEnds(draw: Draw): string | undefined {
  const [rows, inner, cols] = [draw.integer(1, 3), draw.integer(1, 6), draw.integer(1, 3)];
  const middle = pick(draw, [-490, 505]);
  const entry = (): number => {
    const significand = draw.integer(-(2 ** 53) + 1, 2 ** 53 - 1) / 2 ** 53;
    return significand * 2 ** (middle + draw.integer(-40, 7));
  };
  const left = Matrix.of([rows, inner], entry);
  const factors = { left, right: Matrix.of([inner, cols], entry), added: left };
  const product = certifiedProduct(left, factors.right);
  return firstBroken(product, (i, j) => {
    const { mid, rad } = product.at(i, j);
    return isIn(exactDot(factors, i, j), { mid, rad }) ? undefined : `not in ${mid} ± ${rad}`;
  });
}

/** One more row, near underflow, turns the shorter loop off. */
function brokenDot2(draw: Draw): string | undefined {
  const { left, right } = drawFactors(draw, formats.float64);
  const tiny = Matrix.of([1, left.cols], () => 2 ** -1000);
  const short = certifiedProduct(left, right);
  const long = certifiedProduct(below([left, tiny]), right);
  return firstBroken(short, (i, j) => {
    const [a, b] = [short.at(i, j), long.at(i, j)];
    const isSame = Object.is(a.mid, b.mid) && a.rad === b.rad;
    return isSame ? undefined : `${a.mid} ± ${a.rad}, but ${b.mid} ± ${b.rad}`;
  });
}

function magnitudesOf({ left, right, added }: Factors): Factors {
  return { left: left.map(Math.abs), right: right.map(Math.abs), added };
}
