import { PreconditionFailure } from 'fast-check';
import type { Failure } from './failure.ts';

/** Shrinking stops trying after this many problems; it keeps a run on a slow subject finite. */
const mostTrials = 20_000;

/** What was tried of one property, while fast-check looks for a failure and then for smaller ones. */
export class Trials {
  /** The first failure and every accepted shrink step. */
  readonly failures: Failure[] = [];
  /** Problems that were asked. */
  count = 0;
  /** What our own code threw first. */
  bug: { readonly error: unknown } | undefined;
  readonly #only: boolean;
  #smaller = 0;

  /** `only`: the first problem alone is asked, as fast-check goes on to its siblings. */
  constructor(only: boolean) {
    this.#only = only;
  }

  /** Whether the property holds on what `find` asks; remembers how it fails. */
  async holds(find: () => Promise<Failure | undefined>): Promise<boolean> {
    if (this.#only && this.count > 0) return true;
    if (this.failures.length > 0 && ++this.#smaller > mostTrials) return true;
    this.count += 1;
    const failure = await this.#found(find);
    if (failure === undefined || this.#isOfOtherKind(failure)) return true;
    this.failures.push(failure);
    return false;
  }

  async #found(find: () => Promise<Failure | undefined>): Promise<Failure | undefined> {
    try {
      return await find();
    } catch (error) {
      if (!PreconditionFailure.isFailure(error)) this.bug ??= { error };
      throw error;
    }
  }

  /** While shrinking, a crash must not turn into a wrong answer, nor the other way round. */
  #isOfOtherKind({ disagreement }: Failure): boolean {
    const [first] = this.failures;
    if (first === undefined) return false;
    return (first.disagreement.kind === 'crash') !== (disagreement.kind === 'crash');
  }
}
