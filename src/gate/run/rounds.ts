/**
 * Judging for a given time. A property is asked in rounds of equal size, and a round follows from
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
import { type Budget, roundOf, roundSize, seedOfRound, shareOf } from './budget.ts';
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
export type InRounds = Judgement & Count & { readonly seed: number };

/** The failures of the run so far, and who is told of one at once. */
export interface RoundsTold extends Pick<Surroundings, 'observe'> {
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
    { families, failed, observe }: RoundsTold,
  ): Promise<InRounds> {
    const { plan, budget, now } = this.#pace;
    const { id } = property;
    const until = now() + this.#share(id);
    let seed = plan.seed;
    const counted = (found: Judgement): InRounds => {
      const count = add(this.#doneOf(id).count, countOf({ ...found, rounds: 1 }));
      return { ...found, ...count, seed };
    };
    do {
      const { count, time } = this.#doneOf(id);
      if (this.#isExhausted(property)) break;
      const started = now();
      seed = seedOfRound(plan.seed, roundOf(budget.shard, count.rounds));
      const judgement = await judge(property, border, {
        ...{ ...plan, runs: roundSize, seed, families, observe },
        failed: (found) => failed(counted(found)),
      });
      // A round that failed is not done: whoever goes on from here is to find it again.
      const total = counted(judgement);
      if (judgement.failures.length > 0) return total;
      const done = { count: countOf(total), time: time + now() - started };
      this.#done.set(id, done);
      this.#pace.passed(id, done);
      await turn();
    } while (now() < until);
    return { failures: [], path: '', insight: {}, ...this.#doneOf(id).count, seed };
  }

  #doneOf(id: string): RoundsPassed {
    return this.#done.get(id) ?? { count: nothingCounted, time: 0 };
  }

  /** Whether there is nothing more to ask: listed shapes are all asked in every round. */
  #isExhausted({ id, wants }: Property): boolean {
    return wants?.shapes !== undefined && this.#doneOf(id).count.rounds > 0;
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
