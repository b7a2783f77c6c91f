/**
 * A number for a place: 32 bits that look random, the same whatever else is drawn. So a part of a matrix
 * has the entries that the whole has there. The last steps are the finalizer of MurmurHash3 (Appleby,
 * public domain).
 */
export function hashOf(line: number, j: number): number {
  let bits = Math.imul(line ^ (line >>> 15), 0x2c1b3c6d) + j;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
