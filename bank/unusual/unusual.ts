/** What a right but unusual subject is, and how one is made of nothing but a product. */
import { at } from '../../src/at.ts';
import type { Answer, Claims, Given, Operand, Subject } from '../../src/contract/subject.ts';

/** A right subject that does something in a way of its own: it may never be accused. */
export interface Unusual extends Subject {
  /** What is unusual about it, in one sentence. */
  readonly story: string;
}

/** What tells of a subject; in float64 and with `plainClaims` where it does not say. */
export interface About {
  readonly name: string;
  readonly story: string;
  readonly numberFormat?: Subject['numberFormat'];
  readonly formats?: NonNullable<Subject['formats']>;
  readonly claims?: Claims;
}

/** A dense matrix whose entry (i, j) is `data[i * cols + j]`. */
export interface Dense {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
}

/** A·B, (m×q)(q×k) → m×k, in new storage. */
export type Product = (a: Dense, b: Dense) => Dense;

/** What any product of dense matrices may claim. */
export const plainClaims = {
  deterministic: true,
  reproducible: true,
  emptyExtents: true,
} as const satisfies Claims;

/** The subject whose three formulas all use this product: Y = X·W, dX = dY·Wᵀ, dW = Xᵀ·dY. */
export function fromProduct(about: About, product: Product): Unusual {
  return {
    numberFormat: 'float64',
    claims: plainClaims,
    ...about,
    backward: (given) => gradients(given, product),
    forward: ({ X, W }) => toAnswer(product(toDense(X), toDense(W))),
  };
}

/** (1) and (2) by this product. */
export function gradients({ X, W, dY }: Given, product: Product): Record<'dX' | 'dW', Entries> {
  return {
    dX: toAnswer(product(toDense(dY), transposed(toDense(W)))),
    dW: toAnswer(product(transposed(toDense(X)), toDense(dY))),
  };
}

/** An answer in a typed array. */
export type Entries = Answer & { readonly data: Float64Array };

export function toDense({ shape, data }: Operand): Dense {
  return { rows: at(shape, 0), cols: at(shape, 1), data };
}

export function toAnswer({ rows, cols, data }: Dense): Entries {
  return { shape: [rows, cols], data };
}

/** Aᵀ, copied. */
export function transposed({ rows, cols, data }: Dense): Dense {
  const turned = new Float64Array(data.length);
  for (let i = 0, place = 0; i < rows; i += 1) {
    for (let j = 0; j < cols; j += 1, place += 1) turned[j * rows + i] = entry(data, place);
  }
  return { rows: cols, cols: rows, data: turned };
}

/** Every row, a view. */
export function rowsOf({ rows, cols, data }: Dense): Float64Array[] {
  return Array.from({ length: rows }, (_, i) => data.subarray(i * cols, i * cols + cols));
}

/** The product whose entries are `dot` of a row of A and a column of B. */
export function dotted(dot: (row: Float64Array, column: Float64Array) => number): Product {
  return (a, b) => {
    const columns = rowsOf(transposed(b));
    const data = new Float64Array(a.rows * b.cols);
    let place = 0;
    for (const row of rowsOf(a)) {
      for (const column of columns) data[place++] = dot(row, column);
    }
    return { rows: a.rows, cols: b.cols, data };
  };
}

/** The product that this loop adds up in storage full of zeros. */
export function added(loop: (a: Dense, b: Dense, out: Float64Array) => void): Product {
  return (a, b) => {
    const data = new Float64Array(a.rows * b.cols);
    loop(a, b, data);
    return { rows: a.rows, cols: b.cols, data };
  };
}

/** A·B as one would write it. */
export const conventional: Product = added(addProduct);

/** out := out + A·B, each entry of A times a row of B. */
export function addProduct(a: Dense, b: Dense, out: Float64Array): void {
  for (let i = 0; i < a.rows; i += 1) {
    for (let p = 0; p < a.cols; p += 1) {
      addRow(out, i * b.cols, { factor: entry(a.data, i * a.cols + p), b, row: p });
    }
  }
}

/** Adds a row of B, times `factor`, from `start` on. */
export function addRow(
  out: Float64Array,
  start: number,
  { factor, b, row }: { readonly factor: number; readonly b: Dense; readonly row: number },
): void {
  for (let j = 0; j < b.cols; j += 1) {
    out[start + j] = entry(out, start + j) + factor * entry(b.data, row * b.cols + j);
  }
}

/** `data[place]`. Unlike `at` it only ever meets one kind of array, which keeps it fast. */
export function entry(data: Float64Array, place: number): number {
  // SAFETY: the place is inside, which is what the caller says by calling.
  return data[place] as number;
}
