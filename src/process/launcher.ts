import { rmSync } from 'node:fs';
import type { Surroundings } from './child.ts';
import { Connection } from './connection.ts';
import { introduce } from './introduce.ts';
import type { Introduction } from './protocol.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** How an adapter is started, and how long it is waited for. */
export interface AdapterOptions extends Surroundings {
  /** How long it may keep silent while it owes an answer, in milliseconds; 10 s when left out. */
  readonly timeout?: number;
  /** The same for its first answer; the longer of 30 s and the timeout when left out. */
  readonly startTimeout?: number;
  /** The version that is told to it. */
  readonly gradgate?: string;
}

/** How long a process may take to end after `shutdown`, in milliseconds. */
export const patience = 1000;

/** Starts the processes of one adapter, which share a folder for files of tensors. */
export class Launcher {
  readonly timeout: number;
  readonly folder = temporaryFolder('gradgate-tensors-');
  readonly #command: string;
  readonly #options: AdapterOptions;

  constructor(command: string, options: AdapterOptions) {
    this.timeout = options.timeout ?? 10_000;
    this.#command = command;
    this.#options = options;
  }

  /** A new process. */
  connect(): Connection {
    const { timeout } = this;
    const startTimeout = this.#options.startTimeout ?? Math.max(30_000, timeout);
    return new Connection(this.#command, { ...this.#options, timeout, startTimeout });
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
