import { at } from '../src/at.ts';
import type { Claims } from '../src/contract/subject.ts';
import type { Matrix } from '../src/matrix/matrix.ts';
import { accumulators } from '../src/number/accumulators.ts';
import type { NumberFormat } from '../src/number/formats.ts';
import { exponentOf } from '../src/number/round.ts';
import type { TensorFormats } from '../src/number/tensor-formats.ts';
import type { Draw } from '../src/problem/draw/draw.ts';
import { sign } from '../src/problem/draw/entry-context.ts';
import type { Problem } from '../src/problem/problem.ts';
import { type Fact, fact, type Property } from '../src/property/property.ts';

/**
 * All terms of a sum have one sign, and one of them is at least four times the largest power of two of the result's
 * format. Adding to it never makes a sum smaller: x ≤ fl(x + y) for y ≥ 0, where rounding is monotone (Higham,
 * Accuracy and Stability of Numerical Algorithms, 2nd ed., §2.1). So whatever the order and the accumulator, the
 * result is beyond the largest number, and is stored as is claimed. A conversion that saturates may treat an infinity
 * otherwise than a number that is too large (pytorch/pytorch#178817): there, the accumulator must hold the sum.
 */
export const overflow: Property = {
  id: 'overflow',
  cites: 'definition',
  statement: 'what is beyond the largest number of its format is stored as is claimed',
  makesWeights: true,
  needs: 'overflow',
  wants: { extent: 9, volume: 300, kinds: ['tiny', 'middle', 'rounded'] },

  async *check({ problem, backward, forward, hasForward, formats, claims, draw }) {
    // One subtracts, one reads operands as infinities, and codes have scales that are not drawn here.
    const isCoded = [formats.X, formats.W, formats.dY].some(({ coding }) => coding);
    if (claims.algorithm === 'strassen' || claims.multiplies === 'float16' || isCoded) return;
    const { layouts: _, ...dense } = problem;
    const plain = oneSigned(draw, dense);
    for (const result of ['dX', 'dW', ...(hasForward ? (['Y'] as const) : [])] as const) {
      const asked = enlarged(plain, { result, formats, by: draw.integer(2, 4) });
      if (asked === undefined) continue;
      const answer = result === 'Y' ? await forward(asked) : (await backward(asked))[result];
      yield stored(result, answer.mid, { asked, format: formats[result], claims });
    }
  },
};

type Result = 'Y' | 'dX' | 'dW';
type Operand = 'X' | 'W' | 'dY';

/** The two operands of a result. */
const operandsOf = { Y: ['X', 'W'], dX: ['dY', 'W'], dW: ['X', 'dY'] } as const satisfies Record<
  Result,
  readonly [Operand, Operand]
>;

/** The factors of a result, as rows and columns. */
function factorsOf(result: Result, { X, W, dY }: Problem): readonly [Matrix, Matrix] {
  if (result === 'Y') return [X, W];
  return result === 'dX' ? [dY, W.T] : [X.T, dY];
}

/** The same magnitudes with signs by which all terms of an entry have one sign, in all three products. */
function oneSigned(draw: Draw, problem: Problem): Problem {
  const { X, W, dY } = problem;
  const signs = (length: number): number[] => Array.from({ length }, () => sign(draw));
  const [m, n, k] = [signs(X.rows), signs(X.cols), signs(W.cols)];
  const signed = <R extends string, C extends string>(
    matrix: Matrix<R, C>,
    [rows, cols]: readonly [number[], number[]],
  ): Matrix<R, C> =>
    matrix.map(
      (value, i, j) => (value === 0 ? 0 : Math.abs(value) * at(rows, i) * at(cols, j)), // some formats have no −0
    );
  return { ...problem, X: signed(X, [m, n]), W: signed(W, [n, k]), dY: signed(dY, [m, k]) };
}

interface Enlarging {
  readonly result: Result;
  readonly formats: TensorFormats;
  /** So many powers of two the largest possible term is beyond the largest of the result. */
  readonly by: number;
}

/** Both operands scaled up by powers of two; nothing, where there is no room in their formats, or one is 0. */
function enlarged(problem: Problem, { result, formats, by }: Enlarging): Problem | undefined {
  const [one, other] = operandsOf[result];
  const [top, otherTop] = [topOf(problem[one]), topOf(problem[other])];
  if (top === undefined || otherTop === undefined) return undefined;
  const room = formats[one].maxExponent - 1 - top;
  const otherRoom = formats[other].maxExponent - 1 - otherTop;
  const need = Math.max(0, formats[result].maxExponent + by - top - otherTop);
  if (room < 0 || otherRoom < 0 || need > room + otherRoom) return undefined;
  const share = Math.min(room, Math.max(need >> 1, need - otherRoom));
  const scale = <R extends string, C extends string>(matrix: Matrix<R, C>, power: number) =>
    matrix.map((value) => value * 2 ** power);
  const larger = {
    [one]: scale(problem[one], share),
    [other]: scale(problem[other], need - share),
  };
  return { ...problem, ...larger };
}

/** The exponent of the largest entry; nothing, where all are 0. */
function topOf(matrix: Matrix): number | undefined {
  const largest = Math.max(...matrix.toArray().map(Math.abs));
  return largest === 0 ? undefined : exponentOf(largest);
}

interface Storing {
  readonly asked: Problem;
  readonly format: NumberFormat;
  readonly claims: Claims;
}

/** The first entry that is beyond the largest number and not stored as is claimed; or that there is none. */
function stored(result: Result, actual: Matrix, { asked, format, claims }: Storing): Fact {
  const [left, right] = factorsOf(result, asked);
  for (let i = 0; i < actual.rows; i += 1) {
    for (let j = 0; j < actual.cols; j += 1) {
      const sum = sumOf(left, right, [i, j]);
      const expected = isBeyond(sum, format, claims)
        ? storedAs(sum.sign, format, claims)
        : undefined;
      if (expected === undefined || Object.is(actual.at(i, j), expected)) continue;
      const sides = { holds: false, expected: String(expected), actual: String(actual.at(i, j)) };
      return fact(`entry (${i}, ${j}) of ${result}, whose sum is ${sum.total}`, {
        ...sides,
        asked,
      });
    }
  }
  const none = `what is claimed of ${format.name}`;
  return fact(`${result}, beyond the range`, { holds: true, expected: none, actual: none });
}

interface Sum {
  readonly sign: number;
  /** The largest magnitude of a term, and about that of the sum. */
  readonly largest: number;
  readonly total: number;
}

function sumOf(left: Matrix, right: Matrix, [i, j]: readonly [number, number]): Sum {
  const terms = Array.from({ length: left.cols }, (_, p) => left.at(i, p) * right.at(p, j));
  const total = terms.reduce((sum, term) => sum + term, 0);
  return { sign: Math.sign(total), largest: Math.max(0, ...terms.map(Math.abs)), total };
}

/** Whether every right sum is beyond the largest number; where it saturates, of an accumulator that holds it. */
function isBeyond({ largest, total }: Sum, { maxExponent }: NumberFormat, claims: Claims): boolean {
  if (!(largest >= 2 ** maxExponent * 4)) return false;
  const { overflow: how, accumulates = 'float32' } = claims;
  return how === 'infinity' || Math.abs(total) < accumulators[accumulates].largest / 2;
}

/** What it is stored as; nothing, where the format has no such thing. */
function storedAs(
  sign: number,
  { infinities, largest, precision }: NumberFormat,
  { overflow: how }: Claims,
): number | undefined {
  if (how === 'saturates') return sign * largest;
  if (infinities) return sign * Number.POSITIVE_INFINITY;
  return precision > 2 ? Number.NaN : undefined; // e2m1 has numbers alone
}
