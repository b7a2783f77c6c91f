import { twoSum } from '../certified/error-free.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { isOf } from '../number/round.ts';
import type { TensorFormats } from '../number/tensor-formats.ts';
import type { Arithmetics } from '../oracle/arithmetic.ts';
import { forwardRadii } from '../oracle/radii-of.ts';
import { rightForward } from '../oracle/right-gradients.ts';
import type { Problem } from '../problem/problem.ts';
import { Unasked } from './subject-crash.ts';

interface Known {
  readonly arithmetics: Arithmetics;
  readonly formats: TensorFormats;
}

/**
 * The target T of f = ½‖Y − T‖² for which ∂f/∂Y = Y − T is dY: T = X·W − dY. Nothing is rounded where no sum of X·W
 * can be, and T and dY are numbers of the formats of Y and dY: a difference that is a number is not rounded (IEEE
 * 754-2019, §4.3). So a right layer multiplies by dY itself.
 * @throws Unasked, where something may be rounded
 */
export function targetFor(problem: Problem, { arithmetics, formats }: Known): Matrix<'m', 'k'> {
  const { Y: radii } = forwardRadii(problem, arithmetics);
  const Y = rightForward(problem);
  return problem.dY.map((entry, i, j) => {
    const [target, lost] = twoSum(Y.mid.at(i, j), -entry);
    const isExact = lost === 0 && radii.at(i, j) === 0;
    const areNumbers = [target, entry].every(
      (value) => isOf(value, formats.Y) && isOf(value, formats.dY),
    );
    if (!isExact || !areNumbers) throw new Unasked('the target of this dY is rounded');
    return target;
  });
}
