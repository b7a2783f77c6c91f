import { problemOf } from '../../../properties/heard.test-setup.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import type { Shape } from '../../problem/shape.ts';
import type { Property } from '../../property/property.ts';
import type { FailsWhere } from '../../verdict/fails-where.ts';
import type { Disagreement } from './disagreement.ts';
import type { Failure } from './failure.ts';
import { lawOn, plan } from './law-on.test-setup.ts';
import { optionsFor } from './options-for.ts';
import type { Plan } from './plan.ts';
import { whereItFails } from './where-it-fails.ts';

const disagreement: Disagreement = {
  ...{ kind: 'fact', where: 'the problem', expected: 'right', actual: 'wrong' },
};

export interface Looking {
  readonly subject?: Subject;
  readonly more?: Partial<Plan>;
  readonly failure?: Partial<Failure>;
  /** Calls before. */
  readonly before?: number;
}

/** What is said of a property that fails on this problem. */
export async function said(
  property: Property,
  problem: Problem,
  { subject = reference, more = {}, failure = {}, before = 0 }: Looking = {},
): Promise<FailsWhere | 'out of time' | undefined> {
  const border = new Border(subject);
  for (let call = 0; call < before; call += 1) await border.backward(problem);
  const chosen = { ...plan, ...more };
  const options = optionsFor(property, border, chosen);
  const failures = [{ problem, disagreement, ...failure }];
  return whereItFails({ property, border, plan: chosen, options }, failures);
}

/** The same of a law about the shape. */
export function saidOf(
  holds: (shape: Shape) => boolean,
  shape: readonly [number, number, number],
  looking: Looking = {},
) {
  return said(
    lawOn((problem) => holds(shapeOf(problem))),
    problemOf(shape, {}),
    looking,
  );
}

/** What was found, where something was. */
export function found(where: FailsWhere | 'out of time' | undefined): FailsWhere {
  if (where === undefined || where === 'out of time') throw new Error('nothing was found');
  return where;
}
