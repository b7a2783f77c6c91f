import { defined } from '../defined.ts';
import { Matrix } from '../matrix/matrix.ts';
import { turned } from '../matrix/turned.ts';
import { sameBits } from '../number/same-bits.ts';
import { drawFrom, pick } from '../problem/draw/draw.ts';
import type { Multiply } from './asking.ts';
import type { Seen } from './inspection.ts';
import type { AskedBriefly } from './probe.ts';
import type { Room } from './room-for.ts';
import { seeInClasses } from './see-in-classes.ts';
import { orderIn } from './see-order.ts';
import { seeScaling } from './see-scaling.ts';
import { seeSumming } from './see-summing.ts';
import { seePairs } from './see-tables.ts';

/** What can be seen where formats have no room for most probes: the rest is unknown, and why. */
export async function seeBriefly(
  asked: AskedBriefly,
  room: Room | undefined,
  why: string,
): Promise<Omit<Seen, 'calls'>> {
  const hidden = { unknown: why };
  return {
    size: asked.size,
    order: { kind: 'unknown', ...hidden },
    isNormWise: false,
    accumulator: hidden,
    stored: hidden,
    ...(await summingOf(asked, room)),
    repeats: await repeats(asked),
    products: hidden,
    operands: [hidden, hidden],
    subnormals: hidden,
    ...defined({ scaling: await seeScaling(asked, undefined) }),
  };
}

/** As much of it as there is room to see. */
async function summingOf(
  asked: AskedBriefly,
  room: Room | undefined,
): Promise<Partial<Pick<Seen, 'order' | 'accumulator' | 'stored'>>> {
  if (room === undefined) return {};
  if (room.of === 'both') return { order: orderIn(await seeInClasses(asked)) };
  const multiply = room.of === 'left' ? asked.multiply : fromRight(asked.multiply);
  const inLeft = { ...asked, multiply, format: room.format, inLeft: true } as const;
  const { order, accumulator, stored } = await seeSumming(inLeft, await seePairs(inLeft), {
    isPairs: false,
    drops: false,
  });
  return { order, accumulator, stored };
}

/** A·B, for which the transpose of Bᵀ·Aᵀ is asked: the left factor of the one is the right one of the other. */
function fromRight(multiply: Multiply): Multiply {
  return async (A, B) => turned(await multiply(B.T, A.T), [B.cols, A.rows]);
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
