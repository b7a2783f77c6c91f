import { expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';
import { absolute, compare, dyadic, plus, roundedTo, times, toNumber } from '../number/dyadic.ts';
import { drawFrom } from '../problem/draw/draw.ts';
import { certifiedProduct } from './certified-product.ts';

test.each([
  { size: 16, bits: 10, slices: 'one slice' },
  { size: 24, bits: 40, slices: 'two slices' },
  { size: 40, bits: 53, slices: 'three slices' },
])(
  'a product of $slices an operand is the nearest float64, with its distance rounded up',
  (drawn) => {
    const { size, bits } = drawn;
    const draw = drawFrom(size);
    const entry = (): number => draw.integer(-(2 ** bits) + 1, 2 ** bits - 1) * 2 ** -bits;
    const [a, b] = [Matrix.of([size, size], entry), Matrix.of([size, size], entry)];
    const product = certifiedProduct(a, b);
    for (let i = 0; i < size; i += 1) {
      const j = (7 * i) % size;
      const terms = Array.from({ length: size }, (_, p) =>
        times(dyadic(a.at(i, p)), dyadic(b.at(p, j))),
      );
      const exact = terms.reduce(plus);
      const { mid, rad } = product.at(i, j);
      expect(mid).toBe(toNumber(roundedTo(53, exact)));
      const gap = absolute(plus(exact, dyadic(-mid)));
      expect(compare(gap, dyadic(rad))).toBeLessThanOrEqual(0);
      expect(rad === 0 || compare(gap, dyadic(rad - rad * 2 ** -53)) > 0).toBe(true);
    }
  },
);
