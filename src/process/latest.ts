import { inWords } from '../errors.ts';
import { errorCodes } from './protocol.ts';
import { MethodError } from './serve.ts';

/** The latest so many things that were kept, by their number. */
export class Latest<T> {
  readonly #most: number;
  readonly #kept = new Map<number, T>();
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Keeps it, and tells its number; the oldest is let go. */
  keep(thing: T): number {
    this.#count += 1;
    this.#kept.set(this.#count, thing);
    this.#kept.delete(this.#count - this.#most);
    return this.#count;
  }

  /** @throws MethodError, when nothing is kept under this number */
  get(where: string, number: unknown): T {
    const thing = this.#kept.get(Number(number));
    if (thing !== undefined) return thing;
    throw new MethodError(errorCodes.params, `${where}: nothing is kept under ${inWords(number)}`);
  }

  clear(): void {
    this.#kept.clear();
  }
}
