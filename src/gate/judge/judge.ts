import type { Border } from '../../call/border.ts';
import { defined } from '../../defined.ts';
import type { Property } from '../../property/property.ts';
import type { AskedAgain, Shrinking } from '../../verdict/counterexample.ts';
import { type Evidence, noEvidence } from '../../verdict/evidence.ts';
import type { Observation } from '../../verdict/observation.ts';
import { EvidenceSoFar } from '../evidence/evidence-so-far.ts';
import { type Came, Observer } from '../evidence/observer.ts';
import { watched } from '../evidence/watched.ts';
import { askedAgain } from './asked-again.ts';
import type { Failure } from './failure.ts';
import { Families } from './families.ts';
import { type Insight, insightInto } from './insight.ts';
import { JudgingBug } from './judging-bug.ts';
import { look } from './look.ts';
import { optionsFor } from './options-for.ts';
import type { Plan } from './plan.ts';
import type { Search } from './search.ts';
import { briefBudget } from './shrink-budget.ts';
import { type Asking, Trials } from './trials.ts';
import { whereItFails } from './where-it-fails.ts';

/** What came of judging one property. */
export interface Judgement {
  /** Problems that were asked before the first failure, or in all. */
  readonly runs: number;
  /** The first failure and every accepted shrink step, the smallest problem last; empty: passed. */
  readonly failures: readonly Failure[];
  /** The path of the last failure, as a replay token has it; empty: passed. */
  readonly path: string;
  readonly insight: Insight;
  /** How the search for a smaller problem ended; nothing, of a replay and where all holds. */
  readonly shrinking?: Shrinking;
  /** What came of asking the smallest problem again, alone. */
  readonly again?: AskedAgain;
  /** What the problems are evidence of, the first failure included; none of a replay. */
  readonly evidence: Evidence;
}

/** What else a judgement takes part in. */
export interface Surroundings {
  /**
   * The failures of the run so far. Without, a property is shrunk as if it were alone, and its smallest
   * problem is not asked again.
   */
  readonly families?: Families;
  /** Told of the first failure and of every smaller one: that one alone, as if it was all. */
  readonly failed?: (found: Judgement) => void;
  /** Whether a problem that fails is passed over, as its failure is known. */
  readonly aside?: ((failure: Failure) => boolean) | undefined;
  /** Told of every problem that is asked. */
  readonly asked?: Asking | undefined;
  /** Told of every problem what came of it. */
  readonly observe?: ((observation: Observation) => void) | undefined;
}

/** Whether more than its smallest problem is wanted of a failure. */
function isExplained({ unshrunk, brief, unexplained }: Plan): boolean {
  return !unshrunk && !brief && !unexplained;
}

/** Who tells of each problem, where somebody listens. */
function observerOf(
  property: Property,
  border: Border,
  { observe, seed, path }: Plan & Surroundings,
): Observer | undefined {
  return (
    observe && new Observer({ property, border, seed, isReplay: path !== undefined, tell: observe })
  );
}

function cameOf(came: Failure | 'left out' | undefined, shrinking: boolean): Came {
  if (came === undefined) return { status: 'passed', status_reason: '', shrinking };
  if (came === 'left out') return { status: 'gave_up', status_reason: came, shrinking };
  const { problem, disagreement } = came;
  const status_reason = disagreement.kind === 'crash' ? disagreement.message : disagreement.where;
  return { status: 'failed', status_reason, problem, shrinking };
}

/**
 * Judges one property on one subject: random problems, and a shrunk one when it fails.
 * @throws JudgingBug, when our own code throws on a problem
 */
export async function judge(
  property: Property,
  border: Border,
  plan: Plan & Surroundings,
): Promise<Judgement> {
  const { families = new Families(), failed: tell } = plan;
  const only = plan.path !== undefined;
  const observer = observerOf(property, border, plan);
  const trials: Trials = new Trials(border, {
    ...{ only, shrinks: !only && plan.unshrunk !== true },
    ...{ asked: plan.asked, from: plan.from, aside: plan.aside },
    tried: observer && ((came, shrinking) => observer.done(cameOf(came, shrinking))),
    budgetFor: ({ disagreement }) =>
      plan.shrinking ?? (plan.brief ? briefBudget : families.budgetFor(property.id, disagreement)),
    failed: (failure) => {
      const { runs, path, shrinking } = trials;
      const cut = shrinking && { shrinking: { ...shrinking, ended: 'cut off' as const } };
      const { evidence } = collected;
      tell?.({ runs, failures: [failure], path, evidence, insight: {}, ...cut });
    },
  });
  const { failures } = trials;
  const collected = new EvidenceSoFar(
    () => failures.length === 0 && !only,
    (problem, gradient) => border.isExact(problem, gradient),
  );
  const options = optionsFor(property, border, plan);
  const { path, ...looked } = await look({
    ...{ border, plan, options, trials },
    property: watched(property, (comparison) => {
      collected.compared(comparison);
      observer?.compared(comparison);
    }),
    drawn: (problem) => {
      collected.drawn(problem, property);
      observer?.drawn(problem);
    },
  });
  if (trials.bug !== undefined) {
    throw new JudgingBug(trials.bug.error, { path, seed: plan.seed });
  }
  const { unasked, shrinking, runs } = trials;
  const isLacking = looked.failed || property.wants?.shapes !== undefined;
  const evidence = only ? leftOut(unasked) : collected.leaving(isLacking ? unasked : undefined);
  if (failures.length === 0) return { runs, failures, path: '', evidence, insight: {} };
  const search = { property, border, plan: { ...plan, path }, options };
  const found = { runs, failures, path, evidence, ...defined({ shrinking }) };
  return { ...found, ...(await explained(search, trials)) };
}

/** Of a replay: why its problem could not be asked, if it could not. */
function leftOut(unasked: string | undefined): Evidence {
  return unasked === undefined ? noEvidence : { ...noEvidence, unasked };
}

/** What is known of a failure once the subject was asked again. */
async function explained(
  search: Omit<Search, 'trials' | 'drawn' | 'plan'> & { readonly plan: Plan & Surroundings },
  trials: Trials,
): Promise<Pick<Judgement, 'insight' | 'again'>> {
  const { plan } = search;
  const { failures, shrinking } = trials;
  const insight = isExplained(plan) ? await insightInto(search, trials) : {};
  if (shrinking === undefined || plan.families === undefined) return { insight };
  const renews = shrinking.after === undefined;
  const failsWhere = renews && !plan.brief ? await whereItFails(search, failures) : undefined;
  const again = await askedAgain(search, { failures, renews });
  return { insight: { ...insight, ...defined({ failsWhere }) }, ...defined({ again }) };
}
