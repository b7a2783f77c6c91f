import { defined } from '../../defined.ts';
import { triedIn } from '../../verdict/count.ts';
import {
  isStale,
  type KnownFailure,
  type KnownProblem,
  type KnownState,
} from '../../verdict/known-failure.ts';
import { isAlike, lookOf } from '../../verdict/look-of.ts';
import type { Knowing, OurBug, Outcome, Tried } from '../../verdict/property-verdict.ts';
import type { Failure } from '../judge/failure.ts';
import { type Found, isFound, isLarge, isLeftOut, isStill, isTelling, placeOf } from './found.ts';
import { inClass } from './in-class.ts';

/** So many failures that are known by their look are shrunk, at most, before the rest is left. */
const most = 3;

/** How a property is asked. */
export interface Judging {
  /** All its problems from this one on, counted from 0, without those whose failure is set aside. */
  readonly judge: (asking: Asking) => Promise<Outcome>;
  /** The smallest problem of a known failure, alone. */
  readonly again: (problem: KnownProblem) => Promise<Outcome>;
  /** What a run can say of the list: one problem says nothing, large ones and rounds not everything. */
  readonly scope: 'all' | 'rounds' | 'counted rounds' | 'large' | 'one problem';
  readonly strict?: true | undefined;
}

interface Asking {
  readonly from: number;
  readonly aside: (failure: Failure) => boolean;
}

/**
 * Judges a property some of whose failures are known. The problem of each is asked first. Where it fails still, and as
 * it is known to, problems of its class that are wrong in the same way are passed over. What fails beside them is
 * shrunk: it is known where it looks the same, and new otherwise.
 */
export async function judgeKnowing(
  known: readonly KnownFailure[],
  judging: Judging,
): Promise<Outcome & Knowing> {
  const search = new Search(known, judging);
  const found = await search.news(await search.outcome());
  const outcome = search.bug ?? found;
  const states = judging.scope === 'one problem' ? [] : await search.states(outcome);
  return { ...outcome, ...(states.length > 0 && { known: states }) };
}

class Search {
  readonly #known: readonly KnownFailure[];
  readonly #judging: Judging;
  readonly #met = new Set<KnownFailure>();
  /** What came of asking the problems of known failures alone. */
  readonly #asked = new Map<KnownProblem, Outcome>();
  /** Problems that failed as it is known. */
  #failures = 0;
  /** Whether the run came to its end, and did not stop at a failure. */
  #areAllAsked = false;
  /** What our own code threw on any of all these problems: then nothing is said about the subject. */
  bug: OurBug | undefined;

  constructor(known: readonly KnownFailure[], judging: Judging) {
    this.#known = known;
    this.#judging = judging;
  }

  async outcome(): Promise<Outcome> {
    const { scope, judge } = this.#judging;
    const live = await this.#live();
    const aside = (failure: Failure): boolean => {
      const met = live.find(({ problem }) => problem !== undefined && inClass(problem, failure));
      if (met === undefined) return false;
      this.#met.add(met);
      this.#failures += 1;
      return true;
    };
    let found: Found | undefined;
    for (let [from, shrunk] = [0, 0]; ; shrunk += 1) {
      const next = this.#noting(await judge({ from, aside }));
      this.#areAllAsked = !isFound(next) && !isLeftOut(next);
      if (!isFound(next)) return found ? this.#knownToFail(found, 'all asked') : this.#rest(next);
      const failure = await this.#explaining(next);
      if (failure === undefined) return this.#unlike(next);
      this.#met.add(failure);
      found ??= next;
      if (failure.problem === undefined) return this.#knownToFail(found);
      this.#failures += 1;
      const isLast = shrunk + 1 === most || (scope !== 'all' && scope !== 'large');
      const { kept, calls } = next.counterexample ?? {};
      // Sequences of calls have no class, by which another failure would be told from this one; and a large problem
      // has no place among the others.
      const isEnd = kept || calls !== undefined || (scope === 'all' && isLarge(next));
      if (isLast || !isTelling(failure.problem) || isEnd)
        return this.#knownToFail(found, 'not all asked');
      from = placeOf(next) + 1;
    }
  }

  /** Those whose own problem fails still. */
  async #live(): Promise<KnownFailure[]> {
    const live: KnownFailure[] = [];
    if (this.#judging.scope === 'one problem') return live;
    for (const failure of this.#known) {
      if ((await this.#fails(failure)) !== undefined) live.push(failure);
    }
    return live;
  }

  /** Where all that was asked holds: a known failure may be so rare that only its own problem has it. */
  async #rest(outcome: Outcome): Promise<Outcome> {
    if (this.#judging.scope === 'one problem') return outcome;
    let found: Found | undefined;
    for (const failure of this.#known) {
      const again = await this.#fails(failure);
      if (again !== undefined) this.#met.add(failure);
      found ??= again;
    }
    const loose = this.#known.find(({ problem }) => problem === undefined);
    if (found === undefined && loose !== undefined) {
      found = [...this.#asked.values()].find(isFound);
      if (found !== undefined) this.#met.add(loose);
    }
    if (found !== undefined) {
      return this.#knownToFail({ ...found, ...this.#triedIn(outcome) }, 'all asked');
    }
    const holds = outcome.outcome === 'holds' || outcome.outcome === 'holds weakly';
    // Large problems ask for less: no options, and no extent of 0. None says nothing at all.
    if (loose === undefined || !holds || this.#judging.scope === 'large' || outcome.runs === 0) {
      return outcome;
    }
    return { outcome: 'holds again', why: loose.why, ...triedIn(outcome) };
  }

  /** Of counted rounds a failure says the same, whoever did them: nothing of what else was asked. */
  #triedIn(outcome: Outcome): Partial<Tried> {
    return this.#judging.scope === 'counted rounds' ? {} : triedIn(outcome);
  }

  /** Where nothing new was found, but the own problem of a known failure fails in a way that is not known: that failure. */
  async news(outcome: Outcome): Promise<Outcome> {
    if (isFound(outcome)) return outcome;
    for (const alone of this.#asked.values()) {
      if (!isFound(alone) || (await this.#explaining(alone)) !== undefined) continue;
      return this.#unlike({ ...alone, ...this.#triedIn(outcome) });
    }
    return outcome;
  }

  #knownToFail(found: Found, ended?: 'all asked' | 'not all asked'): Outcome {
    const met = this.#known.filter((each) => this.#met.has(each));
    const why = [...new Set(met.map((each) => each.why))].join('; ');
    const failures = this.#failures;
    // Of rounds it would depend on who did them.
    const isTold = ended !== undefined && failures > 0 && !this.#judging.scope.endsWith('rounds');
    const aside = isTold ? { aside: { failures, ended } } : {};
    return { outcome: 'known to fail', why, found, ...aside };
  }

  #unlike(found: Found): Outcome {
    return { ...found, unlike: [...new Set(this.#known.map(({ why }) => why))] };
  }

  /** The known failure that this one is; nothing, where it is a new one. */
  async #explaining(found: Found): Promise<KnownFailure | undefined> {
    const look = lookOf(found);
    for (const failure of this.#known) {
      const { problem } = failure;
      if (problem === undefined) return failure;
      if (look === undefined) continue;
      const isSame = found.counterexample?.replay === problem.replay;
      if (isSame ? !isStill(problem, found) : !isAlike(problem, look)) continue;
      if (isSame || problem.alone === false || (await this.#fails(failure)) !== undefined)
        return failure;
    }
    return undefined;
  }

  /** How the own problem of a known failure fails, where it does so in the way that is known. */
  async #fails({ problem }: KnownFailure): Promise<Found | undefined> {
    if (problem === undefined || problem.alone === false) return undefined;
    const outcome = this.#asked.get(problem) ?? this.#noting(await this.#judging.again(problem));
    this.#asked.set(problem, outcome);
    return isFound(outcome) && isStill(problem, outcome) ? outcome : undefined;
  }

  #noting(outcome: Outcome): Outcome {
    if (outcome.outcome === 'our bug') this.bug ??= outcome;
    return outcome;
  }

  /** Who does not answer has fixed nothing; nor is a problem fixed that fails among others alone, where they were not all asked. */
  #isUnanswered(problem: KnownProblem): boolean {
    const alone = this.#asked.get(problem);
    if (alone === undefined) return !this.#areAllAsked;
    return alone.outcome === 'crashed' || isLeftOut(alone);
  }

  /** What became of each entry of a file. */
  async states(outcome: Outcome): Promise<KnownState[]> {
    const states: KnownState[] = [];
    if (outcome.outcome === 'our bug') return states;
    for (const failure of this.#known) {
      const { why, problem, expired } = failure;
      if (problem === undefined) continue;
      const isMet = this.#met.has(failure) || (await this.#fails(failure)) !== undefined;
      if (!isMet && this.#isUnanswered(problem)) continue;
      const isNone = this.#asked.get(problem)?.outcome === 'no such problem';
      const state = isMet ? 'met' : isNone ? 'unmatched' : 'fixed';
      states.push(
        stateOf({ why, replay: problem.replay, state, ...defined({ expired }) }, this.#judging),
      );
    }
    return states;
  }
}

/** What is said of the failures of a property that is not asked: that they cannot be. */
export function unmatched(
  known: readonly KnownFailure[],
  judging: Pick<Judging, 'strict' | 'scope'>,
): Knowing {
  if (judging.scope === 'one problem') return {};
  const states = known.flatMap(({ why, problem, expired }) =>
    problem === undefined
      ? []
      : stateOf(
          { why, replay: problem.replay, state: 'unmatched', ...defined({ expired }) },
          judging,
        ),
  );
  return states.length === 0 ? {} : { known: states };
}

function stateOf(state: KnownState, { strict }: Pick<Judging, 'strict'>): KnownState {
  return strict && isStale(state) ? { ...state, fails: true } : state;
}
