import { SubjectCrash, Unasked } from '../call/subject-crash.ts';

/** Restarts of one property. Shrinking a crash takes some dozens. */
const mostRestarts = 200;

/** A run is longer than a property, but an adapter that always hangs must not take hours. */
const propertiesInAll = 6;

/**
 * How often a process may be started again, and how much time may be lost to processes that crash
 * or hang: so much for each property, and so much in all.
 */
export class Allowance {
  readonly #time: number;
  #crashes = 0;
  #lost = 0;
  #lostInAll = 0;

  constructor(timeout: number) {
    this.#time = Math.max(30_000, 3 * timeout);
  }

  /** A property begins. */
  begin(): void {
    this.#crashes = 0;
    this.#lost = 0;
  }

  /** A process is gone, and this many milliseconds with it. */
  spend(time: number): void {
    this.#crashes += 1;
    this.#lost += time;
    this.#lostInAll += time;
  }

  /** @throws SubjectCrash, when enough has been lost; Unasked, when that has been said already */
  check(): void {
    const used = this.#crashes >= mostRestarts || this.#lost > this.#time;
    const usedInAll = this.#lostInAll > propertiesInAll * this.#time;
    if (!used && !usedInAll) return;
    const first = this.#crashes === 0;
    this.#crashes += 1;
    const seconds = Math.round(this.#lostInAll / 1000);
    const sentence = `not asked: ${seconds} s were lost to processes that crashed or hung.`;
    throw first ? new SubjectCrash(sentence) : new Unasked(sentence);
  }
}
