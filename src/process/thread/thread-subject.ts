import type { Patience } from '../connection.ts';
import { ModuleLauncher } from '../module-launcher.ts';
import { moduleSubject } from '../module-subject.ts';
import type { RemoteSubject } from '../remote-subject.ts';
import { ThreadChannel, type ThreadOptions } from './thread-channel.ts';

/**
 * The subject that a module exports, in a thread of its own. A call that crashes or hangs ends the
 * thread, and the next call starts a new one.
 * @throws GradgateError ADAPTER, when it exports no subject; SubjectCrash, when it does not load
 */
export function threadSubject(options: ThreadOptions & Partial<Patience>): Promise<RemoteSubject> {
  return moduleSubject(new ModuleLauncher((hearer) => new ThreadChannel(options, hearer), options));
}
