/** Laws that hold by what a subject says, for tests of what settles a failure. */
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { Border } from '../../call/border.ts';
import type { Subject } from '../../contract/subject.ts';
import type { Problem } from '../../problem/problem.ts';
import { fact, type Property, type Question } from '../../property/property.ts';
import type { Change } from '../../verdict/change.ts';
import type { Failure } from '../judge/failure.ts';
import { Settling } from './settling.ts';
import { right, small } from './small-runs.test-setup.ts';
import type { RunningPlan } from './verdict-of.ts';

/** A problem that no plan draws: it is known by its salt. */
export const salt = 99;
export const first: Problem = problemOf([1, 1, 1], {}, salt);
export const smallest: Problem = problemOf([1, 2, 1], {}, salt);

export const failureOn = (problem: Problem): Failure => {
  return { problem, disagreement: { kind: 'fact', where: 'this', expected: 'a', actual: 'b' } };
};

/** It asks for gradients, and holds where it is told so. */
export function lawThat(
  holds: (question: Question) => boolean,
  more: Partial<Property> = {},
): Property {
  return {
    ...{ id: 'purity', cites: 'definition', statement: 'what is asked is so', ...more },
    async *check(question) {
      await question.backward(question.problem);
      yield fact('this', { holds: holds(question), expected: 'a', actual: 'b' });
    },
  };
}

/** It holds on all problems but those that no plan draws, and on these where it is told so. */
export function lawOnFirst(holds: (question: Question) => boolean): Property {
  return lawThat((question) => question.problem.salt !== salt || holds(question));
}

interface Asked {
  readonly subject?: Partial<Subject>;
  readonly failures?: readonly Failure[];
  readonly plan?: RunningPlan;
  readonly settling?: Settling;
}

/** The changes that settle it. */
export function settledBy(property: Property, asked: Asked = {}): Promise<readonly Change[]> {
  const { subject, failures = [failureOn(first), failureOn(smallest)], plan = small() } = asked;
  const { settling = new Settling() } = asked;
  return settling.changesFor(property, new Border({ ...right, ...subject }), { failures, plan });
}
