import { expect, test } from 'vitest';
import { Matrix } from '../matrix/matrix.ts';
import { absolute, compare, dyadic, plus, roundedTo, times, toNumber } from '../number/dyadic.ts';
import { drawFrom } from '../problem/draw/draw.ts';
import { certifiedProduct } from './certified-product.ts';

/** Of each entry, whether it is the nearest float64, with the least radius there is. */
function expectNearest(a: Matrix, b: Matrix, places: readonly (readonly [number, number])[]): void {
  const product = certifiedProduct(a, b);
  for (const [i, j] of places) {
    const terms = Array.from({ length: a.cols }, (_, p) =>
      times(dyadic(a.at(i, p)), dyadic(b.at(p, j))),
    );
    const exact = terms.reduce(plus);
    const { mid, rad } = product.at(i, j);
    expect(mid).toBe(toNumber(roundedTo(53, exact)));
    const gap = absolute(plus(exact, dyadic(-mid)));
    expect(compare(gap, dyadic(rad))).toBeLessThanOrEqual(0);
    expect(rad === 0 || compare(gap, dyadic(rad - rad * 2 ** -53)) > 0).toBe(true);
  }
}

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
    expectNearest(
      a,
      b,
      Array.from({ length: size }, (_, i) => [i, (7 * i) % size]),
    );
  },
);

test('half way between two float64s what is far below decides, and ties go to the even one', () => {
  const draw = drawFrom(3);
  const sign = (): number => draw.integer(-1, 1);
  const size = 34;
  // Sums about 1, of terms about 2^−53 and 2^−54, and of others far below.
  const row = (): number[] => [1, sign() * 2 ** -26, sign() * 2 ** -27, sign() * 2 ** -58];
  const column = (): number[] => [1, 2 ** -27, sign() * 2 ** -27, sign() * 2 ** -52];
  const [rows, columns] = [row, column].map((own) => Array.from({ length: size }, own));
  const a = Matrix.of([size, size], (i, p) => rows?.[i]?.[p] ?? 0);
  const b = Matrix.of([size, size], (p, j) => columns?.[j]?.[p] ?? 0);
  const places = Array.from(
    { length: size ** 2 },
    (_, at) => [at % size, Math.floor(at / size)] as const,
  );
  expectNearest(a, b, places);
  expectNearest(
    a.map((x) => -x),
    b,
    places,
  );
});
