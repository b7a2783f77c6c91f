import type { ProductName } from '../problem/large/large-problem.ts';
import type { Asking } from './asking.ts';
import {
  belowFrom,
  belowFromPairs,
  float16Scale,
  largestSize,
  leftScales,
  masks,
  pairMasks,
  type Scale,
  scalesOf,
} from './masks.ts';
import type { Asked } from './probe.ts';
import { isShort, type Probed } from './probed.ts';
import { callsForFloat8Pairs, seeFloat8Pairs } from './see-float8-pairs.ts';
import { type Below, sameTable } from './tree.ts';

type Pairs = Pick<Asked, 'multiply' | 'size' | 'format' | 'inLeft'>;

/** For each product, what its masks told; nothing, where its entries were no counts. */
export type Tables = Readonly<Partial<Record<ProductName, Below | undefined>>>;

/** One call tells the order of dX and dW, and one that of Y. In float16 and float8 each product needs its own. */
export async function seeTables(asking: Asking, size: number, format: Probed): Promise<Tables> {
  if (isShort(format)) return pairTables(asking, size, format);
  const { large } = scalesOf(format);
  const { A, B } = masks(size, large);
  const answers = await asking.both(A, B);
  const tables: { [Name in ProductName]?: Below | undefined } = {};
  for (const product of asking.products) {
    const answer = product === 'Y' ? await asking.multiply('Y')(A, B) : answers[product];
    tables[product] = belowFrom(answer, size, large);
  }
  return tables;
}

async function pairTables(asking: Asking, size: number, format: Probed): Promise<Tables> {
  const tables: { [Name in ProductName]?: Below | undefined } = {};
  for (const product of asking.products) {
    const multiply = asking.multiply(product);
    tables[product] = await seePairs({ multiply, size, format });
  }
  return tables;
}

/**
 * What masks tell of pairs one by one: of float8 several calls, of all others one, in the range of float16 or of the
 * left factor. Nothing, at sizes that have too many pairs.
 */
export async function seePairs(asked: Pairs): Promise<Below | undefined> {
  if (asked.format.as === 'float8') return seeFloat8Pairs(asked);
  if (asked.size > largestSize.float16) return undefined;
  const isWide = asked.inLeft && !isShort(asked.format);
  return pairsAt(asked, isWide ? leftScales.large : float16Scale);
}

async function pairsAt({ multiply, size }: Pairs, scale: Scale): Promise<Below | undefined> {
  const { A, B } = pairMasks(size, scale);
  return belowFromPairs(await multiply(A, B), size, scale);
}

/** What a product's masks tell of it alone; nothing, where its entries are no counts. */
export async function seeTable(asked: Pairs): Promise<Below | undefined> {
  if (isShort(asked.format)) return seePairs(asked);
  return tableAt(asked, scalesOf(asked.format).large);
}

async function tableAt({ multiply, size }: Pairs, scale: Scale): Promise<Below | undefined> {
  const { A, B } = masks(size, scale);
  return belowFrom(await multiply(A, B), size, scale);
}

/** Whether masks of another magnitude tell the same; true where there is no room for others. */
export async function isSameOfSmall(asked: Asked, below: Below): Promise<boolean> {
  const { format, inLeft } = asked;
  if (isShort(format)) return true;
  const again = inLeft
    ? await pairsAt(asked, leftScales.small)
    : await tableAt(asked, scalesOf(format).small);
  return again !== undefined && sameTable(below, again);
}

/** How many calls the order of square products takes. */
export function callsForOrder({ as }: Probed, size: number): number {
  return as === 'float8' ? callsForFloat8Pairs(size) : 1;
}
