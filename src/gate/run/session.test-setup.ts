import { Border } from '../../call/border.ts';
import { fact, type Property } from '../../property/property.ts';
import type { RoundsPassed } from '../../verdict/journal-entry.ts';
import { Families } from '../judge/families.ts';
import type { GateOptions } from './gate-options.ts';
import { type InRounds, Rounds, type RoundsTold } from './rounds.ts';
import { runInfoOf } from './run-info-of.ts';
import { right, small } from './small-runs.test-setup.ts';

/** Problems of a round. */
export const each = 4;

/** A session whose laws ask nothing of the subject, and take a second a problem. */
export class Session {
  clock = 1000;
  problems = 0;
  readonly passed: [string, RoundsPassed][] = [];
  readonly failed: InRounds[] = [];
  readonly border = new Border(right);
  readonly rounds: Rounds;

  constructor(options: GateOptions, laws: readonly Property[] = [this.law()]) {
    const plan = { ...small(options), runs: each, properties: laws };
    const { budget } = plan;
    if (budget === undefined) throw new Error('no rounds');
    this.rounds = new Rounds(this.border, {
      ...{ plan, budget, run: runInfoOf(right, plan), now: () => this.clock },
      ...(options.resume && { resume: options.resume }),
      passed: (...done) => void this.passed.push(done),
    });
  }

  /** It holds on all problems but one, counted from 1, and takes a second for each. */
  law(id = 'purity', wrong = 0, more: Partial<Property> = {}): Property {
    const session = this;
    return {
      ...{ id, cites: 'definition', statement: 'what is asked is so', ...more },
      async *check() {
        session.clock += 1;
        session.problems += 1;
        yield fact('this', { holds: session.problems !== wrong, expected: 'a', actual: 'b' });
      },
    };
  }

  judge(property = this.law(), told: Partial<RoundsTold> = {}): Promise<InRounds> {
    const families = new Families();
    const failed = (found: InRounds) => void this.failed.push(found);
    return this.rounds.judge(property, this.border, { families, failed, ...told });
  }

  /** Rounds that were passed, by property. */
  get counts(): Record<string, number> {
    return Object.fromEntries(this.passed.map(([id, { count }]) => [id, count.rounds]));
  }
}
