import { PreconditionFailure } from 'fast-check';
import { at } from '../../at.ts';
import type { Border } from '../../call/border.ts';
import { defined } from '../../defined.ts';
import type { Shrinking } from '../../verdict/counterexample.ts';
import type { Disagreement } from './disagreement.ts';
import type { Failure } from './failure.ts';
import { LeftOut } from './left-out.ts';
import { withCommands } from './replay-path-of.ts';
import type { ShrinkBudget } from './shrink-budget.ts';
import { wayOf } from './way-of.ts';

/** How problems are tried. */
export interface TrialsOptions<Found extends Tried = Failure> {
  /** The first problem alone is asked, as fast-check goes on to its siblings. */
  readonly only: boolean;
  /** Smaller ones are looked for. */
  readonly shrinks: boolean;
  /** Whether a problem that fails is passed over, as its failure is known. */
  readonly aside?: ((failure: Found) => boolean) | undefined;
  /** Problems before this one, counted from 0, are passed over. */
  readonly from?: number | undefined;
  /** What may be spent once there is a failure. */
  readonly budgetFor: (first: Found) => ShrinkBudget;
  /** Told of the first failure, and of every smaller one. */
  readonly failed: (failure: Found) => void;
  /** Told of every problem that is asked. */
  readonly asked?: Asking | undefined;
  /** Told what came of each; of one that was left out, `left out`. */
  readonly tried?: ((came: Found | 'left out' | undefined, shrinking: boolean) => void) | undefined;
}

/** Told how many problems have been asked, of how many; or of smaller ones, since one failed. */
export type Asking = (asked: number, of: number | 'smaller ones') => void;

/** What is looked at of a failure. */
type Tried = Pick<Failure, 'disagreement' | 'ran'>;

/** What was tried of one property, while fast-check looks for a failure and then for smaller ones. */
export class Trials<Found extends Tried = Failure> {
  /** The first failure and every accepted shrink step. */
  readonly failures: Found[] = [];
  /** Problems that were asked. */
  count = 0;
  /** Problems that are to be asked, where all hold. */
  planned = 0;
  /** What our own code threw first. */
  bug: { readonly error: unknown } | undefined;
  readonly #border: Border;
  readonly #options: TrialsOptions<Found>;
  /** fast-check's path to the last failure: which of the problems offered failed, each time. */
  readonly #path: number[] = [];
  #offered = 0;
  #left = 0;
  #passed = 0;
  #why: string | undefined;
  #search:
    | { readonly calls: number; readonly time: number; readonly budget: ShrinkBudget }
    | undefined;
  #ended: 'out of calls' | 'out of time' | undefined;
  /** Smaller problems that fail in another way. */
  #otherwise = 0;

  constructor(border: Border, options: TrialsOptions<Found>) {
    this.#border = border;
    this.#options = options;
  }

  /** Whether the property holds on what `find` asks; remembers how it fails. */
  async holds(find: () => Promise<Found | undefined>): Promise<boolean> {
    const place = this.#offered++;
    if (this.#options.only && this.count > 0) return true;
    this.count += 1;
    if (this.failures.length === 0 && place < (this.#options.from ?? 0)) return true;
    if (this.#search === undefined) this.#options.asked?.(this.runs, this.planned);
    else this.#options.asked?.(this.#spent, 'smaller ones');
    const shrinking = this.#search !== undefined;
    const failure = await this.#found(find);
    this.#options.tried?.(failure, shrinking);
    if (failure === undefined || this.#isOther(failure)) return true;
    if (this.failures.length === 0 && this.#options.aside?.(failure)) return true;
    this.failures.push(failure);
    this.#path.push(place);
    this.#offered = 0;
    this.#search ??= {
      calls: this.#border.calls,
      time: performance.now(),
      budget: this.#options.budgetFor(failure),
    };
    this.#options.failed(failure);
    return false;
  }

  /** The problem that is offered is not asked; those after it have the places that they have in any case. */
  passOver(): true {
    this.#offered += 1;
    if (this.failures.length === 0) this.#passed += 1;
    return true;
  }

  /** Problems up to the first failure, or all of them, but for those that were left out. */
  get runs(): number {
    const asked = this.failures.length === 0 ? this.count : at(this.#path, 0) + 1 - this.#passed;
    return asked - this.#left;
  }

  /** Why problems were left out before any failed; nothing, where none was. */
  get unasked(): string | undefined {
    return this.#why;
  }

  /** How the first failure fails, which smaller ones must do as well; nothing before there is one. */
  get followed(): string | undefined {
    const [first] = this.failures;
    return first && wayOf(first.disagreement);
  }

  /** The path of the last failure, as a replay token has it. */
  get path(): string {
    return withCommands(this.#path.join(':'), this.failures);
  }

  /** Whether nothing smaller is to be tried any more: a budget is spent, or our own code threw. */
  get isOver(): boolean {
    if (this.bug !== undefined) return true;
    if (!this.#options.shrinks || this.#search === undefined) return false;
    const { time, budget } = this.#search;
    if (this.#spent >= budget.calls) this.#ended ??= 'out of calls';
    else if (performance.now() - time >= budget.milliseconds) this.#ended ??= 'out of time';
    return this.#ended !== undefined;
  }

  /** How the search for a smaller problem ended, once it has; nothing, where there was none. */
  get shrinking(): Shrinking | undefined {
    if (!this.#options.shrinks || this.#search === undefined) return undefined;
    const after = this.#ended && this.#search.budget.after;
    const otherwise = this.#otherwise === 0 ? undefined : this.#otherwise;
    const ended = this.#ended ?? 'nothing smaller fails';
    return { ended, calls: this.#spent, ...defined({ otherwise, after }) };
  }

  /** Calls since the first failure. */
  get #spent(): number {
    return this.#border.calls - (this.#search?.calls ?? 0);
  }

  async #found(find: () => Promise<Found | undefined>): Promise<Found | undefined> {
    try {
      return await find();
    } catch (error) {
      if (PreconditionFailure.isFailure(error)) this.#leaveOut(error);
      else this.bug ??= { error };
      throw error;
    }
  }

  #leaveOut(error: unknown): void {
    this.#options.tried?.('left out', this.#search !== undefined);
    if (this.failures.length > 0) return;
    this.#left += 1;
    if (error instanceof LeftOut) this.#why = error.why;
  }

  /** While shrinking, one fault must not turn into another: a crash into a wrong answer, say. */
  #isOther({ disagreement }: Tried): boolean {
    const last = this.failures.at(-1);
    if (last === undefined) return false;
    const sameWay = this.followed === wayOf(disagreement);
    if (sameWay && mayFollow(last.disagreement, disagreement)) return false;
    this.#otherwise += 1;
    return true;
  }
}

/**
 * A wrong answer, a throw and the end of a process do not become one another. A plain problem that
 * throws, too, says more than one that needs a claim: it does not take the claim.
 */
function mayFollow(last: Disagreement, next: Disagreement): boolean {
  const [before, now] = [kindOf(last), kindOf(next)];
  return before === now || (before === 'claimed throw' && now === 'plain throw');
}

function kindOf(disagreement: Disagreement): 'answer' | 'end' | 'plain throw' | 'claimed throw' {
  if (disagreement.kind !== 'crash') return 'answer';
  const { threw } = disagreement;
  if (threw === undefined) return 'end';
  return Object.keys(threw).length === 0 ? 'plain throw' : 'claimed throw';
}
