import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SubjectCrash } from '../call/subject-crash.ts';
import { Allowance } from './allowance.ts';
import type { Surroundings } from './child.ts';
import { Connection } from './connection.ts';
import { introduce } from './introduce.ts';
import type { Introduction } from './protocol.ts';

export interface AdapterOptions extends Surroundings {
  /** How long it may keep silent while it owes an answer, in milliseconds; 10 s when left out. */
  readonly timeout?: number;
  /** The same for its first answer; the longer of 30 s and the timeout when left out. */
  readonly startTimeout?: number;
  /** The longest line it may write, in bytes; 256 MiB when left out. */
  readonly longest?: number;
  /** The version that is told to it. */
  readonly gradgate?: string;
}

/** How long a process may take to end after `shutdown`. */
const patience = 1000;

/** A command that is started when something is asked, and again when it crashed. */
export class Adapter {
  readonly command: string;
  readonly timeout: number;
  readonly folder: string;
  readonly allowance: Allowance;
  readonly #options: AdapterOptions;
  #connection: Promise<Connection> | undefined;
  #counted: SubjectCrash | undefined;
  #introduction: Introduction | undefined;

  constructor(command: string, options: AdapterOptions = {}) {
    this.command = command;
    this.#options = options;
    this.timeout = options.timeout ?? 10_000;
    this.allowance = new Allowance(this.timeout);
    this.folder = mkdtempSync(join(tmpdir(), 'gradgate-tensors-'));
  }

  /** Who it is, asked of a process that is started for it. @throws GradgateError, SubjectCrash */
  async introduction(): Promise<Introduction> {
    if (this.#introduction === undefined) await this.connection();
    if (this.#introduction === undefined) throw new Error('an adapter has introduced itself');
    return this.#introduction;
  }

  /** A request to the process, or to a new one when the last is gone. @throws SubjectCrash */
  async request(method: string, params: object): Promise<unknown> {
    const started = performance.now();
    const connection = await this.connection();
    try {
      return await connection.request(method, params);
    } catch (error) {
      this.#count(connection, performance.now() - started);
      throw error;
    }
  }

  /** The process that is asked now. */
  async connection(): Promise<Connection> {
    const now = await this.#connection?.catch(() => undefined);
    if (now !== undefined && now.failure === undefined) return now;
    if (now?.failure !== undefined && now.failure !== this.#counted) {
      this.#count(now, 0);
      throw now.failure; // it failed while nothing was asked, and nobody has been told
    }
    if (this.#connection !== undefined) {
      await now?.gone;
      this.allowance.check();
    }
    this.#connection = this.#start();
    return this.#connection;
  }

  /** Lets it end, and ends it when it does not. */
  async dispose(): Promise<void> {
    const connection = await this.#connection?.catch(() => undefined);
    if (connection?.failure === undefined) {
      connection?.request('shutdown', {}).catch(() => {}); // it is ended all the same
      await connection?.close(patience);
    }
    await connection?.gone;
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #start(): Promise<Connection> {
    const { gradgate = 'unknown', ...options } = this.#options;
    const { command, folder, timeout } = this;
    const { startTimeout = Math.max(30_000, timeout) } = options;
    const started = performance.now();
    const connection = new Connection(command, { ...options, timeout, startTimeout });
    try {
      this.#introduction = await introduce(connection, { command, folder, gradgate });
      return connection;
    } catch (error) {
      this.#count(connection, performance.now() - started);
      await connection.kill();
      throw error;
    }
  }

  /** Once a process, however many requests were waiting for it. */
  #count({ failure }: Connection, time: number): void {
    if (failure === undefined || failure === this.#counted) return;
    this.#counted = failure;
    this.allowance.spend(time);
  }
}
