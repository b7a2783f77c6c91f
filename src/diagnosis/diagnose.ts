import { existingGradients } from '../../claims/existing-gradients.ts';
import type { Border } from '../call/border.ts';
import { type Balls, meet } from '../certified/balls.ts';
import { type Gradients, rightGradients } from '../oracle/right-gradients.ts';
import { type Problem, shapeOf } from '../problem/problem.ts';
import { type Hypothesis, hypotheses } from './hypotheses.ts';

/** A gradient that is wrong, and the known mistakes that give the same one; at least one. */
export interface Diagnosis {
  readonly gradient: 'dX' | 'dW';
  readonly mistakes: readonly Hypothesis[];
}

/**
 * What the subject's answer to `problem` looks like. Nothing, when the answer is right, when it
 * matches no known mistake, or when there is none; batches and empty extents are not diagnosed.
 * With `before`, what is still so of an earlier diagnosis.
 */
export async function diagnose(
  border: Border,
  problem: Problem,
  before: readonly Diagnosis[] = anything,
): Promise<readonly Diagnosis[]> {
  if (problem.batch !== undefined || Object.values(shapeOf(problem)).includes(0)) return [];
  const answer = await answerTo(border, problem);
  if (answer === undefined) return [];
  const existing = existingGradients(border.claims);
  const possible = before.filter(({ gradient }) => existing.includes(gradient));
  return possible.flatMap((each) => matching(each, problem, answer));
}

/** A diagnosis in words: "this dX is what comes out when …". */
export function diagnosisText(found: readonly Diagnosis[]): string | undefined {
  const sentences = found.map(({ gradient, mistakes }) => {
    const words = mistakes.slice(0, 2).map(({ sentence }) => sentence);
    return `this ${gradient} is what comes out when ${words.join(', or when ')}`;
  });
  return sentences.length === 0 ? undefined : sentences.join('; ');
}

const anything: readonly Diagnosis[] = [
  { gradient: 'dX', mistakes: hypotheses },
  { gradient: 'dW', mistakes: hypotheses },
];

/** Nothing, when it throws, or answers with what is no gradient. */
async function answerTo(border: Border, problem: Problem): Promise<Gradients | undefined> {
  try {
    await border.reset();
    return await border.backward(problem);
  } catch {
    return undefined;
  }
}

/** Zeros are exact: an answer that is small beside its radius is not 0 for that. */
function isLike(answer: Balls, guess: Balls): boolean {
  const isZero = guess.entries().every(({ mid, rad }) => mid === 0 && rad === 0);
  return meet(answer, guess) && (!isZero || answer.entries().every(({ mid }) => mid === 0));
}

function matching(
  { gradient, mistakes }: Diagnosis,
  problem: Problem,
  answer: Gradients,
): Diagnosis[] {
  if (meet(answer[gradient], rightGradients(problem)[gradient])) return [];
  const found = mistakes.filter(({ mistaken }) => {
    const guess = mistaken(problem)?.[gradient];
    return guess !== undefined && isLike(answer[gradient], guess);
  });
  return found.length === 0 ? [] : [{ gradient, mistakes: found }];
}
