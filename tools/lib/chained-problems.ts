import * as fc from 'fast-check';
import { Matrix } from '../../src/matrix/matrix.ts';
import { drawShape, type ShapeLimits } from '../../src/problem/draw/draw-shape.ts';
import type { Problem } from '../../src/problem/problem.ts';
import type { Shape } from '../../src/problem/shape.ts';

/**
 * Problems the way one puts them together from fast-check's own parts: extents, chained to three
 * arrays of the right lengths, with fast-check's shrinking of all of it.
 */
export function chainedProblems(limits: ShapeLimits): fc.Arbitrary<Problem> {
  return new Shapes(limits).chain(({ m, n, k }) =>
    fc.record({ X: entries(m * n), W: entries(n * k), dY: entries(m * k) }).map(({ X, W, dY }) => ({
      X: Matrix.over<'m', 'n'>(m, n, X),
      W: Matrix.over<'n', 'k'>(n, k, W),
      dY: Matrix.over<'m', 'k'>(m, k, dY),
      salt: 0, // what it seeds plays no part in equations 1 and 2
    })),
  );
}

/** The magnitudes our own `wide` entries go up to: products of two of them, summed, stay finite. */
const largest = 2 ** 405;

function entries(length: number): fc.Arbitrary<Float64Array> {
  const lengths = { minLength: length, maxLength: length };
  const values = { min: -largest, max: largest, noNaN: true, noDefaultInfinity: true };
  return fc.float64Array({ ...lengths, ...values });
}

/**
 * The shapes our own arbitrary draws, from the same random numbers, so that comparisons are about
 * the entries and the shrinking; shrunk as fast-check shrinks a record of extents.
 */
class Shapes extends fc.Arbitrary<Shape> {
  readonly #limits: ShapeLimits;
  readonly #record: fc.Arbitrary<Shape>;

  constructor(limits: ShapeLimits) {
    super();
    const extent = fc.integer({ min: 1, max: limits.extent });
    this.#limits = limits;
    this.#record = fc.record({ m: extent, n: extent, k: extent });
  }

  override generate(random: fc.Random): fc.Value<Shape> {
    const draw = { integer: (min: number, max: number) => random.nextInt(min, max) };
    return new fc.Value(drawShape(draw, this.#limits), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Shape {
    return this.#record.canShrinkWithoutContext(value);
  }

  override shrink(shape: Shape, context: unknown): fc.Stream<fc.Value<Shape>> {
    return this.#record.shrink(shape, context);
  }
}
