import type { RunnerTask, RunnerTestCase, RunnerTestFile, TestError } from 'vitest';
import { bearingOf } from '../verdict/bearing-of.ts';
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
    test.result = { ...test.result, state: 'fail', errors: [errorOf(reason)] };
  }
}

/** The same of a file whose worker died before it had any test. */
export function failEmpty(files: readonly RunnerTestFile[], why: string): void {
  for (const file of files) {
    if (file.result?.state === 'fail' || testsIn(file).length > 0) continue;
    file.result = { ...file.result, state: 'fail', errors: [errorOf(why)] };
  }
}

function errorOf(reason: string): TestError {
  const message = printable(reason);
  return { name: 'Error', message, stack: message }; // where in gradgate it was found helps nobody
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
