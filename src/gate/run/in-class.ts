import { meets } from '../../diagnosis/meets.ts';
import { traitsOf } from '../../diagnosis/traits.ts';
import type { KnownProblem } from '../../verdict/known-failure.ts';
import { wrongWords } from '../../verdict/look-of.ts';
import { encodeDisagreement } from '../judge/encode-disagreement.ts';
import type { Failure } from '../judge/failure.ts';

/** Whether a problem fails in the way of a known failure, and is of the class of which that is known. */
export function inClass(
  { wrong, where }: KnownProblem,
  { problem, disagreement, calls }: Failure,
): boolean {
  if (where === undefined || calls !== undefined) return false;
  const message = disagreement.kind === 'crash' ? disagreement.message : '';
  if (wrongWords(encodeDisagreement(disagreement) ?? { kind: 'crash', message }) !== wrong) {
    return false;
  }
  const traits = traitsOf(problem);
  const holding = where.flatMap((words) => (words.startsWith('not ') ? words.slice(4) : []));
  // What holds meets all of its condition: to be outside of it, a problem lacks one thing of it.
  const isOutside = holding.length === 0 || holding.some((words) => !meets(words, traits));
  return isOutside && where.every((words) => words.startsWith('not ') || meets(words, traits));
}
