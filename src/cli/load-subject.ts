import { reference } from '../contract/reference.ts';
import type { Subject } from '../contract/subject.ts';
import type { Surroundings } from '../process/child.ts';
import type { ThreadOptions } from '../process/thread/thread-channel.ts';
import type { ToLoad } from './to-load.ts';
import { version } from './version.ts';

/** Who hears of what a subject does beside its answers. */
type Hearers = Pick<ThreadOptions, 'print' | 'trouble'> & Pick<Surroundings, 'watch'>;

/** The subject; but for our own in a thread, page or process. @throws GradgateError; SubjectCrash */
export async function loadSubject(which: ToLoad, hearers: Hearers): Promise<Subject> {
  // Loaded only where it is needed: most of the time of a short run is loading.
  switch (which.from) {
    case 'built-in':
      return reference;
    case 'module': {
      const { threadSubject } = await import('../process/thread/thread-subject.ts');
      return threadSubject({ ...which, ...hearers });
    }
    case 'page': {
      const { browserSubject } = await import('../process/browser/browser-subject.ts');
      return browserSubject({ ...which, ...hearers });
    }
    case 'command': {
      const { stdioSubject } = await import('../process/stdio-subject.ts');
      return stdioSubject(which.command, { ...which, ...hearers, gradgate: version });
    }
  }
}
