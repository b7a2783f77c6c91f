/** What a failure has to do with a known one. */
import type { KnownProblem } from '../../verdict/known-failure.ts';
import { isOneDiagnosis, lookOf } from '../../verdict/look-of.ts';
import type { Crashed, Fails, Outcome } from '../../verdict/property-verdict.ts';
import { parseReplay } from './replay.ts';

/** A failure, or a crash. */
export type Found = Fails | Crashed;

/** Whether more than a form is known of a fault, by which others are told from it: it may have many forms. */
export function isTelling({ where, diagnosis }: KnownProblem): boolean {
  return where !== undefined || diagnosis !== undefined;
}

/**
 * Whether a known problem is wrong as it was: of the same result, and by the same formula, where one is known. Of a
 * sequence of calls that is asked alone, none may be: it was seen on the others of its run.
 */
export function isStill({ wrong, diagnosis }: KnownProblem, found: Found): boolean {
  const look = lookOf(found);
  if (look?.wrong !== wrong) return false;
  const { candidates = [], calls } = found.counterexample ?? {};
  const said = look.diagnosis === undefined ? candidates : [look.diagnosis];
  if (said.length === 0 && calls !== undefined) return true;
  return diagnosis === undefined || said.some((each) => isOneDiagnosis(each, diagnosis));
}

export function isFound(outcome: Outcome): outcome is Found {
  return outcome.outcome === 'fails' || outcome.outcome === 'crashed';
}

/** Whether a problem could not be asked at all. */
export function isLeftOut(outcome: Outcome): boolean {
  return outcome.outcome === 'holds weakly' && outcome.runs === 0;
}

export function isLarge({ counterexample }: Found): boolean {
  return counterexample !== undefined && parseReplay(counterexample.replay).profile === 'large';
}

/** Which problem of the run failed first: a path begins with it. */
export function placeOf({ counterexample }: Found): number {
  if (counterexample === undefined) return Number.MAX_SAFE_INTEGER;
  return Number.parseInt(parseReplay(counterexample.replay).path, 10);
}
