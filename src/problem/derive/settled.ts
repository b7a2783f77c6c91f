import { givenAxes } from '../batch.ts';
import { type Layout, liesDense } from '../layout.ts';
import { type Layouts, type Problem, shapeOf } from '../problem.ts';

/** The problem without the layouts that lie dense at its shape: what is called a view is one. */
export function settled(problem: Problem): Problem {
  const { layouts, ...rest } = problem;
  if (layouts === undefined) return problem;
  const shapes = operandShapes(problem);
  const views = Object.entries(layouts).filter(([name, layout]: [string, Layout]) => {
    // SAFETY: Object.entries forgets the key type.
    return !liesDense(shapes[name as keyof Layouts], layout);
  });
  return views.length === 0 ? rest : { ...rest, layouts: Object.fromEntries(views) };
}

/** The shapes in which operands and gradients are given, batch axes in front. */
export function operandShapes(problem: Problem): Record<keyof Layouts, readonly number[]> {
  const { batch } = problem;
  const { m, n, k } = shapeOf(problem);
  const [X, W] = [
    [...givenAxes(batch, 'X'), m, n],
    [...givenAxes(batch, 'W'), n, k],
  ];
  return { X, W, dY: [...givenAxes(batch, 'dY'), m, k], dX: X, dW: W };
}
