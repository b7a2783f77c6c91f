import type { Subject } from '../contract/subject.ts';
import { Adapter } from './adapter.ts';
import { type AdapterOptions, ProcessLauncher } from './launcher.ts';
import { remoteSubject } from './remote-subject.ts';
import { Wire } from './wire.ts';

/** A subject in a process of its own, which has to be disposed of. */
export type StdioSubject = Subject & Required<Pick<Subject, 'begin' | 'dispose'>>;

/**
 * The subject that speaks the protocol on the stdin and stdout of a command. A call that crashes or
 * hangs ends the process, and the next call starts a new one.
 * @throws GradgateError ADAPTER, when there is no such command, or it says what cannot be;
 * SubjectCrash, when it does not say anything
 */
export async function stdioSubject(
  command: string,
  options: AdapterOptions = {},
): Promise<StdioSubject> {
  const adapter = new Adapter(new ProcessLauncher(command, options));
  try {
    const wire = new Wire(await adapter.introduction(), adapter.folder);
    return await remoteSubject({ adapter, wire, thread: false });
  } catch (error) {
    await adapter.dispose();
    throw error;
  }
}
