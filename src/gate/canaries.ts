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

/** Where canaries come from: wrong subjects that any few problems give away, and right ones. */
export interface CanaryBank {
  readonly wrong: readonly Fault[];
  readonly right: readonly Subject[];
}

/** Faults that are seen on most problems: to miss one of them is no bad luck. */
const plain = ['misprint', 'rows-reversed'];

const bank: CanaryBank = {
  wrong: faults.filter(({ name }) => plain.includes(name)),
  right: unusual,
};

/** Two wrong subjects and a right one, drawn by the run's seed, judged as any other subject is. */
export async function judgeCanaries(
  seed: number,
  { wrong, right }: CanaryBank = bank,
): Promise<Canary[]> {
  const draw = drawFrom(seedFor(seed, 'canaries'));
  const chosen = drawPermutation(draw, wrong.length).slice(0, 2);
  const canaries: Canary[] = [];
  for (const fault of chosen.map((place) => at(wrong, place))) {
    const failed = await fails(fault, propertyOf(fault), { seed, runs: enough });
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
