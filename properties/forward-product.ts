import { forwardBalls } from '../src/oracle/balls-of.ts';
import { inGroups } from '../src/property/in-groups.ts';
import { agree, type Property } from '../src/property/property.ts';

/** The forward pass for itself: of views, of batches however they are joined, and of nothing. */
export const forwardProduct: Property = {
  id: 'forward-product',
  cites: 'definition',
  equation: String.raw`Y = X\,W`,
  statement: 'the forward pass of the subject is Y = X·W, of whatever operands it claims',
  needs: 'forward',
  product: 'Y',
  wants: { joint: 'operands', extent: 17, volume: 400 },

  async *check({ problem, forward, claims }) {
    const judged = inGroups(problem, claims);
    yield agree('Y', judged(await forward(problem)), judged(forwardBalls(problem, undefined)));
  },
};
