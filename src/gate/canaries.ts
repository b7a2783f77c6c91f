/** Before the gate judges a subject, it judges some whose verdict is known. */
import { properties } from '../../properties/index.ts';
import { at } from '../at.ts';
import { type Fault, faults } from '../faults/index.ts';
import { type Draw, drawFrom, drawPermutation, pick } from '../problem/draw.ts';
import { unmet } from '../property/need.ts';
import type { Property } from '../property/property.ts';
import { Border } from '../subject/border.ts';
import type { Subject } from '../subject/subject.ts';
import { unusual } from '../unusual/index.ts';
import type { Canary } from '../verdict/verdict.ts';
import { judge } from './judge.ts';
import { profiles } from './profiles.ts';
import { seedFor } from './replay.ts';

/** Where canaries come from: wrong subjects, and right ones. */
export interface CanaryBank {
  readonly wrong: readonly Fault[];
  readonly right: readonly Subject[];
}

/** Faults of many classes that are seen on most problems: to miss one of them is no bad luck. */
const blatant = [
  'misprint',
  'rows-reversed',
  'bwd-uses-output-not-grad',
  'grad-1e4-too-small',
  'js-multiply-ignores-strides',
  'scale-outside-submatrix',
  'tail-tile-oob-store-nobias',
  'unmasked-tail-reads-neighbour',
  'inner0-uninit-cuda',
  'dst-nan-survives',
  'beta0-partial-tile-reads-C',
  'zero-skip-drops-nan',
  'fusion-drops-alpha-beta',
  'stride-uses-m-for-n',
  'adjoint-overwrites',
  'matmul-same-var',
  'backward-uses-last-forward',
  'planted-relu',
  'planted-sign',
  'planted-shifted',
  'planted-in-place',
  'planted-float16-sums',
  'planted-float32-inside',
];

const bank: CanaryBank = {
  wrong: faults.filter(({ name }) => blatant.includes(name)),
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
  const chosen = drawPermutation(draw, wrong.length).slice(0, 2);
  const canaries: Canary[] = [];
  for (const fault of chosen.map((place) => at(wrong, place))) {
    const failed = await fails(fault, propertyOf(fault), { seed, runs });
    const outcome = failed ? 'caught' : 'missed';
    canaries.push({ name: fault.name, property: fault.caughtBy, outcome });
  }
  const subject = pick(draw, right);
  const property = propertyFor(draw, subject);
  const failed = await fails(subject, property, { seed, runs: few });
  const outcome = failed ? 'accused' : 'not accused';
  return [...canaries, { name: subject.name, property: property.id, outcome }];
}

/** By far more problems than such a fault needs. */
const enough = 200;

/** A right subject is asked few problems: the canary must be cheap. */
const few = 5;

/** Whether the property fails; also when judging it does, as nothing is learned then. */
async function fails(
  subject: Subject,
  property: Property,
  { seed, runs }: { seed: number; runs: number },
): Promise<boolean> {
  const plan = { ...profiles.smoke, runs, seed, unshrunk: true };
  const { failures } = await judge(property, new Border(subject), plan);
  return failures.length > 0;
}

function propertyOf({ caughtBy }: Fault): Property {
  return at(
    properties,
    properties.findIndex(({ id }) => id === caughtBy),
  );
}

/** A property that applies to the subject and asks single problems. */
function propertyFor(draw: Draw, subject: Subject): Property {
  const border = new Border(subject);
  const fitting = properties.filter(
    ({ needs, wants = {} }) =>
      unmet(needs, border) === undefined && !wants.sequence && !wants.shapes,
  );
  return pick(draw, fitting);
}
