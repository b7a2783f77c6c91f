import * as fc from 'fast-check';
import { at } from '../../at.ts';
import type { Border } from '../../call/border.ts';
import { drawFrom } from '../../problem/draw/draw.ts';
import { entryKinds } from '../../problem/draw/entries.ts';
import { generateProblem, type ProblemOptions } from '../../problem/draw/generate-problem.ts';
import type { Problem } from '../../problem/problem.ts';
import { problems } from '../../problem/problems.ts';
import type { Shape } from '../../problem/shape.ts';
import type { Property } from '../../property/property.ts';
import type { Evidence } from '../../verdict/verdict.ts';
import { measured } from '../evidence/closeness-of.ts';
import { EvidenceSoFar } from '../evidence/evidence-so-far.ts';
import type { Profile } from '../run/profiles.ts';
import { seedFor } from '../run/replay.ts';
import { ask } from './ask.ts';
import type { Failure } from './failure.ts';
import { type Insight, insightInto } from './insight.ts';
import { optionsFor } from './options-for.ts';
import { BrokenSequence, runSequence, sequences } from './sequences.ts';

/** How a property is to be judged. The same plan gives the same judgement. */
export interface Plan extends Profile {
  readonly seed: number;
  /** fast-check's path of one counterexample: ask that problem alone. */
  readonly path?: string;
  /** End at the first failure, without looking for a smaller one. */
  readonly unshrunk?: boolean;
}

/** What came of judging one property. */
export interface Judgement {
  /** Problems that were asked before the first failure, or in all. */
  readonly runs: number;
  /** The first failure and every accepted shrink step, the smallest problem last; empty: passed. */
  readonly failures: readonly Failure[];
  /** fast-check's path of the last failure; empty: passed. */
  readonly path: string;
  readonly insight: Insight;
  /** What the problems are evidence of, the first failure included; none of a replay. */
  readonly evidence: Evidence;
}

/** Shrinking stops trying after this many problems; it keeps a run on a slow subject finite. */
const mostTrials = 20_000;

/** Judges one property on one subject: random problems, and a shrunk one when it fails. */
export async function judge(property: Property, border: Border, plan: Plan): Promise<Judgement> {
  const failures: Failure[] = [];
  let [asked, trials] = [0, 0];
  const collected = new EvidenceSoFar(() => failures.length === 0 && plan.path === undefined);
  const drawn = (problem: Problem): void => collected.drawn(problem, property);

  /** Whether the property holds on what `find` asks; remembers how it fails. */
  const holds = async (find: () => Promise<Failure | undefined>): Promise<boolean> => {
    const [first] = failures;
    if (plan.path !== undefined && asked > 0) return true; // fast-check goes on to the siblings
    if (first && ++trials > mostTrials) return true;
    asked += 1;
    const failure = await find();
    if (failure === undefined) return true;
    // While shrinking, a crash must not turn into a wrong answer, nor the other way round.
    const kind = failure.disagreement.kind;
    if (first && (first.disagreement.kind === 'crash') !== (kind === 'crash')) return true;
    failures.push(failure);
    return false;
  };

  const options = optionsFor(property, border, plan);
  const check = property.wants?.sequence ? checkSequences : checkProblems;
  const asking = { property: measured(property, collected), border, options, drawn };
  const details = await check(asking, plan, holds).catch((error) => {
    if (plan.path === undefined || asked > 0) throw error;
    return { failed: false, runs: 0, error, path: '' }; // fast-check finds no problem at this path
  });
  const runs = plan.path === undefined ? details.runs : asked;
  const { evidence } = collected;
  const [first] = failures;
  if (first === undefined) {
    if (details.failed) throw details.error;
    return { runs, failures, path: '', evidence, insight: {} };
  }
  const insight = plan.unshrunk ? {} : await insightInto(property, border, failures);
  return { runs, failures, path: details.path, evidence, insight };
}

type Holds = (find: () => Promise<Failure | undefined>) => Promise<boolean>;

interface Asked {
  readonly property: Property;
  readonly border: Border;
  readonly options: ProblemOptions;
  /** Told of every problem that is asked. */
  readonly drawn: (problem: Problem) => void;
}

async function checkProblems(asked: Asked, plan: Plan, holds: Holds) {
  const { property, border, options, drawn } = asked;
  const holdsOn = (problem: Problem): Promise<boolean> => {
    drawn(problem);
    return holds(async () => {
      const disagreement = await ask(property, border, problem);
      return disagreement && { problem, disagreement };
    });
  };
  const { shapes } = property.wants ?? {};
  const base = parameters(property, plan);
  const examples = firstProblems(options, shapes, base.seed).map((first): [Problem] => [first]);
  const runs = shapes?.length ?? plan.runs;
  const details = await fc.check(fc.asyncProperty(problems(options), holdsOn), {
    ...base,
    examples,
    numRuns: plan.path === undefined ? runs : 1,
  });
  return { ...summary(details), path: String(details.counterexamplePath) };
}

/** The shapes that a property lists; or one problem of each kind of entries, which no run may lack. */
function firstProblems(
  options: ProblemOptions,
  shapes: readonly Shape[] | undefined,
  seed: number,
): Problem[] {
  const draw = drawFrom(seed);
  const { kinds = entryKinds } = options;
  if (shapes === undefined) {
    return kinds.map((kind) => generateProblem(draw, { ...options, kinds: [kind] }));
  }
  return shapes.map((fixed) => generateProblem(draw, { ...options, fixed, kinds: ['tiny'] }));
}

/** A path of sequences has fast-check's path of its commands behind a slash. */
async function checkSequences(asked: Asked, plan: Plan, holds: Holds) {
  const [path, commands] = plan.path?.split(/\/(.*)/) ?? [];
  const holdsOn = (sequence: Parameters<typeof runSequence>[1]): Promise<boolean> =>
    holds(async () => {
      try {
        const calls = await runSequence(asked.border, sequence);
        const compared = calls.filter(({ gradients }) => gradients);
        // Some are asked more than once, which says nothing new.
        for (const problem of new Set(compared.map((made) => made.problem))) asked.drawn(problem);
        return undefined;
      } catch (error) {
        if (!(error instanceof BrokenSequence)) throw error;
        const { calls, disagreement } = error;
        return { problem: at(calls, calls.length - 1).problem, disagreement, calls };
      }
    });
  const details = await fc.check(fc.asyncProperty(sequences(asked, commands), holdsOn), {
    ...parameters(asked.property, path === undefined ? plan : { ...plan, path }),
    numRuns: path === undefined ? plan.runs : 1,
  });
  const [, replay = ''] = /replayPath="(.*)"/.exec(String(details.counterexample?.[0])) ?? [];
  return { ...summary(details), path: `${details.counterexamplePath}/${replay}` };
}

type Details = Pick<fc.RunDetails<unknown>, 'failed' | 'numRuns' | 'errorInstance'>;

function summary({ failed, numRuns, errorInstance }: Details) {
  return { failed, runs: numRuns, error: errorInstance };
}

function parameters({ id }: Property, { seed, path, unshrunk = false }: Plan) {
  const base = { seed: seedFor(seed, id), endOnFailure: unshrunk };
  return path === undefined ? base : { ...base, path, endOnFailure: true };
}
