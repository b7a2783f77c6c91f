import { defined } from '../defined.ts';
import { checkAdapter, type StepResult } from '../process/check-adapter.ts';
import { exitCode } from './exit-code.ts';
import { say } from './say.ts';
import type { CheckAdapterRequest } from './verbs/request.ts';
import { version } from './version.ts';

/** Tests the plumbing of an adapter, and prints what came of each step. Resolves to the exit code. */
export async function checkPlumbing({ command, timeout }: CheckAdapterRequest): Promise<number> {
  // Its process, which has a group of its own, is ended at the exit of this one.
  const interrupt = (): never => process.exit(exitCode.interrupted);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupt);
  let code: number = exitCode.verified;
  for await (const result of checkAdapter(command, {
    ...defined({ timeout }),
    gradgate: version,
  })) {
    for (const line of linesOf(result)) say(line);
    if (result.outcome === 'failed' && code === 0) code = exitCode[result.conclusion];
  }
  say(
    code === 0
      ? '\nThe plumbing holds. gradgate check, with the same --command, judges the gradients.'
      : '\nBegin with the first ✗. docs/protocol.md says what is expected.',
  );
  return code;
}

function linesOf(result: StepResult): string[] {
  switch (result.outcome) {
    case 'passed':
      return [`✓ ${result.title}`];
    case 'skipped':
      return [`– ${result.title}: not asked, ${result.reason}`];
    case 'failed':
      return [`✗ ${result.title}`, `    ${result.reason}`, `    ${result.advice}`];
  }
}
