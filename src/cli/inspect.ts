import { randomUUID } from 'node:crypto';
import type { Subject } from '../contract/subject.ts';
import { GradgateError, messageOf } from '../errors.ts';
import { inspect as look } from '../inspect/inspect.ts';
import { inspectionText } from '../inspect/inspection-text.ts';
import { endStrays } from '../process/end-strays.ts';
import { bounded } from './bounded.ts';
import { exitCode } from './exit-code.ts';
import { loadSubject } from './load-subject.ts';
import { complain, say } from './say.ts';
import { showOnStderr } from './show-on-stderr.ts';
import { startingLine } from './starting-line.ts';
import { toLoad } from './to-load.ts';
import type { InspectRequest } from './verbs/request.ts';
import { version } from './version.ts';

/**
 * Prints how a subject sums. Resolves to the exit code: violated, where it answers wrongly.
 * @throws GradgateError ADAPTER and SubjectCrash, where it does not load or does not answer
 */
export async function inspect({ subject, json, ...lengths }: InspectRequest): Promise<number> {
  const mark = randomUUID();
  process.once('exit', () => endStrays(mark));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(exitCode.interrupted));
  }
  let code: number = exitCode.verified;
  const trouble = (error: unknown): void => {
    complain(`The subject threw outside of all calls: ${messageOf(error)}`);
    code = exitCode['not run'];
  };
  const starting = startingLine(subject);
  if (starting !== undefined && !json) say(starting);
  const print = bounded(showOnStderr);
  const loaded = await loadSubject(toLoad(subject, mark), { print, trouble });
  try {
    await told(loaded, { ...lengths, json });
  } catch (error) {
    if (!(error instanceof GradgateError && error.code === 'ANSWER')) throw error;
    complain(error.message);
    code = exitCode.violated;
  } finally {
    await disposed(loaded, trouble);
  }
  return code;
}

async function disposed(subject: Subject, trouble: (error: unknown) => void): Promise<void> {
  try {
    await subject.dispose?.();
  } catch (error) {
    trouble(error);
  }
}

type How = Pick<InspectRequest, 'json' | 'sizes' | 'shapes'>;

async function told(subject: Subject, { json, ...lengths }: How): Promise<void> {
  await subject.begin?.();
  const inspection = await look(subject, lengths);
  if (json) {
    console.log(JSON.stringify({ gradgate: version, ...inspection }, null, 2));
    return;
  }
  say(`gradgate ${version} · ${inspection.subject} (${inspection.numberFormat})\n`);
  say(inspectionText(inspection));
}
