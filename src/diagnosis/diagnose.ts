import type { Border } from '../call/border.ts';
import { meet } from '../certified/balls.ts';
import { type Gradients, rightGradients } from '../oracle/right-gradients.ts';
import { type Problem, shapeOf } from '../problem/problem.ts';
import { hypotheses } from './hypotheses.ts';

/**
 * What the subject's answer to `problem` looks like: the known mistakes that give the same dX or dW.
 * Nothing, when the answer is right, when it matches no known mistake, or when there is none; batches
 * and empty extents are not diagnosed.
 */
export async function diagnose(border: Border, problem: Problem): Promise<string | undefined> {
  if (problem.batch !== undefined || Object.values(shapeOf(problem)).includes(0)) return undefined;
  const answer = await border.backward(problem).catch(() => undefined);
  if (answer === undefined) return undefined;
  const sentences = (['dX', 'dW'] as const).flatMap((name) => diagnoseOne(name, problem, answer));
  return sentences.length === 0 ? undefined : sentences.join('; ');
}

function diagnoseOne(name: keyof Gradients, problem: Problem, answer: Gradients): string[] {
  if (meet(answer[name], rightGradients(problem)[name])) return [];
  const matching = hypotheses.filter(({ mistaken }) => {
    const guess = mistaken(problem)?.[name];
    return guess !== undefined && meet(answer[name], guess);
  });
  const [first, second] = matching.map(({ sentence }) => sentence);
  if (first === undefined) return [];
  const other = second === undefined ? '' : `, or when ${second}`;
  return [`this ${name} is what comes out when ${first}${other}`];
}
