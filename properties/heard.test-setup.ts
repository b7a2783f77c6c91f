import complete from '../bank/unusual/complete.ts';
import { Border } from '../src/call/border.ts';
import type { Variant } from '../src/call/variant.ts';
import type { Subject } from '../src/contract/subject.ts';
import { questionOf } from '../src/gate/judge/ask.ts';
import { Matrix } from '../src/matrix/matrix.ts';
import { type Gradients, rightForward, rightGradients } from '../src/oracle/right-gradients.ts';
import type { Problem } from '../src/problem/problem.ts';
import type { Comparison, Property } from '../src/property/property.ts';

/** What a property does with a problem: what it compares, and the problems and variants that it asks. */
export interface Heard {
  readonly comparisons: readonly Comparison[];
  readonly asked: readonly Problem[];
  readonly variants: readonly Variant[];
}

/** What answers: formats and claims are those of the subject, and gradients are right where none are given. */
export interface Answering {
  readonly subject?: Partial<Subject>;
  readonly backward?: (problem: Problem, call: number) => Gradients;
  readonly hasForward?: boolean;
}

/** Listens to a property that is checked on one problem. Y is right. */
export async function heard(
  property: Property,
  problem: Problem,
  { subject = {}, backward = rightGradients, hasForward = true }: Answering = {},
): Promise<Heard> {
  const asked: Problem[] = [];
  const variants: Variant[] = [];
  const question = questionOf(new Border({ ...complete, ...subject }), problem);
  const comparisons: Comparison[] = [];
  const listening = property.check({
    ...question,
    hasForward,
    backward: async (other) => backward(other, asked.push(other)),
    ask: async (other, variant) => {
      asked.push(other);
      variants.push(variant);
      return question.ask(other, variant);
    },
    forward: async (operands) => {
      asked.push({ ...operands, dY: problem.dY, salt: 0 });
      return rightForward(operands);
    },
  });
  for await (const comparison of listening) comparisons.push(comparison);
  return { comparisons, asked, variants };
}

/** A problem whose operands have these entries, by row and column. */
export function problemOf(
  [m, n, k]: readonly [number, number, number],
  entries: Partial<Record<'X' | 'W' | 'dY', (i: number, j: number) => number>>,
  salt = 1,
): Problem {
  const { X = () => 1, W = () => 1, dY = () => 1 } = entries;
  return { X: Matrix.of([m, n], X), W: Matrix.of([n, k], W), dY: Matrix.of([m, k], dY), salt };
}
