import { entryAt } from '../at.ts';

/** Of a product (m×q)(q×k) → m×k. */
export type Extents = readonly [m: number, q: number, k: number];

/** Rows and columns of a tile: its nine sums stay in registers. */
const side = 3;

/**
 * A·B of dense row-major arrays, (m×q)(q×k) → m×k, m and k at least 3: what `productOf` says, in plain
 * JavaScript, nine sums at a time. (Packed operands and tiles in registers: Goto & van de Geijn, ACM Trans.
 * Math. Softw. 34 (2008) 12.)
 */
export function tiledProduct(a: Float64Array, b: Float64Array, extents: Extents): Float64Array {
  const [m, q, k] = extents;
  const left = packed(a, { lines: m, length: q, across: q, along: 1 });
  const right = packed(b, { lines: k, length: q, across: 1, along: k });
  return sumTiles(left, right, extents);
}

/** Rows of A or columns of B: their count, and the steps from one to the next and inside one. */
interface Lines {
  readonly lines: number;
  readonly length: number;
  readonly across: number;
  readonly along: number;
}

/** Three lines at a time, interleaved. The last three overlap those before, where lines is no multiple. */
function packed(from: Float64Array, { lines, length, across, along }: Lines): Float64Array {
  const out = new Float64Array(Math.ceil(lines / side) * side * length);
  for (let line = 0, to = 0; line < lines; line += side) {
    let at = Math.min(line, lines - side) * across;
    for (let p = 0; p < length; p += 1, at += along) {
      for (let t = 0; t < side; t += 1) out[to++] = entryAt(from, at + t * across);
    }
  }
  return out;
}

/** What two tiles share is computed twice, alike. */
function sumTiles(a: Float64Array, b: Float64Array, [m, q, k]: Extents): Float64Array {
  const out = new Float64Array(m * k);
  for (let j = 0; j < k; j += side) {
    for (let i = 0, left = 0; i < m; i += side) {
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s20 = 0;
      let s21 = 0;
      let s22 = 0;
      const end = left + side * q;
      for (let right = j * q; left < end; left += side, right += side) {
        const b0 = entryAt(b, right);
        const b1 = entryAt(b, right + 1);
        const b2 = entryAt(b, right + 2);
        const a0 = entryAt(a, left);
        const a1 = entryAt(a, left + 1);
        const a2 = entryAt(a, left + 2);
        s00 += a0 * b0;
        s01 += a0 * b1;
        s02 += a0 * b2;
        s10 += a1 * b0;
        s11 += a1 * b1;
        s12 += a1 * b2;
        s20 += a2 * b0;
        s21 += a2 * b1;
        s22 += a2 * b2;
      }
      const to = Math.min(i, m - side) * k + Math.min(j, k - side);
      out[to] = s00;
      out[to + 1] = s01;
      out[to + 2] = s02;
      out[to + k] = s10;
      out[to + k + 1] = s11;
      out[to + k + 2] = s12;
      out[to + 2 * k] = s20;
      out[to + 2 * k + 1] = s21;
      out[to + 2 * k + 2] = s22;
    }
  }
  return out;
}
