import { GradgateError } from '../errors.ts';
import { drawFrom } from '../problem/draw.ts';
import type { Problem } from '../problem/problem.ts';
import type { Property, Question } from '../property/property.ts';
import { type Border, SubjectCrash } from '../subject/border.ts';
import type { Disagreement } from './disagreement.ts';
import { findDisagreement } from './find-disagreement.ts';

/** Checks `property` on one problem, up to the first comparison that disagrees. */
export async function ask(
  property: Property,
  border: Border,
  problem: Problem,
): Promise<Disagreement | undefined> {
  try {
    for await (const comparison of property.check(questionOf(border, problem))) {
      const disagreement = findDisagreement(comparison);
      if (disagreement !== undefined) return disagreement;
    }
    return undefined;
  } catch (error) {
    return asDisagreement(error);
  }
}

function questionOf(border: Border, problem: Problem): Question {
  return {
    problem,
    format: border.format,
    deterministic: border.claims.deterministic ?? false,
    plainSums: border.claims.algorithm !== 'strassen',
    draw: drawFrom(problem.salt),
    backward: (other) => border.backward(other),
    forward: (operands) => border.forward(operands),
    call: (other) => border.call(other),
    read: (other, answer) => border.read(other, answer),
  };
}

/** A crash, or an answer that is no gradient, speaks for itself. Anything else is our own bug. */
function asDisagreement(error: unknown): Disagreement {
  if (error instanceof SubjectCrash) return { kind: 'crash', message: error.message };
  if (error instanceof GradgateError && error.code === 'ANSWER') {
    return { kind: 'fact', ...error.mismatch };
  }
  throw error;
}
