import { GradgateError } from '../errors.ts';
import { numbersWithin } from '../wire/json-number.ts';
import type { Datatype } from './protocol.ts';
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

/** Reads a file of the shared folder. */
export type ReadFile = (name: string) => Buffer;

/** The fields of a tensor that say which numbers it has. */
export interface TensorData {
  readonly data?: unknown;
  readonly datatype?: unknown;
}

/**
 * The numbers of a tensor from the other side, in whichever encoding. What stands for no number, or
 * is no list, is left to whoever looks at it. @throws GradgateError ANSWER, for malformed bytes
 */
export function dataFrom(
  where: string,
  { data, datatype }: TensorData,
  readFile: ReadFile,
): unknown {
  if (Array.isArray(data)) return numbersWithin(data);
  if (typeof data === 'string') return fromBytes(where, base64(where, data), datatype);
  if (typeof data === 'object' && data !== null && 'file' in data) {
    return fromBytes(where, readFile(String(data.file)), datatype);
  }
  return data;
}

function base64(where: string, text: string): Buffer {
  if (/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return Buffer.from(text, 'base64');
  const [expected, actual] = ['data as an array of numbers, or base64', shortened(text)];
  throw new GradgateError('ANSWER', { where, expected, actual });
}

function fromBytes(where: string, bytes: Buffer, datatype: unknown): Float64Array | Float32Array {
  const size = datatype === 'float64' ? 8 : datatype === 'float32' ? 4 : 0;
  if (size === 0) {
    const expected = 'a datatype beside bytes, "float64" or "float32"';
    throw new GradgateError('ANSWER', { where, expected, actual: String(datatype) });
  }
  if (bytes.length % size !== 0) {
    const expected = `a multiple of ${size} bytes`;
    throw new GradgateError('ANSWER', { where, expected, actual: String(bytes.length) });
  }
  const own = new Uint8Array(bytes).buffer; // at an address that suits the numbers
  return size === 8 ? new Float64Array(own) : new Float32Array(own);
}

function asFloat64(data: ArrayLike<number>): Float64Array {
  return data instanceof Float64Array ? data : Float64Array.from(data);
}
