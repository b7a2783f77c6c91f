/** Answers of the oracle as JSON, and what it can be asked. */
import { entriesOf } from '../call/lay-out.ts';
import type { Given } from '../contract/subject.ts';
import type { NumberFormat } from '../number/formats.ts';
import { round } from '../number/round.ts';
import { decodeGiven } from '../vectors/tensor.ts';
import type { JsonBalls, JsonExpected, JsonGiven } from '../vectors/vector.ts';
import { encodeNumber } from '../verdict/encode.ts';
import { type Arithmetic, type Expected, type ExpectedAnswers, expectedOf } from './expected-of.ts';
import { questionOf } from './question.ts';

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

/** The answers as JSON. */
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
