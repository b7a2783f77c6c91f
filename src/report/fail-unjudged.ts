import type { RunnerTask, RunnerTestCase } from 'vitest';
import { bearingOf } from '../verdict/conclude.ts';
import { reasonOf } from '../verdict/reason-of.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { oneLine, printable } from '../wire/printable.ts';

/**
 * Makes failures of tests that are none to vitest, although their property was not judged: those of a
 * worker that died have no result, and other reporters would count them as nothing.
 */
export function failUnjudged(tasks: readonly RunnerTask[], verdicts: readonly Verdict[]): void {
  for (const test of tasks.flatMap(testsIn)) {
    if (test.result?.state === 'fail' || test.result?.state === 'skip') continue;
    const reason = unjudged(test, verdicts);
    if (reason === undefined) continue;
    const message = printable(reason);
    test.result = {
      ...test.result,
      state: 'fail',
      errors: [{ name: 'Error', message, stack: message }],
    };
  }
}

function testsIn(task: RunnerTask): RunnerTestCase[] {
  return task.type === 'suite' ? task.tasks.flatMap(testsIn) : [task];
}

/** Why a test of ours says nothing about the subject; nothing of other tests, and of those that do. */
function unjudged(test: RunnerTestCase, verdicts: readonly Verdict[]): string | undefined {
  const verdict = verdicts.find(({ run }) => oneLine(run.subject) === test.suite?.name);
  if (verdict === undefined) return undefined;
  if (test.name.startsWith('canaries: ')) {
    return verdict.canaries === undefined ? 'not judged: the run ended before' : undefined;
  }
  const property = verdict.properties.find(({ id }) => test.name.startsWith(`${id}: `));
  if (property === undefined || bearingOf(property) !== 'not run') return undefined;
  return reasonOf(property);
}
