import type { Seen } from './inspection.ts';
import type { Asked } from './probe.ts';
import { doubted, orderOf, treeOf } from './see-order.ts';
import { type Sums, seeSums, storedOf } from './see-sums.ts';
import type { Below } from './tree.ts';
import { triplesOf } from './triples.ts';

/** How a product is summed and stored, and what showed it. */
type Summing = Pick<Seen, 'order' | 'accumulator' | 'stored'> & Pick<Sums, 'width' | 'triple'>;

/** In which order a product is summed whose masks told `below`, in what, and what that becomes. */
export async function seeSumming(
  asked: Asked,
  below: Below | undefined,
  about: Parameters<typeof orderOf>[2],
): Promise<Summing> {
  const order = await orderOf(below, asked, about);
  const sums = await seeSums(asked, triplesOf(treeOf(order, below), asked.size));
  const { width, triple } = sums;
  const doubtless = await doubted(asked, order, width);
  const { aligned: _, ...unfused } = sums.accumulator;
  const accumulator = doubtless.kind === 'none' ? unfused : sums.accumulator;
  return { order: doubtless, accumulator, stored: await storedOf(asked, sums), width, triple };
}
