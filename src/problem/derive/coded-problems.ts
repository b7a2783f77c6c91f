import { Matrix } from '../../matrix/matrix.ts';
import type { NumberFormat } from '../../number/formats.ts';
import type { Problem } from '../problem.ts';
import type { Shape } from '../shape.ts';

/**
 * Problems whose answers spell out the formula that computed them.
 *
 * A few entries of dY are powers 8^0, 8^1, … and a few of W (and X) the powers that follow, so every
 * product dY_ab·W_cd owns one octal digit of the result: the digit says how often that product was
 * summed, and with which sign. All other entries are 0. Going through all groups of entries probes
 * every product, which determines a bilinear implementation completely at its shape.
 */
export interface CodedProblem {
  readonly problem: Problem;
  /** The products that own the digits of dX, lowest first: "dY[0,1]·W[2,1]"; nothing, where a digit has no owner. */
  readonly productsX: Products;
  readonly productsW: Products;
}

type Products = readonly (string | undefined)[];

const base = 8; // three bits: a product counted −4 to 3 times is read off rightly

/**
 * Every coded problem that `shape` needs in `format`. `apart`: of X and W one is 0 each time, and so is
 * Y, which a target can stand beside exactly.
 */
export function* codedProblems(
  shape: Shape,
  format: NumberFormat,
  apart = false,
): Generator<CodedProblem> {
  const digits = Math.floor(format.precision / 3);
  const inY = Math.max(1, Math.floor(Math.sqrt(digits)));
  const inOperand = Math.max(1, Math.floor(digits / inY));
  const { m, n, k } = shape;
  const operandGroups = Math.ceil((Math.max(m, k) * n) / inOperand);
  for (let y = 0; y < m * k; y += inY) {
    for (let group = 0; group < operandGroups; group += 1) {
      const first = { y, operand: group * inOperand };
      const coded = code(shape, { first, inY, inOperand });
      if (apart) yield* halvesOf(coded);
      else yield coded;
    }
  }
}

/** The part that dX is judged by, and the one of dW. */
function halvesOf({ problem, ...products }: CodedProblem): CodedProblem[] {
  const none = <R extends string, C extends string>({ rows, cols }: Matrix<R, C>) =>
    Matrix.of<R, C>([rows, cols], () => 0);
  return [
    { problem: { ...problem, X: none(problem.X) }, ...products },
    { problem: { ...problem, W: none(problem.W) }, ...products },
  ];
}

interface Layout {
  readonly first: { readonly y: number; readonly operand: number };
  readonly inY: number;
  readonly inOperand: number;
}

function code({ m, n, k }: Shape, { first, inY, inOperand }: Layout): CodedProblem {
  const dY = coded<'m', 'k'>([m, k], { first: first.y, count: inY, step: 1 });
  const operand = { first: first.operand, count: inOperand, step: inY };
  const X = coded<'m', 'n'>([m, n], operand);
  const W = coded<'n', 'k'>([n, k], operand);
  const products = (name: string, { rows, cols }: Matrix): Products =>
    Array.from({ length: inY * inOperand }, (_, digit) => {
      const [y, other] = [first.y + (digit % inY), first.operand + Math.floor(digit / inY)];
      if (y >= m * k || other >= rows * cols) return undefined;
      return `${entryName('dY', y, k)}·${entryName(name, other, cols)}`;
    });
  const problem = { X, W, dY, salt: 0 };
  return { problem, productsX: products('W', W), productsW: products('X', X) };
}

function coded<R extends string, C extends string>(
  [rows, cols]: readonly [number, number],
  { first, count, step }: { first: number; count: number; step: number },
): Matrix<R, C> {
  return Matrix.of([rows, cols], (i, j) => {
    const place = i * cols + j - first;
    return place >= 0 && place < count ? base ** (place * step) : 0;
  });
}

const noSum = 'something that is no sum of such products';

/** "dY[0,0]·W[0,1] − 2·dY[0,1]·W[1,1]": what `value` says was summed. */
export function spell(value: number, products: Products): string {
  if (!Number.isSafeInteger(value)) return noSum;
  const counts = products.map(() => 0);
  let rest = value;
  for (let digit = 0; digit < products.length && rest !== 0; digit += 1) {
    let count = ((rest % base) + base) % base;
    if (count > 3) count -= base;
    counts[digit] = count;
    rest = (rest - count) / base;
  }
  const isSum = counts.every((count, digit) => count === 0 || products[digit] !== undefined);
  if (rest !== 0 || !isSum) return noSum;
  const terms = counts.flatMap((count, digit) =>
    count === 0 ? [] : [`${sign(count)}${times(count)}${products[digit]}`],
  );
  return terms.length === 0 ? 'nothing' : terms.join(' ').replace(/^\+ /, '').replace(/^− /, '−');
}

function sign(count: number): string {
  return count < 0 ? '− ' : '+ ';
}

function times(count: number): string {
  return Math.abs(count) === 1 ? '' : `${Math.abs(count)}·`;
}

function entryName(name: string, place: number, cols: number): string {
  return `${name}[${Math.floor(place / cols)},${place % cols}]`;
}

/** All shapes up to extent³, smallest first. */
export function shapesUpTo(extent: number): Shape[] {
  const extents = Array.from({ length: extent }, (_, i) => i + 1);
  const all = extents.flatMap((m) => extents.flatMap((n) => extents.map((k) => ({ m, n, k }))));
  return all.sort((a, b) => a.m * a.n * a.k - b.m * b.n * b.k);
}
