/**
 * NumPy's formats, version 1.0 of .npy and a zip of those: https://numpy.org/doc/stable/reference/
 * generated/numpy.lib.format.html. No library on npm that is looked after writes them.
 */
import { zipSync } from 'fflate';
import type { NamedArray } from './arrays-of.ts';

/** A zip is dated; the same arrays shall give the same bytes. */
const date = new Date(1980, 0, 1);

/** The arrays and, as bytes of JSON in the array `cases`, what they mean. */
export function npz(arrays: readonly NamedArray[], cases: unknown): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(cases));
  const files = arrays.map((array) => [`${array.name}.npy`, npy(array)] as const);
  const about = npy({ shape: [text.length], data: text });
  return zipSync(Object.fromEntries([...files, ['cases.npy', about]]), { mtime: date, level: 9 });
}

interface Content {
  readonly shape: readonly number[];
  readonly data: Float64Array | Float32Array | Uint8Array;
}

export function npy({ shape, data }: Content): Uint8Array {
  const descr = { 8: '<f8', 4: '<f4', 1: '|u1' }[data.BYTES_PER_ELEMENT];
  const axes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${axes}), }`;
  // Magic, version and length take 10 bytes; spaces and a newline fill up to a multiple of 64.
  const length = Math.ceil((10 + dictionary.length + 1) / 64) * 64 - 10;
  const header = new TextEncoder().encode(`${dictionary.padEnd(length - 1)}\n`);
  const prefix = [0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, length & 0xff, length >> 8];
  return joined([Uint8Array.from(prefix), header, littleEndian(data)]);
}

/** The bytes of numbers, lowest first, whatever this machine's order is. */
export function littleEndian(data: Content['data']): Uint8Array {
  const bytes = new Uint8Array(data.length * data.BYTES_PER_ELEMENT);
  const view = new DataView(bytes.buffer);
  data.forEach((value, i) => {
    if (data instanceof Float64Array) view.setFloat64(i * 8, value, true);
    else if (data instanceof Float32Array) view.setFloat32(i * 4, value, true);
    else view.setUint8(i, value);
  });
  return bytes;
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let next = 0;
  for (const part of parts) {
    all.set(part, next);
    next += part.length;
  }
  return all;
}
