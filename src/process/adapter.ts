import type { SubjectCrash } from '../call/subject-crash.ts';
import { Allowance } from './allowance.ts';
import type { Connection } from './connection.ts';
import { type AdapterOptions, Launcher, patience } from './launcher.ts';
import type { Introduction } from './protocol.ts';

/** A command that is started when something is asked, and again when it crashed. */
export class Adapter {
  readonly allowance: Allowance;
  readonly #launcher: Launcher;
  #connection: Promise<Connection> | undefined;
  #counted: SubjectCrash | undefined;
  #introduction: Introduction | undefined;

  constructor(command: string, options: AdapterOptions = {}) {
    this.#launcher = new Launcher(command, options);
    this.allowance = new Allowance(this.#launcher.timeout);
  }

  /** Where files of tensors are. */
  get folder(): string {
    return this.#launcher.folder;
  }

  /** Who it is, asked of a process that is started for it. @throws GradgateError, SubjectCrash */
  async introduction(): Promise<Introduction> {
    if (this.#introduction === undefined) await this.connection();
    if (this.#introduction === undefined) throw new Error('an adapter has introduced itself');
    return this.#introduction;
  }

  /**
   * A request to the process, or to a new one when the last is gone. Its answer has at most so many
   * numbers. @throws SubjectCrash
   */
  async request(method: string, params: object, numbers = 0): Promise<unknown> {
    const started = performance.now();
    const connection = await this.connection();
    try {
      return await connection.request(method, params, numbers);
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
    this.#launcher.dispose();
  }

  async #start(): Promise<Connection> {
    const started = performance.now();
    const connection = this.#launcher.connect();
    try {
      this.#introduction = await this.#launcher.introduce(connection);
      return connection;
    } catch (error) {
      this.#count(connection, performance.now() - started);
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
