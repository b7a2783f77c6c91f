/**
 * Whether two arrays hold the same bits: zeros have signs, and a NaN is the same as itself. Subjects in
 * a browser are asked this, too, where there is no Buffer that compares.
 */
export function sameBits(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  if (a.length === 0) return true; // whose storage may have been given away
  if (typeof Buffer !== 'undefined') return Buffer.compare(bytesOf(a), bytesOf(b)) === 0;
  const [left, right] = [wordsOf(a), wordsOf(b)];
  return left.every((word, i) => word === right[i]);
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function wordsOf({ buffer, byteOffset, length }: Float64Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, 2 * length);
}
