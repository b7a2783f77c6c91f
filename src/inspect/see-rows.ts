import { Matrix } from '../matrix/matrix.ts';
import { sameBits } from '../number/same-bits.ts';
import { drawFrom } from '../problem/draw/draw.ts';
import { fullEntry } from './full-entry.ts';
import type { Asked } from './probe.ts';

/**
 * The numbers of rows at which rows have other bits than where there are `size`: one, two, one less, or one
 * more, which comes first. Of no dW, whose sums are over these rows.
 */
export async function seeRows({ multiply, size, format }: Asked): Promise<number[]> {
  const draw = drawFrom(2);
  const full = (): number => fullEntry(draw, format.precision);
  const more = Matrix.of([size + 1, size], full);
  const B = Matrix.of([size, size], full);
  const A = more.rowRange(1, size + 1);
  const rows = await multiply(A, B);
  const differing: number[] = [];
  for (const count of [1, 2, size - 1]) {
    const some = await multiply(A.rowRange(0, count), B);
    if (!sameBits(some, rows.slice(0, count * size))) differing.push(count);
  }
  const shifted = await multiply(more, B);
  if (!sameBits(shifted.slice(size), rows)) differing.push(size + 1);
  return differing;
}
