/** Whether all that is wrong is something that a claim would allow. */
import { PreconditionFailure } from 'fast-check';
import { claimList } from '../../../claims/index.ts';
import { Border } from '../../call/border.ts';
import type { Claims, Operand, Subject } from '../../contract/subject.ts';
import { type NumberFormat, smallestNormal } from '../../number/formats.ts';
import { operandNames } from '../../number/tensor-formats.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Property } from '../../property/property.ts';
import { ask } from '../judge/ask.ts';
import type { Disagreement } from '../judge/disagreement.ts';
import type { Failure } from '../judge/failure.ts';
import { judge } from '../judge/judge.ts';
import type { Plan } from '../judge/plan.ts';

/**
 * The claim with which a property holds that fails without it; nothing, where something else is wrong
 * as well. Each failing problem holds under the claim, and so does the property on all problems of the plan.
 */
export async function settlingClaims(
  property: Property,
  border: Border,
  judged: Judged,
): Promise<Claims | undefined> {
  const failing = [...new Set([judged.failures[0], judged.failures.at(-1)])].flatMap(
    (each) => each ?? [],
  );
  if (failing.some(({ disagreement }) => disagreement.kind === 'crash')) return undefined;
  const bits = Math.max(...operandNames.map((name) => border.formats[name].precision));
  // Those that let off least come last in the catalogue.
  for (const { name, settles } of claimList.toReversed()) {
    if (settles === undefined || border.claims[name] !== undefined) continue;
    if (settles.upTo !== undefined && bits > settles.upTo) continue;
    const claims = { [name]: settles.claimed };
    if (await settle(property, border, { ...judged, failures: failing, claims })) return claims;
  }
  return undefined;
}

interface Judged {
  readonly failures: readonly Failure[];
  readonly plan: Plan;
}

async function settle(
  property: Property,
  border: Border,
  { failures, plan, claims }: Judged & { readonly claims: Claims },
): Promise<boolean> {
  const lenient = new Border(border.subject, { ...border.claims, ...claims });
  const isFlushing = claims.subnormals !== undefined;
  for (const failure of failures) {
    if (isFlushing && !(await hasSmall(property, border, failure))) return false;
    if (failure.calls !== undefined) {
      if (plan.path !== undefined) return false; // a sequence alone is not asked again
      continue;
    }
    const problem = isFlushing ? withoutSmall(failure.problem, border) : failure.problem;
    if ((await asked(property, lenient, problem)) !== undefined) return false;
  }
  if (plan.path !== undefined) return true; // the one problem is all there is
  const { failures: left } = await judge(property, lenient, { ...plan, unshrunk: true });
  return left.length === 0;
}

/** Whether what was asked has numbers so small that they, their products or sums may be flushed. */
async function hasSmall(
  property: Property,
  { subject, format }: Border,
  { problem, calls }: Failure,
): Promise<boolean> {
  if (calls !== undefined) {
    return calls.some(({ problem: { X, W, dY } }) =>
      areSmall([X.toArray(), W.toArray(), dY.toArray()], format),
    );
  }
  let found = false;
  const heard = (operands: readonly Operand[]): void => {
    found ||= areSmall(
      operands.map(({ data }) => data),
      format,
    );
  };
  await asked(property, new Border(listening(subject, heard)), problem);
  return found;
}

/** The subject, and what it is asked is told. */
function listening(subject: Subject, heard: (operands: readonly Operand[]) => void): Subject {
  const { forward } = subject;
  return {
    ...subject,
    backward: (given) => {
      heard([given.X, given.W, given.dY]);
      return subject.backward(given);
    },
    ...(forward && {
      forward: (operands) => {
        heard([operands.X, operands.W]);
        return forward.call(subject, operands);
      },
    }),
  };
}

/**
 * Whether a product of two of them can be below 2^p times the smallest normal number: where none is,
 * sums of them are multiples of normal numbers, or rounded far above.
 */
function areSmall(operands: readonly Float64Array[], format: NumberFormat): boolean {
  const least = operands.map((data) =>
    data.reduce((min, entry) => (entry === 0 ? min : Math.min(min, Math.abs(entry) || min)), 1),
  );
  const smallest = Math.min(...least);
  const second = Math.min(...least.filter((_, i) => i !== least.indexOf(smallest)));
  return smallest * second < smallestNormal(format) * 2 ** format.precision;
}

/** The problem with 0 in the place of its subnormal numbers. */
function withoutSmall(problem: Problem, { format }: Border): Problem {
  const normal = smallestNormal(format);
  const zeroed = (value: number): number => (Math.abs(value) < normal ? 0 : value);
  const { X, W, dY } = problem;
  return { ...problem, X: X.map(zeroed), W: W.map(zeroed), dY: dY.map(zeroed) };
}

/** How the property fails on a problem; nothing too, where it cannot be asked. */
async function asked(
  property: Property,
  border: Border,
  problem: Problem,
): Promise<Disagreement | undefined> {
  try {
    return await ask(property, border, { problem });
  } catch (error) {
    if (PreconditionFailure.isFailure(error)) return undefined;
    throw error;
  }
}
