import { SubjectCrash, SubjectThrew } from '../call/subject-crash.ts';
import type { Channel, Hearer } from './channel.ts';
import type { Reply } from './message-from.ts';
import { shortened } from './shortened.ts';

export interface Patience {
  /** How long an adapter may keep silent while it owes an answer, in milliseconds. */
  readonly timeout: number;
  /** The same for its first answer: to start takes its time. */
  readonly startTimeout: number;
}

/** The other side answered a request with an error. */
export class ErrorAnswer extends SubjectThrew {
  readonly code: number;
  /** Its own message. */
  readonly words: string;
  readonly data: unknown;

  constructor(saying: string, { code, message, data }: NonNullable<Reply['error']>) {
    super(`${saying}: ${message}`);
    this.code = code;
    this.words = message;
    this.data = data;
  }
}

interface Pending {
  readonly method: string;
  /** How many bytes its answer may have. */
  readonly numbers: number;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** How long the other side is asked politely to end. */
const grace = 200;

/**
 * Requests to one process or thread, and its answers. The first thing that is not an answer ends it:
 * nothing that comes afterwards could be trusted to be the answer to what it says.
 */
export class Connection {
  readonly #channel: Channel;
  /** What is said of an error that a method was answered with. */
  readonly #saying: (method: string, code: number) => string;
  #timeout: number;
  readonly #patience: number;
  readonly #pending = new Map<number, Pending>();
  #asked = 0;
  /** When something was last heard, or first asked. */
  #progress = 0;
  #timer: NodeJS.Timeout | undefined;
  #failure: SubjectCrash | undefined;
  #closing = false;

  constructor(
    open: (hearer: Hearer) => Channel,
    { timeout, startTimeout }: Patience,
    saying = (method: string, code: number) => `${method} answered with error ${code}`,
  ) {
    this.#timeout = startTimeout;
    this.#patience = timeout;
    this.#saying = saying;
    this.#channel = open({
      reply: (reply) => this.#take(reply),
      noise: (sentence) => this.#fail(sentence),
      ended: (how) => this.#ended(how),
    });
  }

  /** Why nothing more can be asked, if so. */
  get failure(): SubjectCrash | undefined {
    return this.#failure;
  }

  /** Resolves when the other side, and all that it started, is gone. */
  get gone(): Promise<void> {
    return this.#channel.gone;
  }

  /** What the other side last said that was no answer. */
  get lastWords(): string {
    return this.#channel.lastWords;
  }

  /** The exit code of a process that has ended. */
  get exitCode(): number | undefined {
    return this.#channel.exitCode;
  }

  /**
   * Asks, without waiting for earlier answers. The answer has at most so many numbers.
   * @throws SubjectCrash, ErrorAnswer
   */
  request(method: string, params: object, numbers = 0): Promise<unknown> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    this.#asked += 1;
    const id = this.#asked;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { method, numbers, resolve, reject });
    });
    this.#makeRoom();
    if (this.#pending.size === 1) this.#awaitProgress();
    this.#channel.send({ id, method, params });
    return answer;
  }

  /** Ends the input; and the process, unless that ends it in time. Resolves to whether it did. */
  async close(patience: number): Promise<boolean> {
    this.#closing = true;
    this.#channel.endInput();
    let polite = true;
    const timer = setTimeout(() => {
      polite = false;
      this.kill();
    }, patience);
    await this.gone;
    clearTimeout(timer);
    return polite;
  }

  kill(): Promise<void> {
    return this.#channel.kill(grace);
  }

  #take(reply: Reply): void {
    if (this.#failure !== undefined) return;
    const { id, error } = reply;
    const pending = id === null ? undefined : this.#pending.get(id);
    if (id === null || pending === undefined) {
      this.#fail(this.#unasked(reply));
      return;
    }
    this.#pending.delete(id);
    this.#makeRoom();
    this.#hasStarted();
    if (this.#pending.size > 0) this.#awaitProgress();
    if (error === undefined) pending.resolve(reply.result);
    else {
      pending.reject(new ErrorAnswer(this.#saying(pending.method, error.code), error));
    }
  }

  /** What comes may be as long as the longest answer that is owed. */
  #makeRoom(): void {
    this.#channel.makeRoom(Math.max(0, ...[...this.#pending.values()].map((p) => p.numbers)));
  }

  /** What is wrong about an answer that belongs to no request. */
  #unasked({ id, error }: Reply): string {
    if (id === null) {
      const words = error === undefined ? '' : `: ${shortened(error.message)}`;
      return `expected the id of a request in every answer, got null${words}.`;
    }
    return id <= this.#asked && id > 0
      ? `expected one answer to a request, got a second one with id ${id}.`
      : `expected an answer with the id of a request, got id ${id}, which was not asked.`;
  }

  /** An adapter that owes answers has to give one in time, counted from its last. */
  #awaitProgress(): void {
    this.#progress = performance.now();
    this.#timer ??= setTimeout(() => this.#look(), this.#timeout).unref();
  }

  /** From its first answer on, an adapter has less time. */
  #hasStarted(): void {
    if (this.#timeout === this.#patience) return;
    this.#timeout = this.#patience;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Whether an answer is late, and when to look again if not. */
  #look(): void {
    this.#timer = undefined;
    if (this.#pending.size === 0) return;
    const left = this.#progress + this.#timeout - performance.now();
    if (left > 0) this.#timer = setTimeout(() => this.#look(), Math.ceil(left)).unref();
    // What has arrived while this process was busy is read before anyone is called late.
    else setImmediate(() => setImmediate(() => this.#hangIfLate()));
  }

  #hangIfLate(): void {
    if (this.#pending.size === 0) return;
    if (this.#progress + this.#timeout > performance.now()) this.#look();
    else this.#hang();
  }

  #hang(): void {
    const [{ method } = { method: 'a request' }] = this.#pending.values();
    const time = `${this.#timeout / 1000} s`;
    const begun = this.#channel.unfinished;
    this.#fail(
      begun === ''
        ? `${method}: expected an answer within ${time}, got none.`
        : `${method}: expected an answer within ${time}, got the beginning of a line, ` +
            `${shortened(begun)}, without an end: write a newline, and flush.`,
    );
  }

  #ended(how: string): void {
    const [{ method } = { method: 'the next request' }] = this.#pending.values();
    const idle = this.#pending.size === 0 && this.#channel.unfinished === '';
    if (this.#closing && idle) return; // as it should
    this.#fail(`${method}: expected an answer, but ${how}.`);
  }

  /** Nobody is answered any more, and the process is ended. */
  #fail(sentence: string): void {
    if (this.#failure !== undefined) return;
    this.#channel.deafen();
    const { lastWords } = this;
    const stderr = lastWords === '' ? '' : ` Its last lines on stderr: ${lastWords}`;
    this.#failure = new SubjectCrash(`${sentence}${stderr}`);
    for (const { reject } of this.#pending.values()) reject(this.#failure);
    this.#pending.clear();
    if (this.#channel.alive) void this.kill();
  }
}
