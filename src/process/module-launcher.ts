import { SubjectCrash } from '../call/subject-crash.ts';
import { GradgateError } from '../errors.ts';
import type { Channel, Hearer } from './channel.ts';
import { Connection, ErrorAnswer, type Patience } from './connection.ts';
import { introductionFrom } from './introduce.ts';
import { type Launcher, patienceOf } from './launcher.ts';
import { mismatchFrom } from './mismatch-from.ts';
import { type InitializeParams, type Introduction, protocolVersion } from './protocol.ts';

/** Starts threads or pages that answer for the subject of one module. */
export class ModuleLauncher implements Launcher {
  readonly timeout: number;
  readonly folder = '';
  readonly #open: (hearer: Hearer) => Channel;
  readonly #patience: Patience;

  constructor(open: (hearer: Hearer) => Channel, patience: Partial<Patience>) {
    this.#open = open;
    this.#patience = patienceOf(patience);
    this.timeout = this.#patience.timeout;
  }

  connect(): Connection {
    return new Connection(this.#open, this.#patience, (method) => `${method} threw`);
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
