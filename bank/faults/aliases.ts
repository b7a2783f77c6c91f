/** Destinations that are operands, and operands that change, from public reports. */
import type { Given } from '../../src/contract/subject.ts';
import type { Fault } from './fault.ts';
import { wrongParts, wrongWhole } from './wrong-parts.ts';

/** Whether dX goes over X, and dW over W. */
function isAliased({ X, options: { into } = {} }: Given): boolean {
  return into !== undefined && into.dX.data === X.data;
}

export const aliases: readonly Fault[] = [
  wrongWhole(
    {
      name: 'out-aliases-input',
      story: 'a destination is cleared first, also when it is an operand',
      trigger: 'dX is written over X',
      caughtBy: 'aliased-destinations',
      thread: 'https://github.com/numpy/numpy/issues/8440',
    },
    (given, right) => {
      const { into } = given.options ?? {};
      if (into && !into.accumulate && into.dX.data === given.X.data) into.dX.data.fill(0);
      return right(given);
    },
  ),
  wrongParts(
    {
      name: 'saved-view-mutated',
      story: 'the forward pass keeps X and W themselves, and does not notice when they change',
      trigger: 'X or W changes between forward and backward',
      caughtBy: 'history-independence',
      thread: 'https://github.com/pytorch/pytorch/issues/197887',
    },
    { save: (operand) => operand },
  ),
  wrongWhole(
    {
      name: 'matvec-out-aliases',
      story:
        'the product of a matrix and a vector clears its destination, also when it is the vector',
      trigger: 'dW is written over W, and k = 1',
      caughtBy: 'aliased-destinations',
      thread: 'https://github.com/numpy/numpy/pull/31150',
    },
    (given, right) => {
      if (isAliased(given) && given.W.shape[1] === 1) given.W.data.fill(0);
      return right(given);
    },
  ),
  wrongWhole(
    {
      name: 'inplace-ok-only-small-square',
      story: 'only the path for small square operands copies them before they are overwritten',
      trigger: 'dX is written over X, which is not square or is large',
      caughtBy: 'aliased-destinations',
      thread: 'https://github.com/JuliaLang/julia/issues/13593',
    },
    (given, right) => {
      const [m = 0, n = 0] = given.X.shape;
      if (isAliased(given) && (m !== n || m > 3)) given.X.data.fill(0);
      return right(given);
    },
  ),
];
