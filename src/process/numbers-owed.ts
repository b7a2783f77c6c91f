import type { Given, Operands } from '../contract/subject.ts';
import { shapeOfProduct, sizeOf } from '../matrix/strided.ts';

/** How many numbers the answer to `backward` may have: gradients, and what storage holds after it. */
export function numbersOwed({ X, W, dY, options: { into } = {} }: Given): number {
  const gradients = [X, W, dY].map(({ shape }) => sizeOf(shape));
  const db = Math.max(1, dY.shape.at(-1) ?? 1); // dY and all operands may be empty, and db not
  const stored = [X, W, dY, into?.dX, into?.dW].map((operand) => operand?.data.length ?? 0);
  return [...gradients, db, ...stored].reduce((sum, count) => sum + count);
}

/** The same for `forward` and `record`. */
export function numbersOfProduct(operands: Operands): number {
  return Math.max(...shapesOfProduct(operands).map(sizeOf));
}

/** What Y may be: X·W, or X·Wᵀ where W is held so; of groups, each row times one matrix of W. */
export function shapesOfProduct({ X, W, groups }: Operands): number[][] {
  const one = groups === undefined ? W.shape : W.shape.slice(1);
  return ([undefined, 'out×in'] as const).map((weight) => shapeOfProduct(X.shape, one, weight));
}
