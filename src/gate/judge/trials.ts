import { PreconditionFailure } from 'fast-check';
import type { Disagreement } from './disagreement.ts';
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

  /** While shrinking, a wrong answer, a throw and the end of a process do not become one another. */
  #isOfOtherKind({ disagreement }: Failure): boolean {
    const last = this.failures.at(-1);
    if (last === undefined) return false;
    const [before, now] = [kindOf(last.disagreement), kindOf(disagreement)];
    // A plain problem that throws, too, says more: it does not take the claim.
    return before !== now && !(before === 'claimed throw' && now === 'plain throw');
  }
}

function kindOf(disagreement: Disagreement): 'answer' | 'end' | 'plain throw' | 'claimed throw' {
  if (disagreement.kind !== 'crash') return 'answer';
  const { threw } = disagreement;
  if (threw === undefined) return 'end';
  return Object.keys(threw).length === 0 ? 'plain throw' : 'claimed throw';
}
