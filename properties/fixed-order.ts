import { at } from '../src/at.ts';
import { Balls } from '../src/certified/balls.ts';
import type { Claims } from '../src/contract/subject.ts';
import { Matrix } from '../src/matrix/matrix.ts';
import { multiply } from '../src/matrix/multiply.ts';
import type { NumberFormat } from '../src/number/formats.ts';
import type { TensorFormats } from '../src/number/tensor-formats.ts';
import { multiplied } from '../src/oracle/arithmetic.ts';
import type { Draw } from '../src/problem/draw/draw.ts';
import { sign } from '../src/problem/draw/entry-context.ts';
import { type Problem, shapeOf } from '../src/problem/problem.ts';
import { type Agreement, agree, type Property } from '../src/property/property.ts';

/**
 * In every binary summation tree some two terms are added before either meets another. Where M and −M stand in
 * their places, nothing is left of these, and the others are small integers: their sum is exact, however large M is.
 * So for some pair of terms each entry is the sum of the others. Who sorts terms, or sums those of one sign
 * apart, has no such pair: each of the two swamps what it meets. (M and −M are the masks of FPRev, arXiv 2411.00442,
 * section 4.) Sums that are fused, and Strassen's, have other trees: they are judged by their bounds.
 */
export const fixedOrder: Property = {
  id: 'fixed-order',
  cites: 'eq. (1), (2)',
  statement:
    'two terms of a sum meet first, whatever they are: M and −M there leave all the others',
  needs: 'reproducible',
  makesWeights: true,
  wants: { extent: 4, volume: 64, kinds: ['tiny'] },

  async *check({ problem: { layouts: _, ...problem }, draw, formats, sums, claims, backward }) {
    const masks = masksOf(formats, sums, claims);
    const isOrdered = claims.fusedSums === undefined && claims.algorithm !== 'strassen';
    const judged = (balls: Balls): Balls => (isOrdered ? Balls.exact(balls.mid) : balls);
    const ones = onesLike(draw, problem);

    const ofX: Tried[] = [];
    for (const pair of pairsOf(ones.W.cols)) {
      const W = ones.W.map((one, _, term) => (pair.includes(term) ? 1 : one));
      const dY = ones.dY.map((one, _, term) => termOf(one, pair.indexOf(term), masks));
      const asked = { ...problem, ...ones, W, dY };
      const { dX } = await backward(asked);
      ofX.push({ actual: judged(dX), expected: multiply(unmasked(dY, masks), W.T), asked });
    }
    yield* bestOf('dX, whichever two terms meet first', ofX);

    const ofW: Tried[] = [];
    for (const pair of pairsOf(ones.X.rows)) {
      const X = ones.X.map((one, term) => (pair.includes(term) ? 1 : one));
      const dY = ones.dY.map((one, term) => termOf(one, pair.indexOf(term), masks));
      const asked = { ...problem, ...ones, X, dY };
      const { dW } = await backward(asked);
      ofW.push({ actual: judged(dW), expected: multiply(X.T, unmasked(dY, masks)), asked });
    }
    yield* bestOf('dW, whichever two terms meet first', ofW);
  },
};

/** M, and what stands for 1 beside it: as far apart as dY, what it is multiplied as, and sums have room for. */
interface Masks {
  readonly mask: number;
  readonly unit: number;
}

function masksOf(
  { Y, dY: { coding, ...dY } }: TensorFormats,
  sums: NumberFormat,
  { loss, multiplies }: Claims,
): Masks {
  const ranges = [coding?.codes ?? dY, sums, ...(multiplies ? [multiplied[multiplies]] : [])];
  const most = Math.min(...ranges.map(({ maxExponent }) => maxExponent));
  if (loss !== undefined) {
    const bits = Math.min(Y.precision, dY.precision) - 4; // Y − T must be exact
    return { mask: 2 ** Math.min(Math.max(1, bits), most - 1), unit: 1 };
  }
  // Codes that are scaled after they are summed need some room.
  if (most > 100) return { mask: 2 ** 100, unit: 1 };
  const least = Math.max(...ranges.map(({ minExponent }) => minExponent));
  return { mask: 2 ** (most - 1), unit: 2 ** least };
}

/** ±1 in the places of X, W and dY; of no axis that is summed over less than three. */
function onesLike(draw: Draw, problem: Problem): Pick<Problem, 'X' | 'W' | 'dY'> {
  const { n, ...shape } = shapeOf(problem);
  const [m, k] = [Math.max(3, shape.m), Math.max(3, shape.k)];
  const one = (): number => sign(draw);
  return { X: Matrix.of([m, n], one), W: Matrix.of([n, k], one), dY: Matrix.of([m, k], one) };
}

/** M is the first of a pair, and −M the second. */
function termOf(one: number, place: number, { mask, unit }: Masks): number {
  if (place < 0) return one * unit;
  return place === 0 ? mask : -mask;
}

function unmasked(dY: Problem['dY'], { mask }: Masks): Problem['dY'] {
  return dY.map((entry) => (Math.abs(entry) === mask ? 0 : entry));
}

function pairsOf(terms: number): [number, number][] {
  return Array.from({ length: terms }, (_, first) =>
    Array.from({ length: terms - first - 1 }, (_, i): [number, number] => [first, first + 1 + i]),
  ).flat();
}

/** What came of one pair of terms. */
interface Tried {
  readonly actual: Balls;
  readonly expected: Matrix;
  readonly asked: Problem;
}

/** Of each entry, the pair that left the others; the first pair, where none did. */
function* bestOf(where: string, tried: readonly Tried[]): Generator<Agreement> {
  const first = at(tried, 0);
  const shape = [first.expected.rows, first.expected.cols] as const;
  const found = (i: number, j: number): Tried => tried.find((one) => fits(one, i, j)) ?? first;
  const actual = Balls.of(shape, (i, j) => found(i, j).actual.at(i, j));
  const expected = Matrix.of(shape, (i, j) => found(i, j).expected.at(i, j));
  yield { ...agree(where, actual, Balls.exact(expected)), asked: first.asked };
}

function fits({ actual, expected }: Tried, i: number, j: number): boolean {
  const { mid, rad } = actual.at(i, j);
  return Math.abs(mid - expected.at(i, j)) <= rad;
}
