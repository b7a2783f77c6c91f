import { at, entryAt } from '../at.ts';
import { GradgateError } from '../errors.ts';

/** A window of storage: entry (i, j) lies at offset + i·strides[0] + j·strides[1]. */
export interface View {
  readonly storage: Float64Array;
  readonly rows: number;
  readonly cols: number;
  readonly strides: readonly [row: number, col: number];
  readonly offset: number;
}

/**
 * A read-only view of float64 storage. Transposing and slicing share the storage.
 *
 * `Row` and `Col` exist in the types alone: a `Matrix<'m', 'n'>` does not multiply a
 * `Matrix<'m', 'k'>`, so an equation with a missing transpose does not compile.
 * Indices start at 0; the paper's start at 1.
 */
export class Matrix<Row extends string = string, Col extends string = string> {
  declare readonly axes: readonly [Row, Col];
  readonly rows: number;
  readonly cols: number;
  readonly storage: Float64Array;
  readonly #offset: number;
  readonly #row: number;
  readonly #col: number;

  /** @throws GradgateError SHAPE, when the view would reach outside its storage */
  constructor(view: View) {
    checkInside(view);
    this.storage = view.storage;
    this.rows = view.rows;
    this.cols = view.cols;
    this.#offset = view.offset;
    [this.#row, this.#col] = view.strides;
  }

  /** The dense row-major matrix over `storage`, which is not copied. @throws GradgateError SHAPE */
  static over<R extends string, C extends string>(
    rows: number,
    cols: number,
    storage: Float64Array,
  ): Matrix<R, C> {
    if (storage.length !== rows * cols) {
      const expected = `${rows * cols} entries for ${rows}×${cols}`;
      throw new GradgateError('SHAPE', { where: 'data', expected, actual: `${storage.length}` });
    }
    return new Matrix({ storage, rows, cols, strides: [cols, 1], offset: 0 });
  }

  /** The dense matrix whose entry (i, j) is `entry(i, j)`. */
  static of<R extends string, C extends string>(
    [rows, cols]: readonly [number, number],
    entry: (i: number, j: number) => number,
  ): Matrix<R, C> {
    const storage = new Float64Array(rows * cols);
    for (let i = 0; i < rows; i += 1) {
      for (let j = 0; j < cols; j += 1) storage[i * cols + j] = entry(i, j);
    }
    return Matrix.over(rows, cols, storage);
  }

  /** The dense matrix with these rows. @throws GradgateError SHAPE, when they differ in length */
  static from<R extends string, C extends string>(
    rows: readonly (readonly number[])[],
  ): Matrix<R, C> {
    return Matrix.over(rows.length, rows[0]?.length ?? 0, Float64Array.from(rows.flat()));
  }

  /** Entry (i, j). @throws GradgateError SHAPE, outside the matrix */
  at(i: number, j: number): number {
    if (i >= 0 && i < this.rows && j >= 0 && j < this.cols) {
      return entryAt(this.storage, this.#offset + i * this.#row + j * this.#col);
    }
    const expected = `inside ${this.rows}×${this.cols}`;
    throw new GradgateError('SHAPE', { where: 'index', expected, actual: `[${i}, ${j}]` });
  }

  /** Where the entries lie. */
  get view(): View {
    const { storage, rows, cols } = this;
    return { storage, rows, cols, strides: [this.#row, this.#col], offset: this.#offset };
  }

  /** Aᵀ, a view. */
  get T(): Matrix<Col, Row> {
    const [rows, cols] = [this.cols, this.rows];
    const strides = [this.#col, this.#row] as const;
    return new Matrix({ storage: this.storage, rows, cols, strides, offset: this.#offset });
  }

  /** Rows `from` up to but not including `to`, a view. */
  rowRange(from: number, to: number): Matrix<Row, Col> {
    const { storage, cols } = this;
    const strides = [this.#row, this.#col] as const;
    const offset = this.#offset + from * this.#row;
    return new Matrix({ storage, rows: to - from, cols, strides, offset });
  }

  /** Columns `from` up to but not including `to`, a view. */
  columnRange(from: number, to: number): Matrix<Row, Col> {
    return this.T.rowRange(from, to).T;
  }

  /** The rows listed, in that order, copied. */
  pickRows(picked: readonly number[]): Matrix<Row, Col> {
    return Matrix.of([picked.length, this.cols], (i, j) => this.at(at(picked, i), j));
  }

  /** The columns listed, in that order, copied. */
  pickColumns(picked: readonly number[]): Matrix<Row, Col> {
    return this.T.pickRows(picked).T;
  }

  /** The same shape with `change` applied to every entry. */
  map(change: (value: number, i: number, j: number) => number): Matrix<Row, Col> {
    const { rows, cols } = this;
    const out = this.toArray();
    for (let i = 0, place = 0; i < rows; i += 1) {
      for (let j = 0; j < cols; j += 1, place += 1) out[place] = change(entryAt(out, place), i, j);
    }
    return Matrix.over(rows, cols, out);
  }

  /** Row-major entries, not to be written into: where the matrix is dense, they are its storage. */
  entries(): Float64Array {
    return this.#isDense && this.storage.length === this.rows * this.cols
      ? this.storage
      : this.toArray();
  }

  get #isDense(): boolean {
    return this.#col === 1 && (this.#row === this.cols || this.rows <= 1);
  }

  /** Row-major entries, copied. */
  toArray(): Float64Array {
    const { rows, cols, storage } = this;
    const offset = this.#offset;
    if (this.#isDense) {
      return storage.slice(offset, offset + rows * cols);
    }
    const out = new Float64Array(rows * cols);
    for (let i = 0, next = 0; i < rows; i += 1) {
      const start = offset + i * this.#row;
      for (let j = 0; j < cols; j += 1) out[next++] = entryAt(storage, start + j * this.#col);
    }
    return out;
  }
}

function checkInside({ storage, rows, cols, strides, offset }: View): void {
  if (!(Number.isInteger(rows) && rows >= 0 && Number.isInteger(cols) && cols >= 0)) {
    const actual = `${rows}×${cols}`;
    throw new GradgateError('SHAPE', { where: 'shape', expected: 'whole extents', actual });
  }
  if (rows === 0 || cols === 0) return;
  const down = (rows - 1) * strides[0];
  const right = (cols - 1) * strides[1];
  const low = offset + Math.min(0, down) + Math.min(0, right);
  const high = offset + Math.max(0, down) + Math.max(0, right);
  if (low >= 0 && high < storage.length) return;
  const expected = `a view inside ${storage.length} entries`;
  throw new GradgateError('SHAPE', { where: 'strides', expected, actual: `${low} to ${high}` });
}
