import { defined } from '../defined.ts';
import type { Seen } from './inspection.ts';
import type { Asked } from './probe.ts';
import { type Errors, seeErrors } from './see-errors.ts';
import { seeOperandBits, seeOperands } from './see-operands.ts';
import { seeProducts } from './see-products.ts';
import { seeScaling } from './see-scaling.ts';
import { seeSubnormals } from './see-subnormals.ts';
import { seeSumming } from './see-summing.ts';
import { seePairs } from './see-tables.ts';
import type { Below } from './tree.ts';

/** What is seen of a product whose masks told `told`; how often it was asked is for the caller to count. */
export async function see(asked: Asked, told: Below | undefined): Promise<Omit<Seen, 'calls'>> {
  const errors = await seeErrors(asked);
  if (errors.isNormWise) return normWise(asked.size, errors);
  // Where operands are reduced to float16, there is no room for the larger masks.
  const below = told ?? (asked.format.as === 'float8' ? told : await seePairs(asked));
  const subnormals = await seeSubnormals(asked);
  const { width, triple, ...summing } = await seeSumming(asked, below, {
    isPairs: told === undefined,
    drops: subnormals.below !== undefined,
  });
  const bits = await seeOperandBits(asked);
  return {
    size: asked.size,
    ...summing,
    ...errors,
    products: await seeProducts(asked, triple, { width, operandBits: Math.min(...bits) }),
    operands: await seeOperands(asked, bits, width),
    subnormals,
    ...defined({ scaling: await seeScaling(asked, width) }),
  };
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
