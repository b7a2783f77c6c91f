import { at, entryAt } from '../at.ts';
import { GradgateError } from '../errors.ts';
import { Tensor, type View } from './tensor.ts';

/**
 * A rank-2 tensor whose axes have names.
 *
 * `Row` and `Col` exist in the types alone: a `Matrix<'m', 'n'>` does not multiply a
 * `Matrix<'m', 'k'>`, so an equation with a missing transpose does not compile.
 * Indices start at 0; the paper's start at 1.
 */
export class Matrix<Row extends string = string, Col extends string = string> extends Tensor {
  declare readonly axes: readonly [Row, Col];
  readonly rows: number;
  readonly cols: number;
  readonly #row: number;
  readonly #col: number;

  constructor(view: View) {
    super(view);
    if (view.shape.length !== 2) {
      const actual = `${view.shape.length}`;
      throw new GradgateError('SHAPE', { where: 'rank', expected: '2', actual });
    }
    [this.rows, this.cols] = [at(view.shape, 0), at(view.shape, 1)];
    [this.#row, this.#col] = [at(view.strides, 0), at(view.strides, 1)];
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
    return new Matrix({ storage, shape: [rows, cols], strides: [cols, 1], offset: 0 });
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

  override at(i: number, j: number): number {
    if (!(i >= 0 && i < this.rows && j >= 0 && j < this.cols)) return super.at(i, j);
    return entryAt(this.storage, this.offset + i * this.#row + j * this.#col);
  }

  /** Aᵀ, a view. */
  get T(): Matrix<Col, Row> {
    const { storage, offset } = this;
    const [shape, strides] = [
      [this.cols, this.rows],
      [this.#col, this.#row],
    ];
    return new Matrix({ storage, shape, strides, offset });
  }

  /** Rows `from` up to but not including `to`, a view. */
  rowRange(from: number, to: number): Matrix<Row, Col> {
    const { storage, strides } = this;
    const offset = this.offset + from * this.#row;
    return new Matrix({ storage, shape: [to - from, this.cols], strides, offset });
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
    return Matrix.of([this.rows, this.cols], (i, j) => change(this.at(i, j), i, j));
  }

  /** Row-major entries, copied. */
  override toArray(): Float64Array {
    const { rows, cols, storage, offset } = this;
    if (this.#col === 1 && (this.#row === cols || rows <= 1)) {
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
