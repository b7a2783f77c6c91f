/** Before the gate judges a subject, it judges some whose verdict is known. */

import { type Fault, faults } from '../../../bank/faults/index.ts';
import { unusual } from '../../../bank/unusual/index.ts';
import { properties, propertyNamed } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import type { Subject } from '../../contract/subject.ts';
import { type Draw, drawFrom, pick } from '../../problem/draw/draw.ts';
import { unmet } from '../../property/need.ts';
import type { Property } from '../../property/property.ts';
import type { Canary } from '../../verdict/verdict.ts';
import { judge } from '../judge/judge.ts';
import { profiles } from './profiles.ts';
import { seedFor } from './replay.ts';

/** Where canaries come from: wrong subjects, and right ones. */
export interface CanaryBank {
  /** One is drawn from each list. */
  readonly wrong: readonly (readonly Fault[])[];
  readonly right: readonly Subject[];
}

/**
 * Faults that are seen on most problems, so that to miss one of them is no bad luck. The first are
 * wrong by numbers alone, which only comparisons see; the others, of many classes, also by NaN, by
 * what they overwrite, or by an earlier call.
 */
const byNumbers = [
  'misprint',
  'rows-reversed',
  'grad-1e4-too-small',
  'fusion-drops-alpha-beta',
  'adjoint-overwrites',
  'matmul-same-var',
  'planted-relu',
  'planted-sign',
  'planted-shifted',
  'planted-float16-sums',
];
const otherwise = [
  'bwd-uses-output-not-grad',
  'js-multiply-ignores-strides',
  'scale-outside-submatrix',
  'tail-tile-oob-store-nobias',
  'unmasked-tail-reads-neighbour',
  'inner0-uninit-cuda',
  'dst-nan-survives',
  'beta0-partial-tile-reads-C',
  'zero-skip-drops-nan',
  'stride-uses-m-for-n',
  'backward-uses-last-forward',
  'planted-in-place',
  'planted-float32-inside',
];

const bank: CanaryBank = {
  wrong: [byNumbers, otherwise].map((names) => faults.filter(({ name }) => names.includes(name))),
  right: unusual,
};

/**
 * Two wrong subjects and a right one, drawn by the run's seed, judged as any other subject is: the
 * wrong ones on at most `runs` problems.
 */
export async function judgeCanaries(
  seed: number,
  { wrong, right }: CanaryBank = bank,
  runs = enough,
): Promise<Canary[]> {
  const draw = drawFrom(seedFor(seed, 'canaries'));
  const faultsDrawn = wrong.map((list) => pick(draw, list));
  return judgeAll({ draw, seed, runs }, faultsDrawn, [pick(draw, right)]);
}

/** So many wrong subjects and so many right ones, each another: more than a run can wait for. */
export async function judgeManyCanaries(seed: number, count: number): Promise<Canary[]> {
  const draw = drawFrom(seedFor(seed, 'many canaries'));
  const wrong = someOf(draw, bank.wrong.flat(), count);
  return judgeAll({ draw, seed, runs: enough }, wrong, someOf(draw, bank.right, count));
}

/** Different ones of a list. */
function someOf<T>(draw: Draw, list: readonly T[], count: number): T[] {
  const rest = [...list];
  return Array.from({ length: Math.min(count, list.length) }, () => {
    const one = pick(draw, rest);
    rest.splice(rest.indexOf(one), 1);
    return one;
  });
}

async function judgeAll(
  { draw, ...limits }: { readonly draw: Draw; readonly seed: number; readonly runs: number },
  wrong: readonly Fault[],
  right: readonly Subject[],
): Promise<Canary[]> {
  const canaries: Canary[] = [];
  for (const { caughtBy, ...fault } of wrong) {
    const { failed } = await tried(fault, () => propertyNamed(caughtBy), limits);
    const outcome = failed === true ? 'caught' : 'missed';
    canaries.push({ name: fault.name, property: caughtBy, outcome });
  }
  const choose = (border: Border): Property => propertyFor(draw, border);
  for (const subject of right) {
    const { property, failed } = await tried(subject, choose, { ...limits, runs: few });
    const outcome = failed === false ? 'not accused' : 'accused';
    canaries.push({ name: subject.name, property, outcome });
  }
  return canaries;
}

/** By far more problems than such a fault needs. */
const enough = 200;

/** A right subject is asked few problems: the canary must be cheap. */
const few = 5;

/** Whether the chosen property fails; nothing, when judging does, as that is to know nothing either. */
async function tried(
  subject: Subject,
  choose: (border: Border) => Property,
  { seed, runs }: { seed: number; runs: number },
): Promise<{ readonly property: string; readonly failed?: boolean }> {
  let property = 'none';
  try {
    const border = new Border(subject);
    const chosen = choose(border);
    property = chosen.id;
    const { failures } = await judge(chosen, border, {
      ...profiles.smoke,
      runs,
      seed,
      unshrunk: true,
    });
    return { property, failed: failures.length > 0 };
  } catch {
    return { property };
  }
}

/** A property that applies to the subject and asks single problems. */
function propertyFor(draw: Draw, border: Border): Property {
  const fitting = properties.filter(
    ({ wants = {}, ...needing }) =>
      unmet(needing, border) === undefined && !wants.sequence && !wants.shapes,
  );
  return pick(draw, fitting);
}
