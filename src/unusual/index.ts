/** Right but unusual subjects: none of them may ever be accused. */
import { Matrix } from '../matrix/matrix.ts';
import { multiply } from '../matrix/multiply.ts';
import { toAnswer, toMatrix } from '../subject/reference-subject.ts';
import type { Subject } from '../subject/subject.ts';

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

export const unusual: readonly Subject[] = [
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
];
