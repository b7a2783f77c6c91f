import { PreconditionFailure } from 'fast-check';
import { neededBy } from '../../../claims/needed-by.ts';
import { Border } from '../../call/border.ts';
import type { Claims, Given } from '../../contract/subject.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Property } from '../../property/property.ts';
import { watched } from '../evidence/watched.ts';
import { ask } from '../judge/ask.ts';
import type { Disagreement } from '../judge/disagreement.ts';
import type { Failure } from '../judge/failure.ts';
import { listening } from './listening.ts';
import { areSmall } from './small-numbers.ts';

/** A problem on which a property fails, and what is asked of the subject there. */
export interface Heard extends Failure {
  /** What it must claim to be asked each question; nothing is known of a sequence. */
  readonly needed: readonly Claims[];
  /** Whether numbers come that are so small that they, their products or sums may be flushed. */
  readonly areSmall: boolean;
  /** The largest number that comes; 0 of a sequence. */
  readonly largest: number;
}

/** Asks a problem that failed again, and listens. */
export async function heardIn(
  property: Property,
  border: Border,
  failure: Failure,
): Promise<Heard> {
  const { problem, calls } = failure;
  if (calls !== undefined) {
    const small = calls.some(({ problem: { X, W, dY } }) =>
      areSmall([X.toArray(), W.toArray(), dY.toArray()], border.format),
    );
    return { ...failure, needed: [], areSmall: small, largest: 0 };
  }
  const needed: Claims[] = [];
  let [small, largest] = [false, 0];
  const heard = (given: Given): void => {
    const { X, W, dY } = given;
    needed.push(neededBy(given));
    const operands = [X.data, W.data, dY.data];
    small ||= areSmall(operands, border.format);
    for (const data of operands)
      for (const entry of data) largest = Math.max(largest, Math.abs(entry) || 0);
  };
  await disagreementOn(
    property,
    new Border(listening(border.subject, heard), border.claims),
    problem,
  );
  return { ...failure, needed, areSmall: small, largest };
}

/** How a property fails on a problem; nothing, where it holds. */
export async function disagreementOn(
  property: Property,
  border: Border,
  problem: Problem,
): Promise<Disagreement | 'not asked' | undefined> {
  let compared = 0;
  const counting = watched(property, () => {
    compared += 1;
  });
  try {
    const found = await ask(counting, border, { problem });
    return found === undefined && compared === 0 ? 'not asked' : found;
  } catch (error) {
    if (PreconditionFailure.isFailure(error)) return 'not asked';
    throw error;
  }
}
