import type { Border } from '../../call/border.ts';
import { SubjectCrash, SubjectThrew, Unasked } from '../../call/subject-crash.ts';
import { GradgateError } from '../../errors.ts';
import { drawFrom } from '../../problem/draw/draw.ts';
import type { Problem } from '../../problem/problem.ts';
import { comparisonsOf } from '../../property/comparisons-of.ts';
import type { Property, Question } from '../../property/property.ts';
import type { Disagreement } from './disagreement.ts';
import { findDisagreement } from './find-disagreement.ts';
import { LeftOut } from './left-out.ts';
import { wayOf } from './way-of.ts';

/** What is asked. */
export interface Asked {
  readonly problem: Problem;
  /** A way to fail, as `wayOf` has it. */
  readonly followed?: string | undefined;
}

/**
 * Checks `property` on one problem, up to the first comparison that disagrees; where a way to fail is
 * followed, up to one that disagrees in that way, if there is one.
 */
export async function ask(
  property: Property,
  border: Border,
  { problem, followed }: Asked,
): Promise<Disagreement | undefined> {
  try {
    await border.reset();
    const held = await border.weights.hold(problem);
    return await firstDisagreement(property, questionOf(border, held), followed);
  } catch (error) {
    return asDisagreement(error);
  }
}

/**
 * The first comparison of the property that disagrees; where a way to fail is followed, the first that
 * does so, if there is one. @throws what the border throws, before any disagrees
 */
export async function firstDisagreement(
  property: Property,
  question: Question,
  followed?: string,
): Promise<Disagreement | undefined> {
  let first: Disagreement | undefined;
  try {
    for await (const comparison of comparisonsOf(property, question)) {
      const disagreement = findDisagreement(comparison);
      if (disagreement === undefined) continue;
      if (followed === undefined || wayOf(disagreement) === followed) return disagreement;
      first ??= disagreement;
    }
  } catch (error) {
    if (first === undefined) throw error;
  }
  return first;
}

/** What a property may ask about `problem`. */
export function questionOf(border: Border, problem: Problem): Question {
  return {
    problem,
    format: border.format,
    formats: border.formats,
    sums: border.sums,
    claims: border.claims,
    draw: drawFrom(problem.salt),
    backward: (other) => border.backward(other),
    ask: (other, variant) => border.ask(other, variant),
    hasForward: border.hasForward,
    forward: (operands) => border.forward(operands),
    hold: (other) => border.hold(other),
    read: (other, call) => border.read(other, call),
    readAgain: (other, call) => border.readAgain(other, call),
  };
}

/** A crash, or an answer that is no gradient, speaks for itself. Anything else is our own bug. */
export function asDisagreement(error: unknown): Disagreement {
  if (error instanceof Unasked) throw new LeftOut(error.message);
  if (error instanceof SubjectThrew) {
    return { kind: 'crash', message: error.message, threw: error.claims };
  }
  if (error instanceof SubjectCrash) return { kind: 'crash', message: error.message };
  if (error instanceof GradgateError && error.code === 'ANSWER') {
    return { kind: 'fact', ...error.mismatch };
  }
  throw error;
}
