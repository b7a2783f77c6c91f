import * as fc from 'fast-check';
import { layoutKinds } from '../../../claims/layout-kinds.ts';
import type { Border } from '../../call/border.ts';
import { Unasked } from '../../call/subject-crash.ts';
import { defined } from '../../defined.ts';
import { isOffered } from '../../oracle/entry-rules.ts';
import type { Probed } from '../../oracle/probe-product.ts';
import { type WrongTiles, wrongTiles } from '../../oracle/wrong-tiles.ts';
import { drawFrom } from '../../problem/draw/draw.ts';
import {
  type LargeProblem,
  largeParts,
  type ProductName,
} from '../../problem/large/large-problem.ts';
import {
  firstLargeProblems,
  type LargeOptions,
  largeProblems,
  problemsOfShapes,
} from '../../problem/large/large-problems.ts';
import type { Property } from '../../property/property.ts';
import type { AskedAgain, Shrinking } from '../../verdict/counterexample.ts';
import { type Evidence, noEvidence, together } from '../../verdict/evidence.ts';
import { asDisagreement } from './ask.ts';
import { type AskedLarge, askLarge, sizingOf } from './ask-large.ts';
import { begunAgain } from './asked-again.ts';
import { isEnd } from './disagreement.ts';
import { JudgingBug } from './judging-bug.ts';
import { type LargeFailure, neighbourhood, sizesIn, whereIn } from './large-failure.ts';
import { replaying } from './look.ts';
import { optionsFor } from './options-for.ts';
import type { Plan } from './plan.ts';
import { parametersOf, type Searched, searched } from './search.ts';
import { type Asking, Trials } from './trials.ts';
import { until } from './until.ts';

/** What came of probing one product of large problems. */
export interface LargeJudgement {
  readonly runs: number;
  readonly failures: readonly LargeFailure[];
  readonly path: string;
  readonly evidence: Evidence;
  readonly shrinking?: Shrinking;
  /** The smallest problem, asked once more: its operands, and where the product is wrong. */
  readonly last?: Pick<AskedLarge, 'operands'> & { readonly tiles?: WrongTiles };
  readonly again?: AskedAgain;
}

/** Calls cost more than those of small problems, and each halves an extent. */
const budget = { calls: 400, milliseconds: 300_000 };

/** Judges the product that a property states. @throws JudgingBug, when our own code throws */
export async function judgeLarge(
  property: Property & { readonly product: ProductName },
  border: Border,
  plan: Plan & {
    readonly failed?: (found: LargeJudgement) => void;
    readonly asked?: Asking | undefined;
  },
): Promise<LargeJudgement> {
  const only = plan.path !== undefined;
  let evidence = noEvidence;
  const trials: Trials<LargeFailure> = new Trials<LargeFailure>(border, {
    ...{ only, shrinks: !only && plan.unshrunk !== true, asked: plan.asked, from: plan.from },
    budgetFor: () => plan.shrinking ?? budget,
    failed: (failure) => {
      const { runs, path, shrinking } = trials;
      const cut = shrinking && ({ ...shrinking, ended: 'cut off' } as const);
      plan.failed?.({ runs, path, failures: [failure], evidence, ...defined({ shrinking: cut }) });
    },
  });
  const ask = async (problem: LargeProblem): Promise<LargeFailure | undefined> => {
    const found = await failureOn(property.product, border, problem);
    if (trials.failures.length > 0 || only) return found.failure;
    evidence = together(evidence, evidenceOf(problem, found.probed));
    return found.failure;
  };
  const came = await replaying({ plan, trials }, () =>
    search({ property, border, plan }, trials, ask),
  );
  const { path } = came;
  const { failures, bug, shrinking, runs, unasked } = trials; // fast-check counts what is passed over, too
  if (bug !== undefined) throw new JudgingBug(bug.error, { path, seed: plan.seed });
  if (runs === 0) evidence = { ...evidence, ...defined({ unasked }) };
  const judged = { runs, failures, path, evidence, ...defined({ shrinking }) };
  const last = failures.at(-1);
  if (last === undefined || isEnd(last.disagreement)) return judged;
  return { ...judged, ...(await lookAgain(property.product, border, { last, renews: !only })) };
}

interface Searching {
  readonly property: Property & { readonly product: ProductName };
  readonly border: Border;
  readonly plan: Plan;
}

async function search(
  { property, border, plan }: Searching,
  trials: Trials<LargeFailure>,
  ask: (problem: LargeProblem) => Promise<LargeFailure | undefined>,
): Promise<Searched> {
  const options = largeOptions(property.product, border, plan);
  const base = parametersOf({ property, plan });
  const { shapes } = plan;
  const first = shapes
    ? problemsOfShapes(base.seed, shapes, options)
    : firstLargeProblems(base.seed, options);
  const isAll = shapes !== undefined || plan.large !== undefined;
  trials.planned = isAll ? first.length : plan.runs + first.length;
  const details = await fc.check(
    fc.asyncProperty(
      until(() => trials.isOver, largeProblems(options)),
      async (problem) => {
        const isOffered = options.offers(problem);
        const isSmall = plan.large === undefined || entriesOf(problem) <= plan.large;
        if (isOffered && isSmall) return trials.holds(() => ask(problem));
        trials.passOver();
        fc.pre(isOffered); // else it goes on to another, in whose path this one counts
        return true;
      },
    ),
    {
      numRuns: trials.planned,
      ...base,
      examples: first.map((problem): [LargeProblem] => [problem]),
    },
  );
  return searched(details);
}

/** Of all operands together. */
function entriesOf({ shape: { m, n, k }, members = 1 }: LargeProblem): number {
  return members * (m * n + n * k + m * k);
}

/** The problems that a subject can be asked, within what the plan allows. */
function largeOptions(product: ProductName, border: Border, plan: Plan): LargeOptions {
  const { extent, volume } = plan;
  const { layouts, batching, weight } = border.claims;
  const { variants = [] } = optionsFor({ wants: { joint: true } }, border, plan);
  const parts = variants.filter((part) => largeParts.some((known) => known === part));
  const kinds = layouts === 'all' ? layoutKinds : layouts;
  const sizing = sizingOf(border, product);
  return {
    ...{ extent, volume, offers: (problem) => isOffered(problem, sizing) },
    ...defined({ layouts: kinds }),
    ...(batching !== undefined && weight === undefined && { batches: true as const }),
    ...(product !== 'Y' && parts.length > 0 && { variants: { parts, gradient: product } }),
  };
}

interface Found {
  readonly failure?: LargeFailure;
  readonly probed?: Probed;
}

async function failureOn(
  product: ProductName,
  border: Border,
  problem: LargeProblem,
): Promise<Found> {
  try {
    const asked = await askLarge(border, problem, product);
    const { probed } = asked;
    if (probed.wrong === undefined) return { probed };
    const disagreement = neighbourhood(whereIn(product, problem, probed), asked, probed.wrong);
    return { probed, failure: { problem, disagreement, ...sizesIn(asked) } };
  } catch (error) {
    return { failure: { problem, disagreement: asDisagreement(error), nonZero: 0, largest: 0 } };
  }
}

/** The smallest problem once more, as the first of a fresh thread or process where there is one. */
async function lookAgain(
  product: ProductName,
  border: Border,
  { last, renews }: { readonly last: LargeFailure; readonly renews: boolean },
): Promise<Pick<LargeJudgement, 'last' | 'again'>> {
  const begun = await begunAgain(border, renews);
  if (begun === undefined) return {};
  try {
    const asked = await askLarge(border, last.problem, product);
    const fails = asked.probed.wrong !== undefined;
    const tiles = fails ? { tiles: wrongTiles(asked.product, drawFrom(last.problem.salt)) } : {};
    return {
      last: { operands: asked.operands, ...tiles },
      again: { ...begun, fails },
    };
  } catch (error) {
    if (error instanceof Unasked) return {};
    asDisagreement(error); // of our own it is thrown on
    return { again: { ...begun, fails: true } };
  }
}

function evidenceOf({ shape, kind, members }: LargeProblem, probed: Probed | undefined): Evidence {
  const extents = Object.values(shape);
  const { bits = 0, entries = 0, vacuous = 0, closest = 0 } = probed ?? {};
  return {
    ...noEvidence,
    features: {
      [kind]: 1,
      ...(extents.includes(1) && { 'extent 1': 1 }),
      ...(Math.max(...extents) > 8 && { 'extent above 8': 1 }),
      ...(members && { batch: 1 }),
    },
    problems: 1,
    sizes: { axis: Math.max(...extents), all: Math.min(...extents) },
    bounds: { entries, vacuous },
    ...(closest > 0 && { closest: Math.min(1, closest) }),
    ...(bits > 0 && { probed: { problems: 1, bits } }),
  };
}
