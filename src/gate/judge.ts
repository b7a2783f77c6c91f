import * as fc from 'fast-check';
import { diagnose } from '../diagnosis/diagnose.ts';
import { problems } from '../problem/arbitrary.ts';
import { drawFrom } from '../problem/draw.ts';
import { generateProblem, type ProblemOptions } from '../problem/generate.ts';
import type { Problem } from '../problem/problem.ts';
import type { Property } from '../property/property.ts';
import type { Border } from '../subject/border.ts';
import { ask } from './ask.ts';
import type { Disagreement } from './disagreement.ts';
import { optionsFor } from './options-for.ts';
import type { Profile } from './profiles.ts';
import { seedFor } from './replay.ts';

/** How a property is to be judged. The same plan gives the same judgement. */
export interface Plan extends Profile {
  readonly seed: number;
  /** fast-check's path of one counterexample: ask that problem alone. */
  readonly path?: string;
}

/** A problem on which the property fails, and how. */
export interface Failure {
  readonly problem: Problem;
  readonly disagreement: Disagreement;
}

/** What came of judging one property. */
export interface Judgement {
  /** Problems that were asked before the first failure, or in all. */
  readonly runs: number;
  /** The first failure and every accepted shrink step, the smallest problem last; empty: passed. */
  readonly failures: readonly Failure[];
  /** fast-check's path of the last failure; empty: passed. */
  readonly path: string;
  /** What the wrong answer looks like, read off the first failure. */
  readonly diagnosis?: string;
}

/** Shrinking stops trying after this many problems; it keeps a run on a slow subject finite. */
const mostTrials = 20_000;

/** Judges one property on one subject: random problems, and a shrunk one when it fails. */
export async function judge(property: Property, border: Border, plan: Plan): Promise<Judgement> {
  const failures: Failure[] = [];
  let trials = 0;

  const holds = async (problem: Problem): Promise<boolean> => {
    if (failures.length > 0 && ++trials > mostTrials) return true;
    const disagreement = await ask(property, border, problem);
    if (disagreement === undefined) return true;
    // While shrinking, a crash must not turn into a wrong answer, nor the other way round.
    const [first] = failures;
    if (first && (first.disagreement.kind === 'crash') !== (disagreement.kind === 'crash'))
      return true;
    failures.push({ problem, disagreement });
    return false;
  };

  const options = optionsFor(property, border.format, plan);
  const details = await fc.check(
    fc.asyncProperty(problems(options), holds),
    parameters(property, plan, options),
  );
  const [first] = failures;
  if (first === undefined) {
    if (details.failed) throw details.errorInstance;
    return { runs: details.numRuns, failures, path: '' };
  }
  const diagnosis = await diagnose(border, first.problem);
  return {
    runs: details.numRuns,
    failures,
    path: String(details.counterexamplePath),
    ...(diagnosis === undefined ? {} : { diagnosis }),
  };
}

function parameters(
  { id, wants }: Property,
  { seed, path, runs }: Plan,
  options: ProblemOptions,
): fc.Parameters<[Problem]> {
  const base = { seed: seedFor(seed, id) };
  const examples = wants?.shapes?.map((fixed, at): [Problem] => [
    generateProblem(drawFrom(base.seed + at), { ...options, fixed, kinds: ['tiny'] }),
  ]);
  const listed = examples === undefined ? {} : { examples };
  if (path !== undefined) return { ...base, ...listed, path, numRuns: 1, endOnFailure: true };
  return { ...base, ...listed, numRuns: examples?.length ?? runs };
}
