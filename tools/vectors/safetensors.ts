/**
 * The safetensors format: the length of a JSON header as eight bytes, the header, and the numbers,
 * lowest byte first, without holes. https://github.com/huggingface/safetensors
 */
import type { NamedArray } from './arrays-of.ts';
import { joined, littleEndian } from './npz.ts';

/** The arrays and, as JSON in the metadata `cases`, what they mean. */
export function safetensors(arrays: readonly NamedArray[], cases: unknown): Uint8Array {
  // The widest first, so that each lies at a multiple of its size.
  const sorted = arrays.toSorted((a, b) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT);
  let next = 0;
  const entries = sorted.map(({ name, shape, data }) => {
    const start = next;
    next += data.byteLength;
    const dtype = data instanceof Float64Array ? 'F64' : 'F32';
    return [name, { dtype, shape, data_offsets: [start, next] }] as const;
  });
  const about = { __metadata__: { cases: JSON.stringify(cases) }, ...Object.fromEntries(entries) };
  const text = new TextEncoder().encode(JSON.stringify(about));
  const padding = new Uint8Array((8 - (text.length % 8)) % 8).fill(0x20);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(text.length + padding.length), true);
  return joined([length, text, padding, ...sorted.map(({ data }) => littleEndian(data))]);
}
