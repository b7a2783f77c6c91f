import type { ProductName } from '../problem/large/large-problem.ts';
import type { Shape } from '../problem/shape.ts';
import { atShape, type ResultShape } from './at-shape.ts';
import { checkPlain } from './check-plain.ts';
import { whyUnseen } from './check-sizes.ts';
import type { OrderSeen, Seen, Unseen } from './inspection.ts';
import { codingsOf, type Look } from './look.ts';
import { nameOrder } from './name-order.ts';
import type { Part } from './order.ts';
import type { Asked } from './probe.ts';
import { see } from './see.ts';
import { seeTable } from './see-tables.ts';
import { sumsAt } from './sums-at.ts';
import { type Below, sameTable } from './tree.ts';

/**
 * One product of a problem of this shape, or why it cannot be looked at. Of results with more rows or columns
 * than a sum has terms the first and the last ones are looked at.
 */
export async function seeAtShape(
  { asking, format, stored }: Look,
  product: ProductName,
  shape: Shape,
): Promise<Seen | Unseen> {
  const sums = sumsAt(product, shape);
  const { length: size, result } = sums;
  const why = whyUnseen(sums, format, stored[product]);
  if (why !== undefined) return { size, result, unknown: why };
  const multiply = asking.multiply(product);
  const codings = codingsOf(stored, product);
  const at = (place: 'first' | 'last'): Asked => {
    const looked = { multiply: atShape(multiply, result, place), codings };
    return { ...looked, size, format, stored: stored[product] };
  };
  const before = asking.calls;
  const asked = at('first');
  await checkPlain(product, asked);
  const [told, calls] = await counted(asking, () => seeTable(asked));
  const seen = await see(asked, told);
  const last = isLarger(result, size) ? await seeTable(at('last')) : told;
  const order = withLast(seen.order, told, last);
  const rest = asking.calls - before - calls;
  return { ...seen, order, result, calls: { order: calls, rest } };
}

async function counted<T>(
  asking: Look['asking'],
  ask: () => Promise<T>,
): Promise<readonly [answer: T, calls: number]> {
  const before = asking.calls;
  return [await ask(), asking.calls - before];
}

function isLarger(result: ResultShape, size: number): boolean {
  return result.some((extent) => extent > size);
}

/** The order, with that of the last rows and columns, where it is another. */
function withLast(order: OrderSeen, first: Below | undefined, last: Below | undefined): OrderSeen {
  if (first === undefined || last === undefined || sameTable(first, last)) return order;
  if (order.kind !== 'named') {
    return { kind: 'none', why: 'the last rows and columns have another order than the first' };
  }
  const there = nameOrder(last);
  const names = there.kind === 'named' ? there.names : [];
  if (names.some((name) => order.names.includes(name))) return order; // but for tiles, or some edge
  const entries = last.length * (last.length - 1);
  const part: Part = { where: 'end', ranges: [], entries, names };
  return { ...order, others: [...order.others, part] };
}
