import type { Operand } from '../contract/subject.ts';
import { reachOf, type Strided, sizeOf } from '../matrix/strided.ts';
import { isObject } from './is-object.ts';
import { decodeNumbers, encodeNumber, type JsonNumber } from './json-number.ts';
import { malformed } from './malformed.ts';

/** A tensor of the contract: row-major; with strides, `data` is its whole storage. */
export interface JsonTensor extends Strided {
  readonly data: readonly JsonNumber[];
}

/** Reads the numbers of a tensor, whose other fields say how they are written. */
export type NumberReader = (where: string, tensor: Fields) => Float64Array;

type Fields = Readonly<Record<string, unknown>>;

/** A view may claim any size with strides of 0. */
const most = 2 ** 24;

/** A tensor as JSON. */
export function encodeTensor(operand: Operand): JsonTensor {
  return { ...encodePlacement(operand), data: Array.from(operand.data, encodeNumber) };
}

/** Where the entries of a tensor lie, as JSON: a dense one has no strides, a view has both. */
export function encodePlacement({ shape, strides, offset = 0 }: Strided): Strided {
  return strides === undefined ? { shape } : { shape, strides, offset };
}

/** The tensor in storage of its own. @throws GradgateError FORMAT, naming what is no tensor */
export function decodeTensor(
  where: string,
  value: unknown,
  numbersOf: NumberReader = (path, { data }) => decodeNumbers(path, data),
): Operand {
  if (!isObject(value)) throw malformed(where, 'an object with shape and data', value);
  const { shape, strides, offset = 0 } = value;
  if (!isListOf(shape, isExtent)) throw malformed(`${where}.shape`, 'whole extents', shape);
  const data = numbersOf(`${where}.data`, value);
  const size = sizeOf(shape);
  if (size > Math.max(most, data.length)) {
    throw malformed(`${where}.shape`, `at most ${most} entries`, shape);
  }
  if (strides === undefined) {
    if (data.length === size) return { shape, data };
    throw malformed(`${where}.data`, `${size} numbers`, data.length);
  }
  if (!isListOf(strides, Number.isInteger) || strides.length !== shape.length) {
    throw malformed(`${where}.strides`, 'a whole stride for every axis', strides);
  }
  if (!isWhole(offset)) throw malformed(`${where}.offset`, 'a whole number', offset);
  const view = { shape, strides, offset, data };
  const outside = shape.includes(0)
    ? undefined
    : reachOf(view).find((place) => place < 0 || place >= data.length);
  if (outside === undefined) return view;
  throw malformed(where, `a view inside its ${data.length} numbers`, `entry ${outside}`);
}

function isListOf(value: unknown, holds: (entry: unknown) => boolean): value is readonly number[] {
  return Array.isArray(value) && value.every(holds);
}

function isExtent(value: unknown): boolean {
  return isWhole(value) && value >= 0;
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value);
}
