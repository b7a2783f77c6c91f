/**
 * Judging for a given time, or so many rounds. A property is asked in rounds of equal size, and a round follows from
 * the seed and its number alone. So what a run found depends on how many rounds it did, not on how
 * long they took, nor on which session or shard did them.
 */

import type { Border } from '../../call/border.ts';
import { GradgateError } from '../../errors.ts';
import { unmet } from '../../property/need.ts';
import type { Property } from '../../property/property.ts';
import { add, type Count, countOf, nothingCounted } from '../../verdict/count.ts';
import type { Progress, RoundsPassed } from '../../verdict/journal-entry.ts';
import type { RunInfo } from '../../verdict/verdict.ts';
import type { Families } from '../judge/families.ts';
import { type Judgement, judge, type Surroundings } from '../judge/judge.ts';
import { type Budget, roundOf, seedOfRound, shareOf } from './budget.ts';
import type { GatePlan } from './plan-of.ts';

/** How rounds are given out, and who is told of them. */
export interface Pace {
  readonly plan: GatePlan;
  readonly budget: Budget;
  readonly run: RunInfo;
  /** What earlier sessions of the same run did. */
  readonly resume?: Progress;
  /** Told what was done of a property, after each round that was passed. */
  readonly passed: (id: string, done: RoundsPassed) => void;
  /** Milliseconds, from whenever. */
  readonly now?: () => number;
}

/** What came of all rounds of one property, and the seed of the last of them. */
export type InRounds = Judgement & Count & { readonly seed: number; readonly round?: number };

/** The failures of the run so far, and who is told of one at once. */
export interface RoundsTold extends Pick<Surroundings, 'observe' | 'aside'> {
  readonly families: Families;
  readonly failed: (found: InRounds) => void;
}

/** The rounds of one run, property after property. */
export class Rounds {
  readonly #pace: Pace & Required<Pick<Pace, 'now'>>;
  readonly #done: Map<string, RoundsPassed>;
  /** Properties that have not had their share yet. */
  readonly #waiting: Set<string>;
  #deadline: number | undefined;

  /** @throws GradgateError OPTION, when the progress to go on from is that of another run */
  constructor(border: Border, pace: Pace) {
    const { plan, resume } = pace;
    this.#pace = { now: () => performance.now(), ...pace };
    if (resume !== undefined) checkSame(pace.run, resume.run);
    this.#done = new Map(Object.entries(resume?.properties ?? {}));
    const checked = plan.properties.filter((property) => unmet(property, border) === undefined);
    this.#waiting = new Set(checked.filter((each) => !this.#isExhausted(each)).map(({ id }) => id));
  }

  /** Judges one property for its share of the time: at least one round, at most until it fails. */
  async judge(
    property: Property,
    border: Border,
    { families, failed, ...told }: RoundsTold,
  ): Promise<InRounds> {
    const { plan, budget, now } = this.#pace;
    const { id } = property;
    const until = now() + this.#share(id);
    let { seed } = plan;
    do {
      const { count, time } = this.#doneOf(id);
      if (this.#isExhausted(property)) break;
      const started = now();
      const round = roundOf(budget.shard, count.rounds);
      seed = seedOfRound(plan.seed, round);
      const found = (what: Judgement): InRounds => ({
        ...what,
        ...this.#told(id, what, round),
        seed,
      });
      const judgement = await judge(property, border, {
        ...{ ...plan, seed, families, ...told },
        failed: (what) => failed(found(what)),
      });
      // A round that failed is not done: whoever goes on from here is to find it again.
      if (judgement.failures.length > 0) return found(judgement);
      const done = { count: this.#with(id, judgement), time: time + now() - started };
      this.#done.set(id, done);
      this.#pace.passed(id, done);
      await turn();
    } while (now() < until);
    return { failures: [], path: '', insight: {}, ...this.#doneOf(id).count, seed };
  }

  #doneOf(id: string): RoundsPassed {
    return this.#done.get(id) ?? { count: nothingCounted, time: 0 };
  }

  /** What was tried up to a failure: where rounds are counted, in its own round alone. */
  #told(id: string, found: Judgement, round: number): Count & Pick<InRounds, 'round'> {
    if (this.#pace.budget.rounds === undefined) return this.#with(id, found);
    return { ...countOf({ ...found, rounds: 1 }), round: round + 1 };
  }

  #with(id: string, found: Judgement): Count {
    return add(this.#doneOf(id).count, countOf({ ...found, rounds: 1 }));
  }

  /** Whether there is nothing more to ask: in a given time, listed shapes are all asked in one round. */
  #isExhausted({ id, wants }: Property): boolean {
    const { rounds, shard } = this.#pace.budget;
    const done = this.#doneOf(id).count.rounds;
    if (rounds !== undefined) return roundOf(shard, done) >= rounds;
    return wants?.shapes !== undefined && done > 0;
  }

  #share(id: string): number {
    const { budget, now } = this.#pace;
    this.#deadline ??= now() + budget.time; // starts with the first property, not with the loading
    this.#waiting.delete(id);
    const spent = [id, ...this.#waiting].map((each) => this.#doneOf(each).time);
    return shareOf(Math.max(0, this.#deadline - now()), spent);
  }
}

/** A turn of the event loop: promises alone would keep a subject from freeing what it holds. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function checkSame(now: RunInfo, before: RunInfo): void {
  for (const [name, value] of Object.entries(now)) {
    const kept = Object.entries(before).find(([key]) => key === name)?.[1];
    const [expected, actual] = [value, kept].map((each) => JSON.stringify(each) ?? 'nothing');
    if (actual === expected) continue;
    throw new GradgateError('OPTION', {
      where: 'resume',
      expected: `the progress of a run with the same ${name}, ${expected}`,
      actual: `one with ${actual}`,
      fix: 'Ask for the same run again, or start a new one without resume.',
    });
  }
}
