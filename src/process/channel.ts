import type { Reply } from './message-from.ts';

/** A request as it travels. */
export interface Asked {
  readonly id: number;
  readonly method: string;
  readonly params: object;
}

/** Who is told what comes from the other side. */
export interface Hearer {
  reply(reply: Reply): void;
  /** What came is no answer, or the way is broken: why, in a sentence. */
  noise(sentence: string): void;
  /** The other side is gone: how, in words that follow "expected an answer, but". */
  ended(how: string): void;
}

/** What carries requests to another side, and its answers back: lines of a process, or a thread. */
export interface Channel {
  readonly alive: boolean;
  /** Resolves when the other side, and all that it started, is gone. */
  readonly gone: Promise<void>;
  /** What of an answer has come whose end has not. */
  readonly unfinished: string;
  /** What the other side last said that was no answer; nothing, when there was none. */
  readonly lastWords: string;
  /** The exit code of a process that has ended. */
  readonly exitCode: number | undefined;
  /** What comes has at most so many numbers. */
  makeRoom(numbers: number): void;
  send(asked: Asked): void;
  /** Hears no more. */
  deafen(): void;
  /** No more is coming: whoever is well-behaved ends. */
  endInput(): void;
  /** Asks it to end, and ends it when it has not after `grace` milliseconds. */
  kill(grace: number): Promise<void>;
}
