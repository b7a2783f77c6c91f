import { defined } from '../defined.ts';
import { Matrix } from '../matrix/matrix.ts';
import { sameBits } from '../number/same-bits.ts';
import { drawFrom, pick } from '../problem/draw/draw.ts';
import type { Brief } from './brief-in.ts';
import { drawTree } from './draw-tree.ts';
import type { OrderSeen, Seen } from './inspection.ts';
import { nameOrder } from './name-order.ts';
import type { AskedBriefly } from './probe.ts';
import { seeInClasses } from './see-in-classes.ts';
import { seeScaling } from './see-scaling.ts';

/** What can be seen where formats have no room for most probes: the rest is unknown, and why. */
export async function seeBriefly(
  asked: AskedBriefly,
  { why, hasRange }: Brief,
): Promise<Omit<Seen, 'calls'>> {
  const hidden = { unknown: why };
  return {
    size: asked.size,
    order: hasRange ? await orderOf(asked) : { kind: 'unknown', ...hidden },
    isNormWise: false,
    repeats: await repeats(asked),
    accumulator: hidden,
    stored: hidden,
    products: hidden,
    operands: [hidden, hidden],
    subnormals: hidden,
    ...defined({ scaling: await seeScaling(asked, undefined) }),
  };
}

async function orderOf(asked: AskedBriefly): Promise<OrderSeen> {
  const below = await seeInClasses(asked);
  if (below === undefined) {
    const unknown = 'the answers to terms that swamp others are no counts of the others';
    return { kind: 'unknown', unknown };
  }
  const order = nameOrder(below);
  if (order.kind === 'tree') return { kind: 'tree', drawn: drawTree(order.tree) };
  if (order.kind !== 'none') return order;
  return { kind: 'none', why: 'it depends on data, on chance, or on the place in the result' };
}

/** Whether two calls have the same bits: sums of numbers that every format has, of two magnitudes. */
async function repeats({ multiply, size }: AskedBriefly): Promise<boolean> {
  const draw = drawFrom(1);
  const drawn = (): Matrix => {
    return Matrix.of([size, size], () => pick(draw, [-3, -2, -1, 0.5, 1, 1.5, 2, 3]));
  };
  const [A, B] = [drawn(), drawn()];
  return sameBits(await multiply(A, B), await multiply(A, B));
}
