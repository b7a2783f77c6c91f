/** Gradients that are added up, or asked for alone, from public reports. */
import { at } from '../../src/at.ts';
import type { Fault } from './fault.ts';
import { wrongGemm, wrongWhole } from './wrong-parts.ts';

export const accumulation: readonly Fault[] = [
  wrongGemm(
    {
      name: 'adjoint-overwrites',
      story: 'a gradient that is there is overwritten instead of added to',
      trigger: 'a destination that has a gradient already',
      caughtBy: 'destinations',
      thread: 'https://github.com/NVIDIA/warp/issues/168',
    },
    (product, right) => right({ ...product, accumulate: false }),
  ),
  wrongWhole(
    {
      name: 'matmul-same-var',
      story: 'of a variable that is both operands, the second contribution overwrites the first',
      trigger: 'X is W',
      caughtBy: 'shared-operand',
      thread: 'https://github.com/PaddlePaddle/Paddle/issues/11977',
    },
    (given, right) => {
      const { shared, ...options } = given.options ?? {};
      if (shared !== 'X·X') return right(given);
      const { dW } = right({ ...given, options });
      return dW === undefined ? {} : { dX: dW };
    },
  ),
  wrongGemm(
    {
      name: 'addto-midsize-fanout',
      story: 'when an operand is used five to seven times, its first contribution is lost',
      trigger: 'an operand is joined to six members',
      caughtBy: 'broadcast-reduction',
      thread: 'https://github.com/apache/mxnet/issues/17989',
    },
    (product, right) => {
      const { accumulate, member, members } = product;
      const lost = accumulate && member === 1 && members >= 5 && members <= 7;
      right(lost ? { ...product, accumulate: false } : product);
    },
  ),
  wrongWhole(
    {
      name: 'only-weight-needs-grad',
      story: 'when dW is asked for alone, the list of kept operands has W where X is looked for',
      trigger: 'dW is asked for alone',
      caughtBy: 'requested-gradients',
      thread: 'https://github.com/Oneflow-Inc/oneflow/issues/5944',
    },
    (given, right) => {
      const { wants } = given.options ?? {};
      if (wants?.join() !== 'dW') return right(given);
      const [m, n] = given.X.shape;
      const { data } = given.W;
      const X = Float64Array.from({ length: (m ?? 1) * (n ?? 1) }, (_, i) =>
        at(data, i % data.length),
      );
      return right({ ...given, X: { shape: given.X.shape, data: X } });
    },
  ),
];
