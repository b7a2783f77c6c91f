import { at } from '../at.ts';
import { sizeOf } from '../matrix/strided.ts';

/**
 * The extents of the batch axes of X and W, as many for both: 1 where an operand has a single member
 * for all. `ranks` says how many of them the operand really has: NumPy adds the missing ones in front.
 */
export interface Batch {
  readonly X: readonly number[];
  readonly W: readonly number[];
  readonly ranks: { readonly X: number; readonly W: number };
  /** Where X has no members: how many rows each of them would have. */
  readonly m?: number;
  /** Members of W alone, each for a group of the rows of X and Y: so many rows (see `grouped`). */
  readonly groups?: readonly number[];
}

/** The batch axes of Y: where one operand has extent 1 it is joined to all of the other. */
export function joined({ X, W, groups }: Batch): number[] {
  if (groups !== undefined) return [];
  return X.map((extent, axis) => (extent === 1 ? at(W, axis) : extent));
}

/** Whether X and W have the very same batch axes. */
export function isLeading({ X, W, ranks }: Batch): boolean {
  return ranks.X === ranks.W && X.every((extent, axis) => extent === W[axis]);
}

/** How many members X, W and Y have; 1 each without a batch. */
export function batchSizes(batch: Batch | undefined): { X: number; W: number; dY: number } {
  if (batch === undefined) return { X: 1, W: 1, dY: 1 };
  return { X: sizeOf(batch.X), W: sizeOf(batch.W), dY: sizeOf(joined(batch)) };
}

/** Which member of X and which of W makes each member of Y. */
export function members(batch: Batch | undefined): { X: number; W: number }[] {
  if (batch === undefined) return [{ X: 0, W: 0 }];
  const extents = joined(batch);
  return Array.from({ length: sizeOf(extents) }, (_, member) => {
    const index = unravel(member, extents);
    return { X: ravel(index, batch.X), W: ravel(index, batch.W) };
  });
}

/** The batch axes that an operand is given with. */
export function givenAxes(batch: Batch | undefined, operand: 'X' | 'W' | 'dY'): readonly number[] {
  if (batch === undefined) return [];
  const { ranks } = batch;
  const [extents, rank] =
    operand === 'dY'
      ? [joined(batch), Math.max(ranks.X, ranks.W)]
      : [batch[operand], ranks[operand]];
  return extents.slice(extents.length - rank);
}

/** The batch with only these indices of one axis; where it has extent 1, that stays. */
export function restrictAxis(batch: Batch, axis: number, kept: readonly number[]): Batch {
  const fewer = (extents: readonly number[]): number[] =>
    extents.map((extent, i) => (i === axis && extent > 1 ? kept.length : extent));
  return { ...batch, X: fewer(batch.X), W: fewer(batch.W) };
}

/** The members that have one of these indices along an axis, or extent 1 there. */
export function membersWithin(
  extents: readonly number[],
  axis: number,
  kept: readonly number[],
): number[] {
  return Array.from({ length: sizeOf(extents) }, (_, member) => member).filter((member) => {
    const index = at(unravel(member, extents), axis);
    return at(extents, axis) === 1 || kept.includes(index);
  });
}

/** The batch without one axis, of extent 1 in both; nothing when it was the last one. */
export function withoutAxis({ X, W, ranks, ...m }: Batch, axis: number): Batch | undefined {
  if (X.length === 1) return undefined;
  const fewer = (extents: readonly number[]): number[] => extents.filter((_, i) => i !== axis);
  const lower = (rank: number): number => (rank > X.length - 1 - axis ? rank - 1 : rank);
  return { X: fewer(X), W: fewer(W), ranks: { X: lower(ranks.X), W: lower(ranks.W) }, ...m };
}

/** The batch given with one axis less on an operand, where its first one has extent 1. */
export function lowerRank(batch: Batch, operand: 'X' | 'W'): Batch | undefined {
  const [extents, rank] = [batch[operand], batch.ranks[operand]];
  if (rank === 0 || extents[extents.length - rank] !== 1) return undefined;
  return { ...batch, ranks: { ...batch.ranks, [operand]: rank - 1 } };
}

function unravel(member: number, extents: readonly number[]): number[] {
  const index: number[] = [];
  let rest = member;
  for (const extent of extents.toReversed()) {
    index.unshift(rest % extent);
    rest = Math.floor(rest / extent);
  }
  return index;
}

function ravel(index: readonly number[], extents: readonly number[]): number {
  return extents.reduce(
    (sum, extent, axis) => sum * extent + (extent === 1 ? 0 : at(index, axis)),
    0,
  );
}
