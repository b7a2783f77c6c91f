import { SubjectCrash } from '../../call/subject-crash.ts';
import { GradgateError } from '../../errors.ts';
import { Connection, ErrorAnswer, type Patience } from '../connection.ts';
import { introductionFrom } from '../introduce.ts';
import { type Launcher, patienceOf } from '../launcher.ts';
import { mismatchFrom } from '../mismatch-from.ts';
import { type InitializeParams, type Introduction, protocolVersion } from '../protocol.ts';
import { ThreadChannel, type ThreadOptions } from './thread-channel.ts';

/** Starts threads that answer for the subject of one module. */
export class ThreadLauncher implements Launcher {
  readonly timeout: number;
  readonly folder = '';
  readonly #options: ThreadOptions & Partial<Patience>;

  constructor(options: ThreadOptions & Partial<Patience>) {
    this.timeout = patienceOf(options).timeout;
    this.#options = options;
  }

  connect(): Connection {
    return new Connection(
      (hearer) => new ThreadChannel(this.#options, hearer),
      patienceOf(this.#options),
      (method) => `${method} threw`,
    );
  }

  async introduce(connection: Connection): Promise<Introduction> {
    const params: InitializeParams = {
      ...{ protocolVersions: [protocolVersion], gradgate: '', encodings: 'arrays', folder: '' },
    };
    try {
      return introductionFrom(await connection.request('initialize', params), false);
    } catch (error) {
      await connection.kill();
      throw error instanceof ErrorAnswer ? unusable(error) : error;
    }
  }

  dispose(): void {
    // There is no folder.
  }
}

/** Why a module is no subject, or does not load. */
function unusable({ data, words }: ErrorAnswer): Error {
  const mismatch = mismatchFrom(data);
  return mismatch === undefined ? new SubjectCrash(words) : new GradgateError('ADAPTER', mismatch);
}
