/** How a fault of grouped products is made. */
import { at } from '../../src/at.ts';
import type { Given } from '../../src/contract/subject.ts';
import { backward, gemm, type Product, rightParts } from '../engine/parts.ts';
import type { About, Fault } from './fault.ts';
import { wrongWhole } from './wrong-parts.ts';

/** A fault of groups: what it is, and when; group-decomposition catches it, unless it says otherwise. */
export type AboutGroups = Omit<About, 'caughtBy'> & Partial<Pick<About, 'caughtBy'>>;

/** Where the rows of one product of groups lie. */
export interface Place {
  /** How many rows each group has. */
  readonly groups: readonly number[];
  /** The first row of the group, and how many it has; of the rows beyond, too. */
  readonly from: number;
  readonly length: number;
  /** Of X, in all. */
  readonly rows: number;
}

/** A fault of the product of one group; rows beyond the last are a product over nothing. */
export function wrongGroup(
  about: AboutGroups,
  wrong: (product: Product, place: Place) => void,
): Fault {
  return wrongWhole(asGroups(about), (given, right) => {
    const { groups } = given;
    if (groups === undefined) return right(given);
    const rows = at(given.X.shape, 0);
    const multiply = (product: Product): void => {
      const from = groups.slice(0, product.member).reduce((sum, length) => sum + length, 0);
      wrong(product, { groups, from, length: groups[product.member] ?? rows - from, rows });
    };
    return backward(given, { ...rightParts, gemm: multiply });
  });
}

/** A fault of how many rows each group has. */
export function wrongLengths(
  about: AboutGroups,
  wrong: (groups: readonly number[], rows: number) => readonly number[],
): Fault {
  return wrongWhole(asGroups(about), ({ groups, ...given }, right) => {
    if (groups === undefined) return right(given);
    const rows = at(given.X.shape, 0);
    let left = rows;
    const within = wrong(groups, rows).map((length) => {
      const taken = Math.min(left, Math.max(0, length));
      left -= taken;
      return taken;
    });
    return right({ ...given, groups: within });
  });
}

/** Groups that are refused, where `refuses` has a message. */
export function refusingGroups(
  about: AboutGroups,
  refuses: (groups: readonly number[], given: Given) => string | undefined,
): Fault {
  return wrongWhole(asGroups(about), (given, right) => {
    const message = given.groups && refuses(given.groups, given);
    if (message !== undefined) throw new Error(message);
    return right(given);
  });
}

function asGroups(about: AboutGroups): About {
  return { caughtBy: 'group-decomposition', ...about };
}

/** The product of dW with so many rows more before those of its group, and after them. */
export function withRows({ a, b, ...rest }: Product, before: number, after: number): Product {
  return {
    ...rest,
    a: { ...a, offset: a.offset - before * a.colStride, cols: a.cols + before + after },
    b: { ...b, offset: b.offset - before * b.rowStride, rows: b.rows + before + after },
  };
}

/** The next multiple. */
export function upTo(multiple: number, length: number): number {
  return multiple * Math.ceil(length / multiple);
}

/** The right product. */
export const right: (product: Product) => void = gemm;
