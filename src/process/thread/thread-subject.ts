import { Adapter } from '../adapter.ts';
import type { Patience } from '../connection.ts';
import { type RemoteSubject, remoteSubject } from '../remote-subject.ts';
import { Wire } from '../wire.ts';
import type { ThreadOptions } from './thread-channel.ts';
import { ThreadLauncher } from './thread-launcher.ts';

/**
 * The subject that a module exports, in a thread of its own. A call that crashes or hangs ends the
 * thread, and the next call starts a new one.
 * @throws GradgateError ADAPTER, when it exports no subject; SubjectCrash, when it does not load
 */
export async function threadSubject(
  options: ThreadOptions & Partial<Patience>,
): Promise<RemoteSubject> {
  const adapter = new Adapter(new ThreadLauncher(options));
  try {
    const wire = new Wire({ ...(await adapter.introduction()), encodings: 'arrays' }, '');
    return await remoteSubject({ adapter, wire, thread: true });
  } catch (error) {
    await adapter.dispose();
    throw error;
  }
}
