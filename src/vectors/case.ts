/** From a question to a case of the golden vectors. */
import type { NumberFormat } from '../format/format.ts';
import { round } from '../format/round.ts';
import { batchSizes } from '../problem/batch.ts';
import type { Problem } from '../problem/problem.ts';
import { entriesOf } from '../subject/lay-out.ts';
import { pose } from '../subject/pose.ts';
import type { Given } from '../subject/subject.ts';
import type { Variant } from '../subject/variant.ts';
import { encodeNumber } from '../verdict/encode.ts';
import { type Arithmetic, type Expected, type ExpectedAnswers, expectedOf } from './expected.ts';
import { isExact } from './judge.ts';
import { questionOf } from './question.ts';
import { decodeGiven, encodeGiven, withoutIdleStrides } from './tensor.ts';
import type { Case, JsonBalls, JsonExpected, JsonGiven } from './vector.ts';

/** What a case says about itself. */
export type About = Pick<Case, 'id' | 'flags'> & Partial<Pick<Case, 'source' | 'note' | 'faults'>>;

/** A question to be made into a case, by whatever made it up. */
export interface Draft {
  readonly about: About;
  readonly given: JsonGiven;
}

/** A problem as a draft, put as it is put to a subject that claims what it needs. */
export function draft(about: About, problem: Problem, variant: Variant = {}): Draft {
  const claims = problem.layouts === undefined ? {} : ({ layouts: 'all' } as const);
  return { about, given: withoutIdleStrides(encodeGiven(pose(problem, variant, claims).given)) };
}

/** The case; nothing where the format cannot hold the operands or may overflow. */
export function caseOf({ about, given }: Draft, format: NumberFormat): Case | undefined {
  const decoded = decodeGiven(given);
  if (firstForeign(decoded, format) !== undefined) return undefined;
  const question = questionOf(decoded);
  const { Y, ...gradients } = encodeExpected(expectedOf(question, { format }));
  if (Object.values(gradients).some(mayOverflow)) return undefined;
  const expected = Y === undefined || mayOverflow(Y) ? gradients : { Y, ...gradients };
  const { id, source = 'eq. (1), (2)', flags, ...rest } = about;
  const { X, W, batch } = question.problem;
  const shape = { m: X.rows / batchSizes(batch).X, n: X.cols, k: W.cols };
  const all = [...flags, isExact(expected) ? 'exact' : 'rounded'];
  return { id, source, flags: all, ...rest, shape, ...given, expected };
}

/** What a case expects of another arithmetic than the one it was made for. */
export function expectedBy(given: JsonGiven, arithmetic: Arithmetic): JsonExpected {
  return encodeExpected(expectedOf(questionOf(decodeGiven(given)), arithmetic));
}

/** The first entry that is no number of the format, as "X.data[3]"; NaN and infinities are. */
export function firstForeign(
  { X, W, dY, options }: Given,
  format: NumberFormat,
): { readonly where: string; readonly value: number } | undefined {
  const operands = {
    X,
    W,
    dY,
    'options.into.dX': options?.into?.dX,
    'options.into.dW': options?.into?.dW,
  };
  for (const [name, operand] of Object.entries(operands)) {
    if (operand === undefined) continue;
    const foreign = entriesOf(operand).find(
      (value) => !Number.isNaN(value) && round(value, format) !== value,
    );
    if (foreign !== undefined) {
      return { where: `${name}.data[${operand.data.indexOf(foreign)}]`, value: foreign };
    }
  }
  return undefined;
}

/** An infinite radius, where a correct answer may be infinite. */
function mayOverflow({ rad }: JsonBalls): boolean {
  return rad !== 0 && rad.includes('Infinity');
}

export function encodeExpected(answers: ExpectedAnswers): JsonExpected {
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, encodeBalls(answer)]),
  );
}

function encodeBalls({ shape, mid, rad }: Expected): JsonBalls {
  // The sign of zero is not judged, so it is not written.
  const data = Array.from(mid, (value) => encodeNumber(value === 0 ? 0 : value));
  const exact = rad.every((radius) => radius === 0);
  return { shape, data, rad: exact ? 0 : Array.from(rad, encodeNumber) };
}
