import type { Claims } from '../contract/subject.ts';
import { defined } from '../defined.ts';
import { accumulators } from '../number/accumulators.ts';
import type { NumberFormat } from '../number/formats.ts';
import type { TensorFormats } from '../number/tensor-formats.ts';
import { fusedNames } from './fused-families.ts';
import type { AccumulatorSeen, Inspection, Seen } from './inspection.ts';

/** The claims that follow from all that was seen: each where it is borne out. */
export function claimsSeen(stored: TensorFormats, products: Inspection['products']): Claims {
  const seen = Object.values(products).flat();
  if (seen.length === 0) return {};
  const bits = [stored.Y, stored.dX, stored.dW].map(({ precision }) => precision);
  return defined({
    deterministic: seen.every(({ repeats }) => repeats) || undefined,
    reproducible: seen.every((each) => each.repeats && isOneTree(each)) || undefined,
    batchInvariant: (seen.some(isAskedRows) && seen.every(hasSameRows)) || undefined,
    algorithm: seen.some(({ isNormWise }) => isNormWise) ? 'strassen' : undefined,
    accumulates: accumulates(seen, bits),
    multiplies: multiplies(seen),
    fusedSums: fusedSums(seen),
    stores: stores(seen),
    subnormals: seen.some(flushes) ? 'flushed' : undefined,
  });
}

function isAskedRows({ otherRows }: Seen): boolean {
  return otherRows !== undefined;
}

/** Where sums are wider than what is stored, the store hides most of what differs. */
function hasSameRows({ otherRows, isNormWise, repeats, stored }: Seen): boolean {
  if (isNormWise || !repeats) return false;
  return otherRows === undefined || (otherRows.length === 0 && stored === 'as summed');
}

/** Neither values nor chance decide in which order it sums. */
export function isOneTree({ order: { kind } }: Seen): boolean {
  return kind === 'named' || kind === 'tree';
}

/** It takes small numbers for 0, and no others. */
export function flushes({ subnormals }: Seen): boolean {
  if ('unknown' in subnormals || subnormals.below !== undefined) return false;
  return Object.values(subnormals).includes('flushed');
}

/** The widest accumulator that every partial sum has the bits of; nothing, where that needs no saying. */
function accumulates(seen: readonly Seen[], bits: readonly number[]): Claims['accumulates'] {
  const widest = widestOf(seen);
  if (widest === undefined) return undefined;
  const { precision } = accumulators[widest];
  return bits.every((each) => each === precision) ? undefined : widest;
}

/** The widest accumulator that every partial sum was seen to have the bits of. */
export function widestOf(seen: readonly Seen[]): Claims['accumulates'] {
  // SAFETY: Object.entries forgets the key type.
  const all = Object.entries(accumulators) as [keyof typeof accumulators, NumberFormat][];
  const widest = all.sort(([, a], [, b]) => b.precision - a.precision);
  return widest.find(([, { precision }]) => seen.every((each) => sumsIn(each, precision)))?.[0];
}

/** Products that are rounded to fewer bits than sums have are of no accumulator. */
function sumsIn({ accumulator, products }: Seen, precision: number): boolean {
  if ('unknown' in accumulator || products === 'narrow') return false;
  const { isMore, rounding } = accumulator;
  const isKnown = isMore || rounding === 'nearest even' || rounding === 'toward zero';
  return isKnown && leastBits(accumulator) >= precision;
}

/** The bits that its sums have, where they are fewest; nothing, where that is not known. */
export function bitsOf({ accumulator }: Seen): number | undefined {
  return 'unknown' in accumulator || accumulator.isMore ? undefined : leastBits(accumulator);
}

function leastBits({ bits, between = bits, aligned = bits - 1 }: AccumulatorSeen): number {
  return Math.min(bits, between, aligned + 1);
}

/** A result that is wider than its sums is stored as it is. */
function stores(seen: readonly Seen[]): Claims['stores'] {
  const others: readonly Seen['stored'][] = ['toward zero', 'away from zero', 'up', 'down'];
  const isOther = ({ stored }: Seen): boolean => others.includes(stored);
  return seen.some(isOther) ? 'toward zero' : undefined;
}

/** What operands are reduced to, the least of all that was seen. */
function multiplies(seen: readonly Seen[]): Claims['multiplies'] {
  const reduced = seen.flatMap(({ operands }) =>
    operands.map((operand) => 'as' in operand && (operand.as === 'parts' ? 'tf32' : operand.as)),
  );
  return (['bfloat16', 'float16', 'tf32'] as const).find((format) => reduced.includes(format));
}

/** How many products are added at once, where that explains all that was seen; 1, where sums are cut off. */
function fusedSums(seen: readonly Seen[]): Claims['fusedSums'] {
  const fused = ([4, 8, 16, 32] as const).find((size) =>
    seen.every(
      ({ order }) =>
        order.kind === 'named' && order.names.some((name) => fusedNames(size).includes(name)),
    ),
  );
  return fused ?? (seen.some(cutsOff) ? 1 : undefined);
}

/** Its sums are cut off, not rounded to nearest. */
export function cutsOff({ accumulator }: Seen): boolean {
  return 'rounding' in accumulator && accumulator.rounding === 'toward zero';
}
