import { at } from '../at.ts';
import { formats, smallestNormal } from '../number/formats.ts';
import type { SubnormalsSeen } from './inspection.ts';
import { type Asked, type Factors, probe } from './probe.ts';

/** Whether numbers below the normal range are taken for 0. */
export async function seeSubnormals(asked: Asked): Promise<SubnormalsSeen> {
  const format = formats[asked.format];
  const normal = smallestNormal(format);
  const last = asked.size - 1;
  // The product of these two is half the smallest normal number.
  const half = 2 ** -(format.maxExponent >> 1);
  const other = 2 ** ((format.maxExponent >> 1) - format.maxExponent);
  const probes: readonly { readonly A: Factors; readonly B: Factors; readonly kept: number }[] = [
    { A: { 0: normal / 2 }, B: { 0: 2 ** 10 }, kept: normal * 2 ** 9 },
    { A: { 0: 2 ** 10 }, B: { 0: normal / 2 }, kept: normal * 2 ** 9 },
    { A: { 0: half, [last]: half }, B: { 0: other, [last]: 2 * other }, kept: 1.5 * normal },
    { A: { 0: half }, B: { 0: other }, kept: normal / 2 },
  ];
  const entry = await probe(asked, {
    row: (i) => at(probes, i % probes.length).A,
    column: (j) => at(probes, j % probes.length).B,
  });
  const told = (...places: number[]): 'kept' | 'flushed' =>
    places.every((i) => entry(i, i) === at(probes, i).kept) ? 'kept' : 'flushed';
  return { operands: told(0, 1), products: told(2), results: told(3) };
}
