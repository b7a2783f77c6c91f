import { Adapter } from './adapter.ts';
import type { ModuleLauncher } from './module-launcher.ts';
import { type RemoteSubject, remoteSubject } from './remote-subject.ts';
import { Wire } from './wire.ts';

/**
 * The subject that a module exports, in a realm of its own.
 * @throws GradgateError ADAPTER, when it exports no subject; SubjectCrash, when it does not load
 */
export async function moduleSubject(launcher: ModuleLauncher): Promise<RemoteSubject> {
  const adapter = new Adapter(launcher);
  try {
    const wire = new Wire({ ...(await adapter.introduction()), encodings: 'arrays' }, '');
    return await remoteSubject({ adapter, wire, thread: true });
  } catch (error) {
    await adapter.dispose();
    throw error;
  }
}
