/** The random numbers of PyTorch and NumPy where their checkers fix the seed, bit for bit. */
import { mersenne } from 'pure-rand/generator/mersenne';

/** Random numbers, one a call. */
export type Source = () => number;

/**
 * `torch.rand` with a `torch.Generator()` that nobody seeded: float32 numbers in [0, 1), 24 bits of
 * each output. Its seed is 67280421310721, of which the generator takes the low 32 bits.
 * https://github.com/pytorch/pytorch/blob/main/c10/core/GeneratorImpl.h
 */
export function torchRand(): Source {
  const generator = mersenne(Number(67280421310721n & 0xffffffffn));
  return () => (generator.next() & 0xffffff) / 2 ** 24;
}

/**
 * `numpy.random.RandomState(seed).randn()`: Marsaglia's polar method on doubles of 53 bits, the
 * second of each pair first.
 * https://github.com/numpy/numpy/blob/main/numpy/random/src/legacy/legacy-distributions.c
 */
export function numpyRandn(seed: number): Source {
  const generator = mersenne(seed);
  const double = () => {
    const [high, low] = [generator.next() >>> 5, generator.next() >>> 6];
    return (high * 2 ** 26 + low) / 2 ** 53;
  };
  const kept: number[] = [];
  return () => {
    for (;;) {
      const ready = kept.pop();
      if (ready !== undefined) return ready;
      const [x, y] = [2 * double() - 1, 2 * double() - 1];
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      kept.push(factor * x, factor * y);
    }
  };
}
