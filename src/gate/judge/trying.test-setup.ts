import { problemOf } from '../../../properties/heard.test-setup.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Disagreement } from './disagreement.ts';
import type { Failure } from './failure.ts';
import type { ShrinkBudget } from './shrink-budget.ts';
import { Trials, type TrialsOptions } from './trials.ts';

export const problem = problemOf([1, 1, 1], {});
const enough: ShrinkBudget = { calls: 1000, milliseconds: 1e6 };

export function failing(disagreement: Disagreement, ran?: readonly boolean[]): Failure {
  return { problem, disagreement, ...(ran && { ran }) };
}

/** Something that is not so, for tests. */
export function wrong(where = 'dX'): Failure {
  return failing({ kind: 'fact', where, expected: 'this', actual: 'that' });
}

/** The end of a process; a throw, where it rests on these claims. */
export function crash(message: string, threw?: { readonly bias?: true }): Failure {
  return failing({ kind: 'crash', message, ...(threw && { threw }) });
}

/** Trials of a right subject, and the failures that they tell of, for tests. */
export function trying(options: Partial<TrialsOptions> = {}) {
  const border = new Border(reference);
  const failed: Failure[] = [];
  const trials = new Trials(border, {
    ...{ only: false, shrinks: true, budgetFor: () => enough },
    failed: (failure) => failed.push(failure),
    ...options,
  });
  return { border, failed, trials };
}

/** What finds this failure, each time. */
export function found(failure: Failure) {
  return async (): Promise<Failure> => failure;
}
