import { at } from '../at.ts';
import { GradgateError } from '../errors.ts';

/** Where the entries of a view lie in its storage, counted in entries. */
export interface View {
  readonly storage: Float64Array;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/**
 * A read-only view of float64 storage of rank 2 or more; the last two axes are rows and columns,
 * the ones before them are batches. Transposing and slicing share the storage.
 */
export class Tensor implements View {
  readonly storage: Float64Array;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;

  /** @throws GradgateError SHAPE, when the view would reach outside its storage */
  constructor({ storage, shape, strides, offset }: View) {
    checkInside({ storage, shape, strides, offset });
    this.storage = storage;
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
  }

  /** A dense row-major tensor over `data`. @throws GradgateError SHAPE */
  static dense(shape: readonly number[], data: ArrayLike<number>): Tensor {
    const size = shape.reduce((product, extent) => product * extent, 1);
    if (data.length !== size) {
      const expected = `${size} entries for shape ${shape.join('×')}`;
      throw new GradgateError('SHAPE', { where: 'data', expected, actual: `${data.length}` });
    }
    return new Tensor({
      storage: Float64Array.from(data),
      shape,
      strides: denseStrides(shape),
      offset: 0,
    });
  }

  get rank(): number {
    return this.shape.length;
  }

  /** The entry at `index`, one number per axis. @throws GradgateError SHAPE, outside the tensor */
  at(...index: readonly number[]): number {
    const inside =
      index.length === this.rank &&
      index.every((i, axis) => Number.isInteger(i) && i >= 0 && i < at(this.shape, axis));
    if (!inside) {
      const expected = `inside ${this.shape.join('×')}`;
      throw new GradgateError('SHAPE', {
        where: 'index',
        expected,
        actual: `[${index.join(', ')}]`,
      });
    }
    const place = index.reduce((sum, i, axis) => sum + i * at(this.strides, axis), this.offset);
    return at(this.storage, place);
  }

  /** The last two axes swapped, without copying. */
  transpose(): Tensor {
    const { storage, offset } = this;
    return new Tensor({
      storage,
      shape: swapLast(this.shape),
      strides: swapLast(this.strides),
      offset,
    });
  }

  /** The entries in row-major order, copied. */
  toArray(): Float64Array {
    const out = new Float64Array(this.shape.reduce((product, extent) => product * extent, 1));
    let next = 0;
    const walk = (axis: number, place: number): void => {
      if (axis === this.rank) {
        out[next++] = at(this.storage, place);
        return;
      }
      const stride = at(this.strides, axis);
      for (let i = 0; i < at(this.shape, axis); i += 1) walk(axis + 1, place + i * stride);
    };
    walk(0, this.offset);
    return out;
  }

  /** Same shape and the same values bit for bit: NaN equals NaN, and −0 is not 0. */
  equals(other: Tensor): boolean {
    if (this.shape.join() !== other.shape.join()) return false;
    const theirs = other.toArray();
    return this.toArray().every((value, place) => Object.is(value, theirs[place]));
  }
}

/** Row-major strides of a dense tensor. */
export function denseStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis -= 1) {
    strides[axis] = at(strides, axis + 1) * at(shape, axis + 1);
  }
  return strides;
}

function swapLast(axes: readonly number[]): number[] {
  const last = axes.length - 1;
  return [...axes.slice(0, -2), at(axes, last), at(axes, last - 1)];
}

function checkInside({ storage, shape, strides, offset }: View): void {
  if (shape.length < 2 || strides.length !== shape.length) {
    const actual = `shape [${shape.join(', ')}], strides [${strides.join(', ')}]`;
    const expected = 'at least two axes, and a stride for each';
    throw new GradgateError('SHAPE', { where: 'shape', expected, actual });
  }
  if (shape.some((extent) => !Number.isInteger(extent) || extent < 0)) {
    const actual = `[${shape.join(', ')}]`;
    throw new GradgateError('SHAPE', { where: 'shape', expected: 'whole extents', actual });
  }
  if (shape.includes(0)) return;
  let low = offset;
  let high = offset;
  for (let axis = 0; axis < shape.length; axis += 1) {
    const reach = (at(shape, axis) - 1) * at(strides, axis);
    if (reach < 0) low += reach;
    else high += reach;
  }
  if (low < 0 || high >= storage.length) {
    const expected = `a view inside ${storage.length} entries`;
    throw new GradgateError('SHAPE', { where: 'strides', expected, actual: `${low} to ${high}` });
  }
}
