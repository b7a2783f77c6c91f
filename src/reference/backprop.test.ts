import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formats } from '../number/formats.ts';
import { problems } from '../problem/problems.ts';
import { gradW, gradX, stackRows } from './backprop.ts';

const exact = problems({
  format: formats.float64,
  extent: 6,
  volume: 100,
  kinds: ['tiny', 'middle', 'saturating'],
});

test('(1) is what the proof builds row by row and column by column', () => {
  const same = fc.property(exact, ({ W, dY }) => {
    const steps = stackRows(dY, W).map((value) => value + 0); // −0 and 0 are the same sum
    expect(steps.toArray()).toEqual(
      gradX(dY, W)
        .map((value) => value + 0)
        .toArray(),
    );
  });
  fc.assert(same, { seed: 1 });
});

test('(2) is (1) of the transposed product', () => {
  const same = fc.property(exact, ({ X, dY }) => {
    // dWᵀ = dYᵀ·X is (1) with dYᵀ for dY and Xᵀ for W.
    // SAFETY: only the names of the axes change, the extents fit.
    const transposed = gradX(dY.T as never, X.T as never).T;
    expect([...gradW(X, dY).toArray()]).toEqual([...transposed.toArray()]);
  });
  fc.assert(same, { seed: 1 });
});
