import { at } from '../at.ts';
import { defined } from '../defined.ts';
import { smallestNormal } from '../number/formats.ts';
import type { SubnormalsSeen } from './inspection.ts';
import { type Asked, type Factors, probe } from './probe.ts';
import type { Probed } from './probed.ts';
import { seeThreshold } from './see-threshold.ts';

/** Two factors of a sum, and what it is where small numbers are kept. */
interface Kept {
  readonly A: Factors;
  readonly B: Factors;
  readonly kept: number;
}

/** Whether numbers below the normal range are taken for 0, or below what larger one. */
export async function seeSubnormals(asked: Asked): Promise<SubnormalsSeen> {
  const isShallow = asked.format.as === 'float8'; // products of its numbers are never so small
  const probes = [...ofOperands(asked.format), ...(isShallow ? [] : ofSums(asked))];
  const entry = await probe(asked, {
    row: (i) => at(probes, i % probes.length).A,
    column: (j) => at(probes, j % probes.length).B,
  });
  const told = (...places: number[]): 'kept' | 'flushed' =>
    places.every((i) => entry(i, i) === at(probes, i).kept) ? 'kept' : 'flushed';
  const operands = told(0, 1);
  if (isShallow) return { operands };
  const seen = { operands, products: told(2), results: told(3) };
  const isKept = Object.values(seen).every((each) => each === 'kept');
  return isKept ? seen : { ...seen, ...defined({ below: await seeThreshold(asked) }) };
}

/** Half the smallest normal number, as either factor. */
function ofOperands(format: Probed): Kept[] {
  const small = smallestNormal(format) / 2;
  const other = 2 ** Math.min(10, format.maxExponent);
  return [
    { A: { 0: small }, B: { 0: other }, kept: small * other },
    { A: { 0: other }, B: { 0: small }, kept: small * other },
  ];
}

/** Half the smallest normal number as a product, in a sum that is larger, and as a result. */
function ofSums({ format, size }: Asked): Kept[] {
  const normal = smallestNormal(format);
  const last = size - 1;
  const half = 2 ** -(format.maxExponent >> 1);
  const other = 2 ** ((format.maxExponent >> 1) - format.maxExponent);
  return [
    { A: { 0: half, [last]: half }, B: { 0: other, [last]: 2 * other }, kept: 1.5 * normal },
    { A: { 0: half }, B: { 0: other }, kept: normal / 2 },
  ];
}
