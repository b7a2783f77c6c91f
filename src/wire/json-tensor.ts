import type { Operand } from '../contract/subject.ts';
import { reachOf, type Strided, sizeOf } from '../matrix/strided.ts';
import { isObject } from './is-object.ts';
import { decodeNumbers, encodeNumber, type JsonNumber } from './json-number.ts';
import { malformed } from './malformed.ts';

/** A tensor of the contract: row-major; with strides, `data` is its whole storage. */
export interface JsonTensor extends Strided {
  readonly data: readonly JsonNumber[];
}

/** How many numbers there may be. */
export interface Counts {
  readonly least: number;
  readonly most: number;
}

/** Reads the numbers of a tensor, whose other fields say how they are written, and how many. */
export type NumberReader = (where: string, tensor: Fields, counts: Counts) => Float64Array;

type Fields = Readonly<Record<string, unknown>>;

/** Of a tensor, and of a storage: a few letters may claim any size. 4096×4096. */
export const mostEntries = 2 ** 24;

/** As in NumPy. */
const mostAxes = 64;

const known = ['shape', 'strides', 'offset', 'datatype', 'data'];

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
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) throw malformed(where, `only ${known.join(', ')}`, unknown);
  const placement = decodePlacement(where, value);
  const { shape } = placement;
  if (placement.strides === undefined) {
    const size = sizeOf(shape);
    const data = numbersOf(`${where}.data`, value, { least: size, most: size });
    if (data.length === size) return { shape, data };
    throw malformed(`${where}.data`, `${size} numbers`, data.length);
  }
  const reach = shape.includes(0) ? [] : reachOf(placement);
  const least = Math.min(mostEntries, Math.max(0, ...reach.map((place) => place + 1)));
  const data = numbersOf(`${where}.data`, value, { least, most: mostEntries });
  const outside = reach.find((place) => place < 0 || place >= data.length);
  if (outside === undefined) return { ...placement, data };
  throw malformed(where, `a view inside its ${data.length} numbers`, `entry ${outside}`);
}

/** Where the entries lie, before any of them is looked at. @throws GradgateError FORMAT */
function decodePlacement(where: string, { shape, strides, offset }: Fields): Strided {
  if (!isListOf(shape, isExtent)) throw malformed(`${where}.shape`, 'whole extents', shape);
  // Extents beside one of 0 count, too: a product of such tensors may have as many entries.
  if (shape.length > mostAxes || sizeOf(shape.map((extent) => extent || 1)) > mostEntries) {
    throw malformed(`${where}.shape`, `at most ${mostAxes} axes and ${mostEntries} entries`, shape);
  }
  if (strides === undefined) {
    if (offset === undefined || offset === 0) return { shape };
    throw malformed(`${where}.offset`, 'none without strides', offset);
  }
  if (!isListOf(strides, Number.isInteger) || strides.length !== shape.length) {
    throw malformed(`${where}.strides`, 'a whole stride for every axis', strides);
  }
  const start = offset === undefined ? 0 : offset;
  if (!isWhole(start)) throw malformed(`${where}.offset`, 'a whole number', offset);
  return { shape, strides, offset: start };
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
