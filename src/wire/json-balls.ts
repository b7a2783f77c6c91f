import { encodeNumber, type JsonNumber } from './json-number.ts';

/** What an answer may consist of. */
export const answerNames = ['Y', 'dX', 'dW', 'db', 'dC'] as const;
/** One of its names. */
export type AnswerName = (typeof answerNames)[number];

/** Accept a iff |a − data| ≤ rad, or both are the same infinity or NaN. 0: every radius is 0. */
export interface JsonBalls {
  readonly shape: readonly number[];
  readonly data: readonly JsonNumber[];
  readonly rad: 0 | readonly JsonNumber[];
}

/** What right answers lie within, as JSON. */
export type JsonExpected = Readonly<Partial<Record<AnswerName, JsonBalls>>>;

/** Midpoints and radii in row-major order. */
export interface Expected {
  readonly shape: readonly number[];
  readonly mid: Float64Array;
  readonly rad: Float64Array;
}

/** What right answers lie within. */
export type ExpectedAnswers = Readonly<Partial<Record<AnswerName, Expected>>>;

/** The answers as JSON. The sign of zero is not judged, so it is not written. */
export function encodeExpected(answers: ExpectedAnswers): JsonExpected {
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, encodeBalls(answer)]),
  );
}

function encodeBalls({ shape, mid, rad }: Expected): JsonBalls {
  const data = Array.from(mid, (value) => encodeNumber(value === 0 ? 0 : value));
  const exact = rad.every((radius) => radius === 0);
  return { shape, data, rad: exact ? 0 : Array.from(rad, encodeNumber) };
}
