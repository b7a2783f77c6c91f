import type { SubjectCrash } from '../call/subject-crash.ts';
import { Allowance } from './allowance.ts';
import { type Connection, ErrorAnswer } from './connection.ts';
import { type Launcher, patience } from './launcher.ts';
import type { Introduction } from './protocol.ts';

/** A process or thread that is started when something is asked, and again when it crashed. */
export class Adapter {
  readonly allowance: Allowance;
  readonly #launcher: Launcher;
  #connection: Promise<Connection> | undefined;
  #counted: SubjectCrash | undefined;
  #introduction: Introduction | undefined;

  constructor(launcher: Launcher) {
    this.#launcher = launcher;
    this.allowance = new Allowance(launcher.timeout);
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

  /** What is asked next meets a process or thread that has been asked nothing. */
  async renew(): Promise<void> {
    const connection = await this.#connection?.catch(() => undefined);
    this.#connection = undefined;
    await connection?.kill();
  }

  /** Lets it end, and ends it when it does not. Resolves to what it answered, if that is an error. */
  async dispose(): Promise<ErrorAnswer | undefined> {
    const connection = await this.#connection?.catch(() => undefined);
    let failed: ErrorAnswer | undefined;
    if (connection?.failure === undefined) {
      connection?.request('shutdown', {}).catch((error: unknown) => {
        if (error instanceof ErrorAnswer) failed = error; // whatever else: it is ended all the same
      });
      await connection?.close(patience);
    }
    await connection?.gone;
    this.#launcher.dispose();
    return failed;
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
