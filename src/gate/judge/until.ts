import * as fc from 'fast-check';

/** An arbitrary that offers nothing smaller any more from when `isOver`; values are as they were. */
export function until<T>(isOver: () => boolean, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return new Until(isOver, arbitrary);
}

class Until<T> extends fc.Arbitrary<T> {
  readonly #isOver: () => boolean;
  readonly #arbitrary: fc.Arbitrary<T>;

  constructor(isOver: () => boolean, arbitrary: fc.Arbitrary<T>) {
    super();
    this.#isOver = isOver;
    this.#arbitrary = arbitrary;
  }

  override generate(random: fc.Random, bias: number | undefined): fc.Value<T> {
    return this.#arbitrary.generate(random, bias);
  }

  override canShrinkWithoutContext(value: unknown): value is T {
    return this.#arbitrary.canShrinkWithoutContext(value);
  }

  override shrink(value: T, context: unknown): fc.Stream<fc.Value<T>> {
    return this.#arbitrary.shrink(value, context).takeWhile(() => !this.#isOver());
  }
}
