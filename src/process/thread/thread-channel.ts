import { Worker } from 'node:worker_threads';
import { messageOf } from '../../errors.ts';
import { isObject } from '../../wire/is-object.ts';
import type { Asked, Channel, Hearer } from '../channel.ts';
import { endStrays } from '../end-strays.ts';
import { kept, lastLines } from '../last-lines.ts';
import { replyFrom } from '../message-from.ts';
import type { ToServe } from './serve-module.ts';

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const served = new URL(`serve-module${extension}`, import.meta.url);

/** From its sources, the thread is started by what loads TypeScript. */
const fromSources = `import('${import.meta.resolve('jiti')}').then(({ createJiti }) =>
  createJiti('${import.meta.url}').import('${served}'))`;

/** What a thread is told, and what its surroundings are. */
export interface ThreadOptions {
  readonly path: string;
  /** The variables that it gets. */
  readonly environment: NodeJS.ProcessEnv;
  /** By which what it starts is known. */
  readonly mark: string;
  /** Told what it prints; without, nobody is. */
  readonly print?: (text: string) => void;
  /** Told what is thrown there outside of all calls; without, it is thrown here so, too. */
  readonly trouble?: (error: Error) => void;
}

/** A thread of this process, which has a realm of its own: nothing of the judge is in its reach. */
export class ThreadChannel implements Channel {
  readonly unfinished = '';
  readonly exitCode = undefined;
  readonly gone: Promise<void>;
  readonly #worker: Worker;
  readonly #hearer: Hearer;
  readonly #trouble: (error: Error) => void;
  #heard = true;
  #alive = true;
  #stderr = '';
  /** Why the thread ends, where that is known. */
  #how = 'its thread ended';

  constructor(options: ThreadOptions, hearer: Hearer) {
    const { path, environment, mark, print, trouble = throwLater } = options;
    this.#hearer = hearer;
    this.#trouble = trouble;
    const workerData: ToServe = { path };
    const settings = { workerData, env: environment, stdout: true, stderr: true };
    this.#worker =
      extension === '.ts'
        ? new Worker(fromSources, { ...settings, eval: true })
        : new Worker(served, settings);
    // What it prints is nobody's answer.
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) {
      stream.on('data', (piece: Buffer) => print?.(piece.toString('utf8')));
    }
    this.#worker.stderr.on('data', (piece: Buffer) => {
      this.#stderr = (this.#stderr + piece.toString('utf8')).slice(-kept);
    });
    this.#worker.on('message', (message: unknown) => this.#take(message));
    this.#worker.on('messageerror', (error) => hearer.noise(messageOf(error)));
    this.#worker.on('error', (error: Error & { code?: unknown }) => {
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#how = memory ? 'its thread ran out of memory' : `its thread ended: ${messageOf(error)}`;
    });
    this.gone = new Promise((resolve) => {
      this.#worker.once('exit', (code) => {
        this.#alive = false;
        endStrays(mark);
        if (this.#heard) hearer.ended(code === 0 ? this.#how : `${this.#how} (exit code ${code})`);
        resolve();
      });
    });
  }

  get alive(): boolean {
    return this.#alive;
  }

  get lastWords(): string {
    return lastLines(this.#stderr);
  }

  makeRoom(): void {
    // The other side refuses what is larger, and what it sends is no text.
  }

  send(asked: Asked): void {
    this.#worker.postMessage(asked);
  }

  deafen(): void {
    this.#heard = false;
  }

  endInput(): void {
    this.#worker.postMessage(null);
  }

  /** A thread cannot be asked to end: it is ended. */
  async kill(): Promise<void> {
    await this.#worker.terminate();
    await this.gone;
  }

  #take(message: unknown): void {
    if (isObject(message) && typeof message['trouble'] === 'string') {
      this.#trouble(new Error(message['trouble']));
      return;
    }
    if (!this.#heard) return;
    const reply = replyFrom(message);
    if (reply !== undefined) this.#hearer.reply(reply);
    else this.#hearer.noise('expected an answer, got another message from its thread.');
  }
}

/** Outside of all calls: whoever runs this process is told. */
function throwLater(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}
