import { defined } from '../defined.ts';
import { drawTree } from './draw-tree.ts';
import type { OrderSeen, Seen, SubnormalsSeen, Unknown } from './inspection.ts';
import { nameOrder } from './name-order.ts';
import type { Asked } from './probe.ts';
import { isShort } from './probed.ts';
import { type Errors, seeErrors } from './see-errors.ts';
import { seeOperandBits, seeOperands } from './see-operands.ts';
import { seeProducts } from './see-products.ts';
import { seeStored } from './see-rounding.ts';
import { seeScaling } from './see-scaling.ts';
import { seeSorting } from './see-sorting.ts';
import { seeSubnormals } from './see-subnormals.ts';
import { type Sums, seeSums } from './see-sums.ts';
import { isSameOfSmall, seePairs } from './see-tables.ts';
import type { Width } from './see-width.ts';
import type { Below } from './tree.ts';
import { triplesOf } from './triples.ts';

/** What is seen of a product whose masks told `told`; how often it was asked is for the caller to count. */
export async function see(asked: Asked, told: Below | undefined): Promise<Omit<Seen, 'calls'>> {
  const errors = await seeErrors(asked);
  if (errors.isNormWise) return normWise(asked.size, errors);
  // Where operands are reduced to float16, there is no room for the larger masks.
  const below = told ?? (asked.format.as === 'float8' ? told : await seePairs(asked));
  const subnormals = await seeSubnormals(asked);
  const order = await orderOf(below, asked, { isPairs: told === undefined, subnormals });
  const sums = await seeSums(asked, triplesOf(treeOf(order, below), asked.size));
  const bits = await seeOperandBits(asked);
  const { width, triple } = sums;
  const doubtless = await doubted(asked, order, width);
  const { aligned: _, ...unfused } = sums.accumulator;
  return {
    size: asked.size,
    order: doubtless,
    ...errors,
    accumulator: doubtless.kind === 'none' ? unfused : sums.accumulator,
    stored: await storedOf(asked, sums),
    products: await seeProducts(asked, triple, { width, operandBits: Math.min(...bits) }),
    operands: await seeOperands(asked, bits, width),
    subnormals,
    ...defined({ scaling: await seeScaling(asked, width) }),
  };
}

/** The table of the order that all entries have; nothing, where there is no such tree. */
function treeOf(order: OrderSeen, below: Below | undefined): Below | undefined {
  if (order.kind === 'tree') return below;
  return order.kind === 'named' && order.others.length === 0 ? below : undefined;
}

async function orderOf(
  below: Below | undefined,
  asked: Asked,
  { isPairs, subnormals }: { readonly isPairs: boolean; readonly subnormals: SubnormalsSeen },
): Promise<OrderSeen> {
  if (below === undefined) {
    return unknown('the answers to terms that swamp others are no counts of the others');
  }
  const order = nameOrder(below);
  if (!isPairs && order.kind !== 'none' && !(await isSameOfSmall(asked, below))) {
    return depends(
      subnormals.below === undefined
        ? 'large and small terms are added in other orders'
        : 'small terms become 0',
    );
  }
  switch (order.kind) {
    case 'tree':
      return { kind: 'tree', drawn: drawTree(order.tree) };
    case 'exact':
      if (isShort(asked.format))
        return unknown(`no ${asked.format.as} swamps another in so wide a sum`);
      return order;
    case 'none':
      return { kind: 'none', why: 'it depends on data, on chance, or on the place in the result' };
    case 'named':
      return order;
  }
}

/** Where all terms meet at once, or the largest ones at first, they may have been sorted. */
async function doubted(
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

async function storedOf(asked: Asked, { width, triple }: Sums): Promise<Seen['stored']> {
  const { precision } = asked.stored;
  if (!width.isMore && width.bits <= precision) return 'as summed';
  if (width.isMore || width.bits >= precision + 3) return seeStored(asked, triple, precision);
  return { unknown: 'sums have hardly more bits' };
}

function unknown(why: string): OrderSeen & Unknown {
  return { kind: 'unknown', unknown: why };
}

/** Its entries are no sums of products, so there is no more to be seen. */
function normWise(size: number, errors: Errors): Omit<Seen, 'calls'> {
  const hidden = { unknown: 'entries are added before they are multiplied' };
  return {
    size,
    order: { kind: 'unknown', ...hidden },
    ...errors,
    accumulator: hidden,
    stored: hidden,
    products: hidden,
    operands: [hidden, hidden],
    subnormals: hidden,
  };
}
