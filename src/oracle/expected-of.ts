/** What every right answer to a question of the contract lies within. */
import { at } from '../at.ts';
import { entriesOf, placesOf } from '../call/lay-out.ts';
import { Balls, stack } from '../certified/balls.ts';
import { accumulatedBound, productBound } from '../certified/bound.ts';
import { certifiedProduct } from '../certified/certified-product.ts';
import { outward } from '../certified/error-free.ts';
import { accumulatedStrassenBound, strassenBound } from '../certified/strassen-bound.ts';
import type { Claims, Operand } from '../contract/subject.ts';
import { Matrix } from '../matrix/matrix.ts';
import type { NumberFormat } from '../number/formats.ts';
import { round } from '../number/round.ts';
import {
  type Factors,
  factorsOf,
  forwardFactors,
  sharedFactors,
} from '../problem/derive/factors.ts';
import type { AnswerName } from '../vectors/vector.ts';
import { type Question, turned } from './question.ts';

/** Midpoints and radii in row-major order; a destination's are those of its whole storage. */
export interface Expected {
  readonly shape: readonly number[];
  readonly mid: Float64Array;
  readonly rad: Float64Array;
}

/** Who answers: what it rounds to, and how it sums. */
export interface Arithmetic {
  readonly format: NumberFormat;
  readonly algorithm?: Claims['algorithm'];
}

export type ExpectedAnswers = Partial<Record<AnswerName, Expected>>;

/** The certified gradients, with what this arithmetic may be off by in the radii. */
export function expectedOf(question: Question, arithmetic: Arithmetic): ExpectedAnswers {
  const { problem, options, given } = question;
  const { shared, bias, beta, wants = ['dX', 'dW'] } = options;
  const factors = shared === undefined ? factorsOf(problem) : sharedFactors(problem, shared);
  const ask = { question, arithmetic };
  const k = problem.W.cols;
  const ones = Matrix.of<'1', 'm'>([1, problem.dY.rows], () => 1);
  const db = (): Expected =>
    flat([k], summed([{ left: ones, right: problem.dY }], { arithmetic, alpha: 1 }));
  return {
    ...(asksForY(question) ? { Y: forwardOf(question, arithmetic) } : {}),
    ...(wants.includes('dX') ? { dX: gradient('dX', factors.dX, ask) } : {}),
    ...(wants.includes('dW') && shared === undefined
      ? { dW: gradient('dW', factors.dW, ask) }
      : {}),
    ...(bias ? { db: db() } : {}),
    ...(beta === undefined ? {} : { dC: addend(given.dY, beta, arithmetic.format) }),
  };
}

/** Y is X·W alone only without what is added to it, and without what it is scaled by. */
function asksForY({ options: { transX: _x, transW: _w, ...others } }: Question): boolean {
  return Object.keys(others).length === 0;
}

function forwardOf({ problem, given }: Question, arithmetic: Arithmetic): Expected {
  return flat(given.dY.shape, summed(forwardFactors(problem), { arithmetic, alpha: 1 }));
}

interface Asking {
  readonly question: Question;
  readonly arithmetic: Arithmetic;
}

function gradient<R extends string, C extends string>(
  name: 'dX' | 'dW',
  factors: readonly Factors<R, C>[],
  { question, arithmetic }: Asking,
): Expected {
  const { options, given } = question;
  const { alpha = 1, into } = options;
  const [operand, transposed] =
    name === 'dX' ? [given.X, options.transX] : [given.W, options.transW];
  const start = into?.accumulate ? entriesOf(into[name]) : undefined;
  const prior = start && stored(start, operand.shape, { transposed, back: false });
  const balls = summed(factors, { arithmetic, alpha, ...(prior ? { prior } : {}) });
  const answer = flat(operand.shape, balls);
  const shaped = {
    shape: operand.shape,
    mid: stored(answer.mid, operand.shape, { transposed, back: true }),
    rad: stored(answer.rad, operand.shape, { transposed, back: true }),
  };
  return into === undefined ? shaped : inStorage(into[name], shaped);
}

/** Entries of an operand's members as they are stored, or (not `back`) as the matrix has them. */
export function stored(
  entries: Float64Array,
  shape: readonly number[],
  { transposed = false, back }: { transposed: boolean | undefined; back: boolean },
): Float64Array {
  if (!transposed || shape.length < 2) return entries;
  const [rows, cols] = [at(shape, shape.length - 2), at(shape, shape.length - 1)];
  return turned(entries, back ? [cols, rows] : [rows, cols]);
}

interface Summing {
  readonly arithmetic: Arithmetic;
  readonly alpha: number;
  /** What the products are added to, member by member. */
  readonly prior?: Float64Array;
}

/** Each α·A·B + what was there, below one another. */
function summed<R extends string, C extends string>(
  factors: readonly Factors<R, C>[],
  { arithmetic, alpha, prior }: Summing,
): Balls<R, C> {
  let start = 0;
  const members = factors.map(({ left, right }) => {
    const size = left.rows * right.cols;
    const added =
      prior && Matrix.over<R, C>(left.rows, right.cols, prior.slice(start, start + size));
    start += size;
    const scaled = alpha === 1 ? left : left.map((entry) => alpha * entry);
    return sum({ left: scaled, right, ...(added ? { added } : {}) }, arithmetic);
  });
  return stack(members);
}

interface Sum<R extends string, C extends string> extends Factors<R, C> {
  readonly added?: Matrix<R, C>;
}

/** An entry in whose sum something is not finite has no radius: it is what IEEE arithmetic says. */
function sum<R extends string, C extends string>(
  asked: Sum<R, C>,
  arithmetic: Arithmetic,
): Balls<R, C> {
  const left = asked.left.map(finite);
  const right = asked.right.map(finite);
  const added = asked.added?.map(finite);
  const product = certifiedProduct(left, right);
  const bounds = boundOf({ left, right, ...(added ? { added } : {}) }, arithmetic);
  const whole = added === undefined ? product : product.plus(Balls.exact(added));
  return whole.map(({ mid, rad }, i, j) => {
    const colour = colourOf(asked, i, j);
    if (colour !== undefined) return { mid: colour, rad: 0 };
    const bound = bounds.at(i, j);
    if (!Number.isFinite(bound + mid)) return { mid: finite(mid), rad: Number.POSITIVE_INFINITY };
    return { mid, rad: bound + rad === 0 ? 0 : outward(bound + rad) };
  });
}

function boundOf<R extends string, C extends string>(
  { left, right, added }: Sum<R, C>,
  { format, algorithm }: Arithmetic,
): Matrix<R, C> {
  const strassen = algorithm === 'strassen';
  if (added === undefined) return (strassen ? strassenBound : productBound)(left, right, format);
  return (strassen ? accumulatedStrassenBound : accumulatedBound)({ left, right, added }, format);
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

/** The sum of the terms that are not finite because a factor is not; nothing, without one. */
function colourOf({ left, right, added }: Sum<string, string>, i: number, j: number) {
  let colour: number | undefined;
  const before = added?.at(i, j) ?? 0;
  if (!Number.isFinite(before)) colour = before;
  for (let p = 0; p < left.cols; p += 1) {
    const [a, b] = [left.at(i, p), right.at(p, j)];
    if (!Number.isFinite(a) || !Number.isFinite(b)) colour = (colour ?? 0) + a * b;
  }
  return colour;
}

function flat(shape: readonly number[], { mid, rad }: Balls): Expected {
  return { shape, mid: mid.toArray(), rad: rad.toArray() };
}

/** β is a power of two or 0, so β·dY is exact unless it underflows. */
function addend(dY: Operand, beta: number, format: NumberFormat): Expected {
  const mid = entriesOf(dY).map((entry) => beta * entry);
  const rad = mid.map((value) => (round(value, format) === value ? 0 : format.smallest));
  return { shape: dY.shape, mid, rad };
}

/** The storage of a destination once the answer is in it: what lies around it is as it was. */
function inStorage(destination: Operand, { mid, rad }: Expected): Expected {
  const { shape, data, strides, offset = 0 } = destination;
  if (strides === undefined) return { shape: [data.length], mid, rad };
  const [mids, rads] = [data.slice(), new Float64Array(data.length)];
  placesOf({ shape, strides, offset, length: data.length }).forEach((place, i) => {
    mids[place] = at(mid, i);
    rads[place] = at(rad, i);
  });
  return { shape: [data.length], mid: mids, rad: rads };
}
