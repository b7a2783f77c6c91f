/** Small runs of few problems, and subjects that are wrong in a known way, for tests of what a run does with them. */
import { Border } from '../../call/border.ts';
import { SubjectCrash } from '../../call/subject-crash.ts';
import { reference } from '../../contract/reference.ts';
import type { Answer, Given, Subject } from '../../contract/subject.ts';
import type { Property } from '../../property/property.ts';
import type { Change } from '../../verdict/change.ts';
import type { PropertyVerdict } from '../../verdict/property-verdict.ts';
import { Families } from '../judge/families.ts';
import type { GateOptions } from './gate-options.ts';
import { planOf } from './plan-of.ts';
import { Rounds } from './rounds.ts';
import { runInfoOf } from './run-info-of.ts';
import { Settling } from './settling.ts';
import { type RunningPlan, verdictOf } from './verdict-of.ts';

/** A plan of three problems, the first of which that fails is not shrunk. */
export function small(options: GateOptions = {}): RunningPlan {
  const sizes = { extent: 3, volume: 9, ...(options.rounds || options.for ? {} : { runs: 3 }) };
  const profile = options.for || options.rounds ? {} : ({ profile: 'smoke' } as const);
  return { ...planOf({ ...profile, ...sizes, ...options }), unshrunk: true };
}

/** A plan with the sizes of its profile, the first problem of which that fails is not shrunk. */
export function usual(options: GateOptions): RunningPlan {
  return { ...planOf(options), unshrunk: true };
}

/** The reference without claims, whose dX is off by one where it is told so. */
export function off(isWrong: (given: Given) => boolean, more: Partial<Subject> = {}): Subject {
  const { numberFormat, backward } = reference;
  const changed = ({ shape, data }: Answer): Answer => {
    return { shape, data: Array.from(data, (entry) => entry + 1) };
  };
  return {
    ...{ name: 'off by one', numberFormat },
    backward: async (given) => {
      const { dX, ...rest } = await backward(given);
      return { ...rest, ...(dX && { dX: isWrong(given) ? changed(dX) : dX }) };
    },
    ...more,
  };
}

export const wrong = off(() => true);
export const right = off(() => false);

/** It answers with dX alone, of what is right. */
export const withoutW: Subject = {
  ...right,
  backward: async (given) => {
    const { dX } = await right.backward(given);
    return dX ? { dX } : {};
  },
};

/** Its process ends with every call. */
export const ending: Subject = {
  ...right,
  backward: () => {
    throw new SubjectCrash('the process ended');
  },
};

/** The verdict on one property. */
export function judgedBy(
  property: Property,
  subject: Subject,
  plan: RunningPlan = small(),
): Promise<PropertyVerdict> {
  return verdictOf(property, new Border(subject), plan);
}

/** The same in rounds of two problems. */
export function inRounds(
  subject: Subject,
  options: GateOptions,
  more: Partial<RunningPlan> = {},
): RunningPlan {
  const plan = { ...small(options), runs: options.runs ?? 2, ...more };
  const { budget } = plan;
  if (budget === undefined) throw new Error('no rounds');
  const run = runInfoOf(subject, plan);
  const rounds = new Rounds(new Border(subject), { plan, budget, run, passed: () => {} });
  return { ...plan, rounds };
}

/** What settles failures is said beforehand; it remembers what it was asked. */
export class SaidToSettle extends Settling {
  readonly asked: Parameters<Settling['changesFor']>[2][] = [];
  readonly #changes: readonly Change[];

  constructor(...changes: readonly Change[]) {
    super();
    this.#changes = changes;
  }

  override async changesFor(...[, , judged]: Parameters<Settling['changesFor']>) {
    this.asked.push(judged);
    return this.#changes;
  }
}

/** It remembers whose failures it was asked about. */
export class NotedFamilies extends Families {
  readonly ids: string[] = [];

  override budgetFor(...[id]: Parameters<Families['budgetFor']>) {
    this.ids.push(id);
    return { calls: 0, milliseconds: Number.POSITIVE_INFINITY };
  }
}
