import type { Asking, ProductName } from './asking.ts';
import { belowFrom, belowFromPairs, largestSize, masks, pairMasks, scalesOf } from './masks.ts';
import type { Asked } from './probe.ts';
import { isShort, type Probed } from './probed.ts';
import { callsForFloat8Pairs, seeFloat8Pairs } from './see-float8-pairs.ts';
import { type Below, sameTable } from './tree.ts';

type Pairs = Pick<Asked, 'multiply' | 'size' | 'format'>;

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
 * What masks tell of pairs one by one: of float8 several calls, of all others one, in the range of float16. Nothing,
 * at sizes that have too many pairs.
 */
export async function seePairs(asked: Pairs): Promise<Below | undefined> {
  if (asked.format.as === 'float8') return seeFloat8Pairs(asked);
  const { multiply, size } = asked;
  if (size > largestSize.float16) return undefined;
  const { A, B } = pairMasks(size);
  return belowFromPairs(await multiply(A, B), size);
}

/** What a product's masks tell of it alone; nothing, where its entries are no counts. */
export async function seeTable({ multiply, size, format }: Pairs): Promise<Below | undefined> {
  if (isShort(format)) return seePairs({ multiply, size, format });
  const { large } = scalesOf(format);
  const { A, B } = masks(size, large);
  return belowFrom(await multiply(A, B), size, large);
}

/** Whether masks of another magnitude tell the same; true where there is no room for others. */
export async function isSameOfSmall(
  { multiply, size, format }: Asked,
  below: Below,
): Promise<boolean> {
  if (isShort(format)) return true;
  const { small } = scalesOf(format);
  const { A, B } = masks(size, small);
  const again = belowFrom(await multiply(A, B), size, small);
  return again !== undefined && sameTable(below, again);
}

/** How many calls the order of square products takes. */
export function callsForOrder({ as }: Probed, size: number): number {
  return as === 'float8' ? callsForFloat8Pairs(size) : 1;
}
