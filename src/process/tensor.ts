import type { Answer, Operand } from '../contract/subject.ts';
import { GradgateError } from '../errors.ts';
import type { Datatype, WireData, WireTensor } from './protocol.ts';

/** What JSON has no numbers for. A minus sign before a 0 is lost by many readers of JSON. */
const words = new Map<string, number>([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
]);

/** Numbers as JSON has them: the shortest decimals that read back as the same bits, or words. */
export function toDecimals(data: ArrayLike<number>): (number | string)[] {
  return Array.from(data, (value) => {
    if (Number.isFinite(value) && !Object.is(value, -0)) return value;
    return Object.is(value, -0) ? '-0' : String(value);
  });
}

/** Numbers as the base64 of their bytes, little-endian: every host that Node runs on writes these. */
export function toBase64(data: ArrayLike<number>, datatype: Datatype): string {
  return toBytes(data, datatype).toString('base64');
}

export function toBytes(data: ArrayLike<number>, datatype: Datatype): Buffer {
  const typed = datatype === 'float32' ? Float32Array.from(data) : asFloat64(data);
  return Buffer.from(typed.buffer, typed.byteOffset, typed.byteLength);
}

/** A tensor whose numbers `write` has written. */
export function toWire(operand: Operand | Answer, datatype: Datatype, data: WireData): WireTensor {
  const { shape } = operand;
  if (!('strides' in operand) || operand.strides === undefined) return { shape, datatype, data };
  return { shape, strides: operand.strides, offset: operand.offset ?? 0, datatype, data };
}

/** Reads a file of the shared folder. */
export type ReadFile = (name: string) => Buffer;

/**
 * A tensor from the wire, as far as it is one: what has no numbers is left to whoever looks at the
 * answer. @throws GradgateError ANSWER, for bytes that are not those of an array
 */
export function fromWire(where: string, wire: unknown, readFile: ReadFile): Answer | unknown {
  if (typeof wire !== 'object' || wire === null || !('data' in wire)) return wire;
  return { ...wire, data: dataFrom(where, wire, readFile) };
}

/** The numbers of a tensor from the wire. @throws GradgateError ANSWER */
export function dataFrom(
  where: string,
  wire: { readonly data?: unknown; readonly datatype?: unknown },
  readFile: ReadFile,
): unknown {
  const { data, datatype } = wire;
  if (Array.isArray(data)) return fromDecimals(data);
  if (typeof data === 'string') return fromBytes(where, base64(where, data), datatype);
  if (typeof data === 'object' && data !== null && 'file' in data) {
    return fromBytes(where, readFile(String(data.file)), datatype);
  }
  return data;
}

/** Words become the numbers they stand for; what is neither is found by whoever reads the answer. */
function fromDecimals(data: readonly unknown[]): readonly unknown[] {
  if (!data.some((entry) => typeof entry === 'string')) return data;
  return data.map((entry) => (typeof entry === 'string' ? (words.get(entry) ?? entry) : entry));
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

/** The beginning of a text that may be long, in quotes. */
export function shortened(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
}
