import type { FormatName } from '../number/formats.ts';
import type { Asking, ProductName } from './asking.ts';
import { belowFrom, belowFromPairs, largestSize, masks, pairMasks, scalesOf } from './masks.ts';
import type { Asked } from './probe.ts';
import { type Below, sameTable } from './tree.ts';

/** For each product, what its masks told; nothing, where its entries were no counts. */
export type Tables = Readonly<Partial<Record<ProductName, Below | undefined>>>;

/** One call tells the order of dX and dW, and one that of Y. In float16 each product needs its own. */
export async function seeTables(asking: Asking, size: number, format: FormatName): Promise<Tables> {
  if (format === 'float16') return pairTables(asking, size);
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

async function pairTables(asking: Asking, size: number): Promise<Tables> {
  const tables: { [Name in ProductName]?: Below | undefined } = {};
  for (const product of asking.products) {
    const multiply = asking.multiply(product);
    tables[product] = await seeTableOfPairs({ multiply, size });
  }
  return tables;
}

/** What a call with float16's masks tells; nothing, at sizes that have too many pairs. */
export async function seeTableOfPairs({
  multiply,
  size,
}: Pick<Asked, 'multiply' | 'size'>): Promise<Below | undefined> {
  if (size > largestSize.float16) return undefined;
  const { A, B } = pairMasks(size);
  return belowFromPairs(await multiply(A, B), size);
}

/** What a product's masks tell of it alone; nothing, where its entries are no counts. */
export async function seeTable({ multiply, size, format }: Asked): Promise<Below | undefined> {
  if (format === 'float16') return seeTableOfPairs({ multiply, size });
  const { large } = scalesOf(format);
  const { A, B } = masks(size, large);
  return belowFrom(await multiply(A, B), size, large);
}

/** Whether masks of another magnitude tell the same; true in float16, which has no room for others. */
export async function isSameOfSmall(
  { multiply, size, format }: Asked,
  below: Below,
): Promise<boolean> {
  if (format === 'float16') return true;
  const { small } = scalesOf(format);
  const { A, B } = masks(size, small);
  const again = belowFrom(await multiply(A, B), size, small);
  return again !== undefined && sameTable(below, again);
}
