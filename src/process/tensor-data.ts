import { GradgateError, inWords } from '../errors.ts';
import { numbersWithin } from '../wire/json-number.ts';
import type { Counts } from '../wire/json-tensor.ts';
import type { Datatype } from './protocol.ts';
import type { Sizes } from './shared-folder.ts';
import { shortened } from './shortened.ts';

/** Numbers as the base64 of their bytes. */
export function toBase64(data: ArrayLike<number>, datatype: Datatype): string {
  return toBytes(data, datatype).toString('base64');
}

/** The bytes of numbers, little-endian: every host that Node runs on writes these. */
export function toBytes(data: ArrayLike<number>, datatype: Datatype): Buffer {
  const typed = datatype === 'float32' ? Float32Array.from(data) : asFloat64(data);
  return Buffer.from(typed.buffer, typed.byteOffset, typed.byteLength);
}

/** So many numbers at once. */
const fewAtOnce = 2 ** 22;

/** The same bytes, a part after the other: a buffer cannot hold those of any number of them. */
export function* inParts(data: ArrayLike<number>, datatype: Datatype): Generator<Buffer> {
  const all = data instanceof Float32Array ? data : asFloat64(data);
  for (let from = 0; from < all.length; from += fewAtOnce) {
    yield toBytes(all.subarray(from, from + fewAtOnce), datatype);
  }
}

/** Reads a file of the shared folder. */
export type ReadFile = (name: unknown, sizes: Sizes) => ArrayBuffer;

/** How many numbers there may be, and what reads their file. */
export interface Reading extends Counts {
  readonly readFile: ReadFile;
}

/** The fields of a tensor that say which numbers it has. */
export interface TensorData {
  readonly data?: unknown;
  readonly datatype?: unknown;
}

/**
 * The numbers of a tensor from the other side, in whichever encoding. What stands for no number, or
 * is no list, is left to whoever looks at it; so is a list of another length, as it is.
 * @throws GradgateError ANSWER, for malformed bytes, and too few or too many
 */
export function dataFrom(
  where: string,
  { data, datatype }: TensorData,
  { readFile, ...counts }: Reading,
): unknown {
  if (Array.isArray(data)) return isWithin(data.length, counts) ? numbersWithin(data) : data;
  if (typeof data === 'string') return fromBytes(where, base64(where, data, counts), datatype);
  if (typeof data === 'object' && data !== null && 'file' in data) {
    const size = sizeOf(where, datatype);
    const sizes = { least: counts.least * size, most: counts.most * size };
    return numbersIn(where, readFile(data.file, sizes), datatype);
  }
  return data;
}

function isWithin(count: number, { least, most }: Counts): boolean {
  return count >= least && count <= most;
}

/** Longer than 8 bytes a number is never: what is too long is not looked at. */
function base64(where: string, text: string, { most }: Counts): Buffer {
  const longest = 4 * Math.ceil((8 * most) / 3);
  if (text.length > longest) {
    throw wrong(where, `at most ${longest} letters of base64`, `${text.length}`);
  }
  if (/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return Buffer.from(text, 'base64');
  throw wrong(where, 'data as an array of numbers, or base64', shortened(text));
}

/** How many bytes a number has. */
function sizeOf(where: string, datatype: unknown): 8 | 4 {
  if (datatype === 'float64') return 8;
  if (datatype === 'float32') return 4;
  const expected = 'a datatype beside bytes, "float64" or "float32"';
  throw wrong(where, expected, inWords(datatype).slice(0, 120));
}

function fromBytes(where: string, bytes: Buffer, datatype: unknown): Float64Array | Float32Array {
  return numbersIn(where, new Uint8Array(bytes).buffer, datatype); // at an address that suits the numbers
}

function numbersIn(
  where: string,
  bytes: ArrayBuffer,
  datatype: unknown,
): Float64Array | Float32Array {
  const size = sizeOf(where, datatype);
  if (bytes.byteLength % size !== 0) {
    throw wrong(where, `a multiple of ${size} bytes`, String(bytes.byteLength));
  }
  return size === 8 ? new Float64Array(bytes) : new Float32Array(bytes);
}

function wrong(where: string, expected: string, actual: string): GradgateError {
  return new GradgateError('ANSWER', { where, expected, actual });
}

function asFloat64(data: ArrayLike<number>): Float64Array {
  return data instanceof Float64Array ? data : Float64Array.from(data);
}
