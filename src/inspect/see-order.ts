import { drawTree } from './draw-tree.ts';
import type { OrderSeen, Unknown } from './inspection.ts';
import { nameOrder } from './name-order.ts';
import type { Asked } from './probe.ts';
import { isShort } from './probed.ts';
import { seeSorting } from './see-sorting.ts';
import { isSameOfSmall } from './see-tables.ts';
import type { Width } from './see-width.ts';
import type { Below } from './tree.ts';

/** The table of the order that all entries have; nothing, where there is no such tree. */
export function treeOf(order: OrderSeen, below: Below | undefined): Below | undefined {
  if (order.kind === 'tree') return below;
  return order.kind === 'named' && order.others.length === 0 ? below : undefined;
}

/** The order that a table shows; unknown, where there is none. */
export function orderIn(below: Below | undefined): OrderSeen {
  if (below === undefined) {
    return unknown('the answers to terms that swamp others are no counts of the others');
  }
  const order = nameOrder(below);
  if (order.kind === 'tree') return { kind: 'tree', drawn: drawTree(order.tree) };
  if (order.kind !== 'none') return order;
  return { kind: 'none', why: 'it depends on data, on chance, or on the place in the result' };
}

/** The same, where masks of another magnitude show it, too; pairs have no room for others. */
export async function orderOf(
  below: Below | undefined,
  asked: Asked,
  { isPairs, drops }: { readonly isPairs: boolean; readonly drops: boolean },
): Promise<OrderSeen> {
  const order = orderIn(below);
  if (below === undefined || order.kind === 'none') return order;
  if (!isPairs && !(await isSameOfSmall(asked, below))) {
    return depends(
      drops ? 'small terms become 0' : 'large and small terms are added in other orders',
    );
  }
  const isHidden = order.kind === 'exact' && isShort(asked.format);
  return isHidden ? unknown(`no ${asked.format.as} swamps another in so wide a sum`) : order;
}

/** Where all terms meet at once, or the largest ones at first, they may have been sorted. */
export async function doubted(
  asked: Asked,
  order: OrderSeen,
  { bits, isMore }: Width,
): Promise<OrderSeen> {
  const { precision } = asked.stored;
  if (order.kind === 'exact') {
    const isSorted = (await seeSorting(asked, precision)) === 'fused';
    return isSorted ? depends('terms are sorted, the largest first') : order;
  }
  // Where factors are short, no term is small enough beside another.
  const isHidden =
    isMore || bits > precision || 2 ** (asked.format.maxExponent - bits) < asked.format.smallest;
  if (order.kind !== 'named' || isHidden || !order.names.includes('one fused sum')) return order;
  switch (await seeSorting(asked, bits)) {
    case 'fused':
      return order;
    case 'sorted':
      return depends('terms are sorted, the smallest first');
    case 'apart':
      return depends('the signs of terms are summed apart');
  }
}

function depends(how: string): OrderSeen {
  return { kind: 'none', why: `it depends on data: ${how}` };
}

function unknown(why: string): OrderSeen & Unknown {
  return { kind: 'unknown', unknown: why };
}
