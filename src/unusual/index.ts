/** Right but unusual subjects: none of them may ever be accused. */
import { at } from '../at.ts';
import { formats } from '../format/format.ts';
import { round } from '../format/round.ts';
import { Matrix } from '../matrix/matrix.ts';
import { multiply } from '../matrix/multiply.ts';
import { drawFrom, drawPermutation } from '../problem/draw.ts';
import { toAnswer, toMatrix } from '../subject/reference-subject.ts';
import type { Operand, Operands, Subject } from '../subject/subject.ts';
import complete from './complete.ts';

type Format = Subject['numberFormat'];

/** A subject whose entries sum their products by `total`, then pass through `finish`. */
function summing(
  name: string,
  total: (products: readonly number[]) => number,
  {
    format = 'float64',
    finish = (x) => x,
  }: { format?: Format; finish?: (x: number) => number } = {},
): Subject {
  return fromProduct(name, format, (a, b) =>
    Matrix.of([a.rows, b.cols], (i, j) =>
      finish(total(Array.from({ length: a.cols }, (_, p) => a.at(i, p) * b.at(p, j)))),
    ),
  );
}

function fromProduct(
  name: string,
  numberFormat: Format,
  product: (a: Matrix, b: Matrix) => Matrix,
): Subject {
  return {
    name,
    numberFormat,
    backward: ({ X, W, dY }) => ({
      dX: toAnswer(product(toMatrix(dY), toMatrix(W).T)),
      dW: toAnswer(product(toMatrix(X).T, toMatrix(dY))),
    }),
    forward: ({ X, W }) => toAnswer(product(toMatrix(X), toMatrix(W))),
  };
}

function leftToRight(terms: readonly number[]): number {
  return terms.reduce((sum, term) => sum + term, 0);
}

function pairwise(terms: readonly number[]): number {
  if (terms.length <= 2) return leftToRight(terms);
  const half = terms.length >> 1;
  return pairwise(terms.slice(0, half)) + pairwise(terms.slice(half));
}

function kahan(terms: readonly number[]): number {
  let [sum, lost] = [0, 0];
  for (const term of terms) {
    const next = term - lost;
    const total = sum + next;
    lost = total - sum - next;
    sum = total;
  }
  return sum;
}

function blocked(terms: readonly number[]): number {
  const blocks = Array.from({ length: Math.ceil(terms.length / 8) }, (_, block) =>
    leftToRight(terms.slice(8 * block, 8 * block + 8)),
  );
  return leftToRight(blocks);
}

function float32Sum(terms: readonly number[]): number {
  return terms.reduce((sum, term) => Math.fround(sum + Math.fround(term)), 0);
}

const promising: Subject = {
  ...fromProduct('promises, and Float32Arrays', 'float32', (a, b) => multiply(a, b)),
  backward: async ({ X, W, dY }) => {
    await Promise.resolve();
    const dX = multiply(toMatrix(dY), toMatrix(W).T);
    const dW = multiply(toMatrix(X).T, toMatrix(dY));
    return {
      dX: { shape: [dX.rows, dX.cols], data: Float32Array.from(dX.toArray()) },
      dW: { shape: [dW.rows, dW.cols], data: Float32Array.from(dW.toArray()) },
    };
  },
  forward: ({ X, W }) => {
    const Y = multiply(toMatrix(X), toMatrix(W));
    return { shape: [Y.rows, Y.cols], data: [...Y.map(Math.fround).toArray()] };
  },
};

/** Three levels of Strassen's recursion, on matrices padded with zeros to a power of two. */
function strassen(a: Matrix, b: Matrix): Matrix {
  const size = 2 ** Math.ceil(Math.log2(Math.max(a.rows, a.cols, b.cols, 1)));
  const padded = (matrix: Matrix): Matrix =>
    Matrix.of([size, size], (i, j) => (i < matrix.rows && j < matrix.cols ? matrix.at(i, j) : 0));
  return strassenSquare(padded(a), padded(b), 3).rowRange(0, a.rows).columnRange(0, b.cols);
}

function strassenSquare(a: Matrix, b: Matrix, levels: number): Matrix {
  if (a.rows === 1 || levels === 0) return multiply(a, b);
  const times = (x: Matrix, y: Matrix): Matrix => strassenSquare(x, y, levels - 1);
  const [a11, a12, a21, a22] = quarters(a);
  const [b11, b12, b21, b22] = quarters(b);
  const m1 = times(plus(a11, a22), plus(b11, b22));
  const m2 = times(plus(a21, a22), b11);
  const m3 = times(a11, minus(b12, b22));
  const m4 = times(a22, minus(b21, b11));
  const m5 = times(plus(a11, a12), b22);
  const m6 = times(minus(a21, a11), plus(b11, b12));
  const m7 = times(minus(a12, a22), plus(b21, b22));
  const top = [plus(minus(plus(m1, m4), m5), m7), plus(m3, m5)] as const;
  const bottom = [plus(m2, m4), plus(plus(minus(m1, m2), m3), m6)] as const;
  const half = a.rows / 2;
  return Matrix.of([a.rows, a.rows], (i, j) => {
    const [left, right] = i < half ? top : bottom;
    return j < half ? left.at(i % half, j) : right.at(i % half, j - half);
  });
}

function quarters(matrix: Matrix): [Matrix, Matrix, Matrix, Matrix] {
  const half = matrix.rows / 2;
  const [top, bottom] = [matrix.rowRange(0, half), matrix.rowRange(half, 2 * half)];
  const halves = (part: Matrix): [Matrix, Matrix] => [
    part.columnRange(0, half),
    part.columnRange(half, 2 * half),
  ];
  return [...halves(top), ...halves(bottom)];
}

function plus(a: Matrix, b: Matrix): Matrix {
  return a.map((value, i, j) => value + b.at(i, j));
}

function minus(a: Matrix, b: Matrix): Matrix {
  return a.map((value, i, j) => value - b.at(i, j));
}

/** Operands are kept in the format itself, and anything else is refused. */
function storing(format: Format): Subject {
  const { backward, forward, ...subject } = summing(`stores ${format}`, leftToRight, {
    format,
    finish: (x) => round(x, formats[format]),
  });
  const stored = <T extends Operands & { readonly dY?: Operand }>(given: T): T => {
    for (const { data } of [given.X, given.W, given.dY ?? given.X]) {
      const strange = data.find((entry) => round(entry, formats[format]) !== entry);
      if (strange !== undefined) throw new RangeError(`${strange} is no ${format}`);
    }
    return given;
  };
  return {
    ...subject,
    backward: (given) => backward(stored(given)),
    forward: (operands) => forward?.(stored(operands)) ?? { shape: [], data: [] },
  };
}

/** Another order of summation in every call. */
function inRandomOrder(): Subject {
  const draw = drawFrom(1);
  return summing('random order', (terms) =>
    leftToRight(drawPermutation(draw, terms.length).map((place) => at(terms, place))),
  );
}

export const unusual: readonly Subject[] = [
  complete,
  storing('float32'),
  storing('bfloat16'),
  storing('float16'),
  inRandomOrder(),
  summing('summation reversed', (terms) => leftToRight(terms.toReversed())),
  summing('pairwise', pairwise),
  summing('Kahan', kahan),
  summing('blocked by 8', blocked),
  summing('split in halves', (terms) => {
    const half = terms.length >> 1;
    return leftToRight(terms.slice(0, half)) + leftToRight(terms.slice(half));
  }),
  summing('float32, summed in float64', leftToRight, { format: 'float32', finish: Math.fround }),
  summing('float32 throughout', float32Sum, { format: 'float32' }),
  promising,
  {
    ...fromProduct('Strassen, which says so', 'float64', strassen),
    claims: { deterministic: true, algorithm: 'strassen' },
  },
];
