/** Factors and addends of a product, from public reports. */
import { Matrix } from '../../src/matrix/matrix.ts';
import type { Fault } from './fault.ts';
import { wrongWhole } from './wrong-parts.ts';

export const epilogue: readonly Fault[] = [
  wrongWhole(
    {
      name: 'fusion-drops-alpha-beta',
      story: 'the fused kernel that a pattern is replaced by has no α and no β',
      trigger: 'α or β is not 1',
      caughtBy: 'scaling',
      thread: 'https://github.com/pytorch/pytorch/pull/121953',
    },
    (given, right) => {
      const { alpha, beta, ...options } = given.options ?? {};
      const fused = { ...(alpha === undefined ? {} : { alpha: 1 }) };
      const addend = { ...(beta === undefined ? {} : { beta: 1 }) };
      return right({ ...given, options: { ...options, ...fused, ...addend } });
    },
  ),
  wrongWhole(
    {
      name: 'bias-row-only',
      story:
        'only the first row of a matrix that is added is ever used, so it gets the whole gradient',
      trigger: 'β is not 0 and m > 1',
      caughtBy: 'scaling',
      thread: 'https://github.com/flagos-ai/FlagGems/pull/553',
    },
    (given, right) => {
      const answer = right(given);
      if (!answer.dC) return answer;
      const { shape, data } = answer.dC;
      const [m = 0, k = 0] = shape;
      const dC = Matrix.over(m, k, Float64Array.from(data));
      const sums = dC.map((_, i, j) =>
        i > 0
          ? 0
          : dC
              .columnRange(j, j + 1)
              .toArray()
              .reduce((sum, entry) => sum + entry, 0),
      );
      return { ...answer, dC: { shape, data: sums.toArray() } };
    },
  ),
];
