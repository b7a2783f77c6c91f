/** What is claimed, and then refused with an error: from public reports. */
import type { Given } from '../../src/contract/subject.ts';
import type { About, Fault } from './fault.ts';
import { wrongWhole } from './wrong-parts.ts';

/** The right library, which throws where `refuses` has a message. */
export function refusing(about: About, refuses: (given: Given) => string | undefined): Fault {
  return wrongWhole(about, (given, right) => {
    const message = refuses(given);
    if (message !== undefined) throw new Error(message);
    return right(given);
  });
}

export const refused: readonly Fault[] = [
  refusing(
    {
      name: 'broadcast-backward-throws',
      story: 'the forward pass joins batch axes, and the backward pass cannot sum over them',
      trigger: 'W has batch axes, and X has one more',
      caughtBy: 'broadcast-reduction',
      thread: 'https://github.com/PaddlePaddle/Paddle/issues/75020',
    },
    ({ X, W }) => {
      const [ofX, ofW] = [X.shape.length - 2, W.shape.length - 2];
      if (ofW < 1 || ofX <= ofW) return undefined;
      return '(InvalidArgument) expected 2 batch axes, but got 3';
    },
  ),
  refusing(
    {
      name: 'empty-backward-throws',
      story: 'a product of no rows is passed on to gemm, which refuses its leading dimension',
      trigger: 'm = 0',
      caughtBy: 'empty-extents',
      thread: 'https://github.com/pytorch/pytorch/issues/34202',
    },
    ({ X, options }) => {
      const m = options?.transX ? X.shape.at(-1) : X.shape.at(-2);
      return m === 0 ? 'gemm: argument ldb must be positive, but got 0' : undefined;
    },
  ),
  refusing(
    {
      name: 'lone-stride-throws',
      story:
        'an axis of extent 1 with a stride that nobody uses is taken for a matrix without a unit stride',
      trigger: 'an extent of 1 with an unusual stride',
      caughtBy: 'layout-independence',
      thread: 'https://github.com/Theano/Theano/pull/2008',
    },
    ({ X, W, dY }) => {
      const odd = [X, W, dY].some(({ shape, strides }) => {
        const [inner, outer] = [strides?.at(-1), strides?.at(-2)];
        return shape.at(-1) === 1 && inner !== 1 && outer !== 1 && strides !== undefined;
      });
      return odd ? 'some matrix has no unit stride' : undefined;
    },
  ),
];
