import { randomUUID } from 'node:crypto';
import { checkAdapter, type StepResult } from '../process/check-adapter.ts';
import { ProcessLauncher } from '../process/launcher.ts';
import { ModuleLauncher } from '../process/module-launcher.ts';
import { ThreadChannel } from '../process/thread/thread-channel.ts';
import { bounded } from './bounded.ts';
import { exitCode } from './exit-code.ts';
import { say } from './say.ts';
import { showOnStderr } from './show-on-stderr.ts';
import { startingLine } from './starting-line.ts';
import { toLoad } from './to-load.ts';
import type { CheckAdapterRequest } from './verbs/request.ts';
import { version } from './version.ts';

/** Tests the plumbing of an adapter, and prints what came of each step. Resolves to the exit code. */
export async function checkPlumbing({ subject }: CheckAdapterRequest): Promise<number> {
  // Its process, which has a group of its own, is ended at the exit of this one.
  const interrupt = (): never => process.exit(exitCode.interrupted);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupt);
  say(startingLine(subject) ?? '');
  let code: number = exitCode.verified;
  const told = new Set<string>();
  for await (const result of resultsOf(subject)) {
    for (const line of linesOf(result, told)) say(line);
    if (result.outcome === 'failed') told.add(result.reason);
    if (result.outcome === 'failed' && code === 0) code = exitCode[result.conclusion];
  }
  say(
    code === 0
      ? '\nThe plumbing holds. gradgate check, of the same adapter, judges the gradients.'
      : `\nBegin with the first ✗. ${expectations[subject.from]}`,
  );
  return code;
}

const expectations = {
  command: 'docs/protocol.md says what is expected.',
  module: "'Your own library' in the README says what is expected.",
} as const;

function resultsOf(subject: CheckAdapterRequest['subject']): AsyncIterable<StepResult> {
  const asked = toLoad(subject, randomUUID());
  if (asked.from === 'command') {
    return checkAdapter(new ProcessLauncher(asked.command, { ...asked, gradgate: version }));
  }
  if (asked.from !== 'module') throw new Error('the command line lets no other subject through');
  const options = { ...asked, print: bounded(showOnStderr) };
  return checkAdapter(
    new ModuleLauncher((hearer) => new ThreadChannel(options, hearer), asked),
    'arrays',
  );
}

/** What fails for one reason says it once. */
function linesOf(result: StepResult, told: ReadonlySet<string>): string[] {
  switch (result.outcome) {
    case 'passed':
      return [`✓ ${result.title}`, ...(result.note === undefined ? [] : [`    ${result.note}`])];
    case 'skipped':
      return [`– ${result.title}: not asked, ${result.reason}`];
    case 'failed':
      if (told.has(result.reason)) return [`✗ ${result.title}: the same`];
      return [
        `✗ ${result.title}`,
        ...[...result.reason.split('\n'), result.advice].map((line) => `    ${line}`),
      ];
  }
}
