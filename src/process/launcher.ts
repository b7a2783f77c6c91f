import { rmSync } from 'node:fs';
import type { Surroundings } from './child.ts';
import { Connection, type Patience } from './connection.ts';
import { introduce } from './introduce.ts';
import { LineChannel } from './line-channel.ts';
import type { Introduction } from './protocol.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** How an adapter is started, and how long it is waited for. */
export interface AdapterOptions extends Surroundings, Partial<Patience> {
  /** The version that is told to it. */
  readonly gradgate?: string;
}

/** How long a process may take to end after `shutdown`, in milliseconds. */
export const patience = 1000;

/** Starts the processes or threads of one adapter. */
export interface Launcher {
  readonly timeout: number;
  /** Where files of tensors are. */
  readonly folder: string;
  connect(): Connection;
  /** Who it is; it is ended when it does not say. @throws GradgateError, SubjectCrash */
  introduce(connection: Connection): Promise<Introduction>;
  dispose(): void;
}

/** How long is waited for an answer: 10 s, and for the first at least 30 s, where nothing is said. */
export function patienceOf({ timeout = 10_000, startTimeout }: Partial<Patience>): Patience {
  return { timeout, startTimeout: startTimeout ?? Math.max(30_000, timeout) };
}

/** Starts the processes of a command, which share a folder for files of tensors. */
export class ProcessLauncher implements Launcher {
  readonly timeout: number;
  readonly folder = temporaryFolder('gradgate-tensors-');
  readonly #command: string;
  readonly #options: AdapterOptions;

  constructor(command: string, options: AdapterOptions) {
    this.timeout = patienceOf(options).timeout;
    this.#command = command;
    this.#options = options;
  }

  /** A new process. */
  connect(): Connection {
    const [command, options] = [this.#command, this.#options];
    return new Connection(
      (hearer) => new LineChannel(command, hearer, options),
      patienceOf(options),
    );
  }

  /** Who the process is; it is ended when it does not say. @throws GradgateError, SubjectCrash */
  async introduce(connection: Connection): Promise<Introduction> {
    const { gradgate = 'unknown' } = this.#options;
    const about = { command: this.#command, folder: this.folder, gradgate };
    try {
      return await introduce(connection, about);
    } catch (error) {
      await connection.kill();
      throw error;
    }
  }

  /** Removes the shared folder. */
  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
