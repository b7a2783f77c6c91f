import { at } from '../src/at.ts';
import { Balls } from '../src/certified/balls.ts';
import type { Claims } from '../src/contract/subject.ts';
import type { Matrix } from '../src/matrix/matrix.ts';
import { formats as known, type NumberFormat, smallestNormal } from '../src/number/formats.ts';
import type { TensorFormats } from '../src/number/tensor-formats.ts';
import { multiplied } from '../src/oracle/arithmetic.ts';
import type { Problem } from '../src/problem/problem.ts';
import { agree, identical, type Property } from '../src/property/property.ts';

/**
 * Scaling by powers of two commutes with rounding, so it changes nothing but exponents, in every
 * summation order: with diagonal R (m), E (n), C (n) and D (k), all powers of two,
 * dX(R·dY·D, C·W·D⁻¹) = R·dX·C and dW(R⁻¹·X·E, R·dY·D) = E·dW·D, bit for bit.
 */
export const powerOfTwoScaling: Property = {
  id: 'power-of-two-scaling',
  cites: 'eq. (1), (2)',
  equation: String.raw`\dX(2^p\,\dY) = 2^p\,\dX(\dY)`,
  statement: 'scaling rows and columns by powers of two scales dX and dW by them, bit for bit',
  makesWeights: true,

  async *check({ problem, backward, draw, format, formats, sums, claims }) {
    const { X, W, dY, layouts } = problem;
    const most = mostOf(format);
    const power = (): number => 2 ** draw.integer(-most, most);
    const powers = (length: number): readonly number[] => {
      const same = power(); // Strassen's sums mix rows and columns: one factor for all of them
      return Array.from({ length }, () => (claims.algorithm === 'strassen' ? same : power()));
    };
    const [R, E, C, D] = [powers(X.rows), powers(X.cols), powers(X.cols), powers(W.cols)];

    const plain = await backward(problem);
    const asked = {
      ...problem,
      X: scale(X, inverse(R), E),
      W: scale(W, C, inverse(D)),
      dY: scale(dY, R, D),
    };
    const scaled = await backward(asked);
    // The same bits need the same order of summation, and no rounding below the normal range.
    const isInRange =
      [X, W, dY].every((operand) => keepsBits(operand, claims.multiplies)) &&
      [problem, asked].every((each) => isReadAlike(each, formats, claims));
    const isCoded = [formats.X, formats.W, formats.dY].some(({ coding }) => coding); // by other scales
    const repeats =
      isInRange &&
      !isCoded &&
      claims.reproducible &&
      (claims.deterministic === 'any layout' || !layouts);
    const bits = Math.max(formats.X.precision, formats.W.precision, formats.dY.precision);
    const law = (a: Matrix, b: Matrix, sides: readonly Balls[]): typeof agree =>
      repeats && staysNormal(a, b, { bits, ...sums }) && sides.every(isBounded) ? identical : agree;
    const [dX, dW] = [scaleBalls(plain.dX, R, C), scaleBalls(plain.dW, E, D)];
    yield { ...law(dY, W, [scaled.dX, dX])('dX, scaled', scaled.dX, dX), asked };
    yield { ...law(X, dY, [scaled.dW, dW])('dW, scaled', scaled.dW, dW), asked };
  },
};

/** So many powers there is room for, up and down. */
function mostOf({ maxExponent }: NumberFormat): number {
  if (maxExponent > 100) return 4;
  return maxExponent > 4 ? 1 : 0;
}

function scale<R extends string, C extends string>(
  matrix: Matrix<R, C>,
  rows: readonly number[],
  cols: readonly number[],
): Matrix<R, C> {
  return matrix.map((value, i, j) => value * at(rows, i) * at(cols, j));
}

function scaleBalls<R extends string, C extends string>(
  { mid, rad }: Balls<R, C>,
  rows: readonly number[],
  cols: readonly number[],
): Balls<R, C> {
  return new Balls(scale(mid, rows, cols), scale(rad, rows, cols));
}

/** Whether every product of entries, scaled down by up to 2^−8, is a multiple of the smallest number. */
function staysNormal(
  a: Matrix,
  b: Matrix,
  { bits, smallest }: { readonly bits: number; readonly smallest: number },
): boolean {
  const lowestBit = (matrix: Matrix): number =>
    Math.min(...matrix.toArray().map((value) => Math.abs(value) || 1)) * 2 ** (1 - bits);
  return lowestBit(a) * lowestBit(b) * 2 ** -8 >= smallest;
}

/**
 * Whether operands that are rounded to be multiplied, or are cut into parts of that format, lose the same bits as they
 * are scaled: even the last bit of an entry, scaled down by up to 2^−8, is a normal number of it. Of float16
 * nothing is known, whose range is left sooner.
 */
function keepsBits(operand: Matrix, multiplies: Claims['multiplies']): boolean {
  if (multiplies === undefined) return true;
  if (multiplies === 'float16') return false;
  const least = smallestNormal(multiplied[multiplies]) * 2 ** (known.float32.precision - 1 + 8);
  return operand.toArray().every((value) => value === 0 || Math.abs(value) >= least);
}

/**
 * Whether no operand has an entry that is read as another number, or with another exponent, for being subnormal: it
 * may be flushed, and in a fused sum its product is aligned as that of the smallest normal number (Fasi, Higham,
 * Mikaitis & Pranesh, PeerJ Comput. Sci. 7 (2021) e330: products are not normalised).
 */
function isReadAlike(
  problem: Problem,
  formats: TensorFormats,
  { fusedSums, subnormals }: Claims,
): boolean {
  if (fusedSums === undefined && subnormals === undefined) return true;
  return (['X', 'W', 'dY'] as const).every((name) => {
    const least = smallestNormal(formats[name]);
    return problem[name].toArray().every((value) => value === 0 || Math.abs(value) >= least);
  });
}

/** Whether no entry may overflow. */
function isBounded({ rad }: Balls): boolean {
  return rad.toArray().every(Number.isFinite);
}

function inverse(powers: readonly number[]): number[] {
  return powers.map((power) => 1 / power);
}
