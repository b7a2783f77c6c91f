import { constants } from 'node:os';
import { SubjectCrash } from '../call/subject-crash.ts';
import { Child, type Ended, type Surroundings } from './child.ts';
import { LineReader, LineTooLong, roomFor } from './line-reader.ts';
import { messageFrom, type Reply } from './message-from.ts';
import { shortened } from './shortened.ts';

export interface ConnectionOptions extends Surroundings {
  /** How long an adapter may keep silent while it owes an answer, in milliseconds. */
  readonly timeout: number;
  /** The same for its first answer: to start takes its time. */
  readonly startTimeout: number;
}

/** An adapter answered a request with an error. */
export class ErrorAnswer extends SubjectCrash {
  readonly code: number;

  constructor(message: string, code: number) {
    super(message);
    this.code = code;
  }
}

interface Pending {
  readonly method: string;
  /** How many bytes its answer may have. */
  readonly room: number;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** How long a process is asked politely to end. */
const grace = 200;

/**
 * Requests to one process, and its answers. The first thing that is not an answer ends it: nothing
 * that comes afterwards could be trusted to be the answer to what it says.
 */
export class Connection {
  readonly #child: Child;
  #timeout: number;
  readonly #patience: number;
  readonly #pending = new Map<number, Pending>();
  readonly #lines = new LineReader(roomFor(0));
  #asked = 0;
  /** When something was last heard, or first asked. */
  #progress = 0;
  #timer: NodeJS.Timeout | undefined;
  #failure: SubjectCrash | undefined;
  #closing = false;
  /** How the process ended, once it has. */
  end: Ended | undefined;

  constructor(command: string, options: ConnectionOptions) {
    const { timeout, startTimeout } = options;
    this.#timeout = startTimeout;
    this.#patience = timeout;
    const listener = {
      out: (piece: Buffer) => this.#read(piece),
      ended: (how: Ended) => this.#ended(how),
    };
    this.#child = new Child(command, listener, options);
  }

  /** Why nothing more can be asked, if so. */
  get failure(): SubjectCrash | undefined {
    return this.#failure;
  }

  /** Resolves when the process and its group are gone. */
  get gone(): Promise<void> {
    return this.#child.gone;
  }

  /** What the process last said on stderr. */
  get lastWords(): string {
    return this.#child.lastWords();
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
      this.#pending.set(id, { method, room: roomFor(numbers), resolve, reject });
    });
    this.#makeRoom();
    if (this.#pending.size === 1) this.#awaitProgress();
    this.#child.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    return answer;
  }

  /** Ends the input; and the process, unless that ends it in time. Resolves to whether it did. */
  async close(patience: number): Promise<boolean> {
    this.#closing = true;
    this.#child.endInput();
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
    return this.#child.kill(grace);
  }

  #read(piece: Buffer): void {
    try {
      for (const line of this.#lines.push(piece)) {
        if (this.#failure === undefined) this.#take(line);
      }
    } catch (error) {
      if (!(error instanceof LineTooLong)) throw error;
      const most = `${Math.round(this.#lines.longest / 2 ** 20)} MiB`;
      this.#fail(`expected lines of at most ${most} on stdout, got a longer one.`);
    }
  }

  #take(line: string): void {
    const message = messageFrom(line);
    if (message.kind === 'noise') {
      this.#fail(message.complaint);
      return;
    }
    const { reply } = message;
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
      const { code, message: words } = error;
      pending.reject(
        new ErrorAnswer(`${pending.method} answered with error ${code}: ${words}`, code),
      );
    }
  }

  /** A line may be as long as the longest answer that is owed. */
  #makeRoom(): void {
    this.#lines.longest = Math.max(roomFor(0), ...[...this.#pending.values()].map((p) => p.room));
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
    const begun = this.#lines.unfinished(200);
    this.#fail(
      begun === ''
        ? `${method}: expected an answer within ${time}, got none.`
        : `${method}: expected an answer within ${time}, got the beginning of a line, ` +
            `${shortened(begun)}, without an end: write a newline, and flush.`,
    );
  }

  #ended(how: Ended): void {
    this.end = how;
    const [{ method } = { method: 'the next request' }] = this.#pending.values();
    const begun = this.#lines.unfinished(200);
    if (this.#closing && this.#pending.size === 0 && begun === '') return; // as it should
    const midway = begun === '' ? '' : `, in the middle of a line, ${shortened(begun)}`;
    this.#fail(`${method}: expected an answer, but the process ${endOf(how)}${midway}.`);
  }

  /** Nobody is answered any more, and the process is ended. */
  #fail(sentence: string): void {
    if (this.#failure !== undefined) return;
    this.#child.deafen();
    const words = this.#child.lastWords();
    const stderr = words === '' ? '' : ` Its last lines on stderr: ${words}`;
    this.#failure = new SubjectCrash(`${sentence}${stderr}`);
    for (const { reject } of this.#pending.values()) reject(this.#failure);
    this.#pending.clear();
    if (this.#child.alive) void this.kill();
  }
}

/** A shell says by a code from 128 on that its command was ended by a signal. */
function endOf({ code, signal }: Ended): string {
  const number = (code ?? 0) - 128;
  const [name = signal] =
    Object.entries(constants.signals).find(([, value]) => value === number) ?? [];
  return name === null ? `ended with exit code ${code}` : `was ended by ${name}`;
}
