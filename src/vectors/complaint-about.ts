import { at } from '../at.ts';
import { readAnswer } from '../call/read-answer.ts';
import { GradgateError } from '../errors.ts';
import { formatNumber } from '../number/format-number.ts';
import { answerNames, type JsonBalls, type JsonExpected } from '../wire/json-balls.ts';
import type { JsonGiven } from '../wire/json-given.ts';
import { numbersWithin } from '../wire/json-number.ts';
import type { Case, Result } from './vector-file.ts';

/** What is wrong with an answer, and where. */
export interface Complaint {
  readonly where: string;
  readonly expected: string;
  readonly actual: string;
  /** How far beyond its radius the first wrong entry is. */
  readonly excess?: number;
  /** How many entries are wrong, when it is about entries. */
  readonly wrong?: number;
}

/** The first thing wrong with the answer to a case; Y is judged only where it is given. */
export function complaintAbout(
  asked: JsonGiven & Pick<Case, 'expected'>,
  result: Omit<Result, 'id'>,
): Complaint | undefined {
  return wrongAnswer(asked.expected, result) ?? touchedOperand(asked, result.after);
}

function wrongAnswer(expected: JsonExpected, result: Omit<Result, 'id'>): Complaint | undefined {
  for (const name of answerNames) {
    const right = expected[name];
    if (right === undefined || (name === 'Y' && result.Y === undefined)) continue;
    const complaint = compare(name, right, result[name]);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

/** An operand that no longer holds what it held before the call. */
function touchedOperand(asked: JsonGiven, after: Result['after']): Complaint | undefined {
  for (const name of ['X', 'W', 'dY'] as const) {
    const now: unknown = after?.[name];
    if (now === undefined) continue;
    const before = asked[name].data;
    const complaint = compare(
      `${name} after the call`,
      { shape: [before.length], data: before, rad: 0 },
      { shape: [before.length], data: now },
    );
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

function compare(name: string, right: JsonBalls, answer: unknown): Complaint | undefined {
  try {
    const decoded = withNumbers(answer);
    return firstWrong(name, right, readAnswer(name, decoded, right.shape));
  } catch (error) {
    if (error instanceof GradgateError) return error.mismatch;
    throw error;
  }
}

/** The answer with its words for NaN and infinities as numbers. */
function withNumbers(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null) return answer;
  const { data, ...rest }: { data?: unknown } = answer;
  if (!Array.isArray(data)) return answer;
  return { ...rest, data: numbersWithin(data) };
}

function firstWrong(
  name: string,
  { shape, data, rad }: JsonBalls,
  answer: Float64Array,
): Complaint | undefined {
  const radius = (place: number): number => (rad === 0 ? 0 : Number(at(rad, place)));
  const excess = (place: number): number =>
    excessOf(at(answer, place), Number(at(data, place)), radius(place));
  const wrong = data.flatMap((_, place) => (excess(place) === 0 ? [] : place));
  const [first] = wrong;
  if (first === undefined) return undefined;
  const mid = String(at(data, first));
  return {
    where: `${name}, entry (${indexOf(first, shape).join(', ')})`,
    expected: radius(first) === 0 ? `exactly ${mid}` : `${mid} ± ${radius(first)}`,
    actual: formatNumber(at(answer, first)),
    excess: excess(first),
    wrong: wrong.length,
  };
}

/**
 * How far an answer is beyond its radius, 0 within. |answer − mid| is rounded, but rounding is
 * monotone: what lies within is never said to be outside.
 */
export function excessOf(answer: number, mid: number, rad: number): number {
  if (rad === Number.POSITIVE_INFINITY) return 0; // the format may overflow here
  if (answer === mid || (Number.isNaN(answer) && Number.isNaN(mid))) return 0;
  const gap = Math.abs(answer - mid);
  if (gap <= rad && Number.isFinite(answer)) return 0;
  return Number.isFinite(gap) ? gap - rad : Number.POSITIVE_INFINITY;
}

function indexOf(place: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = place;
  for (const extent of shape.toReversed()) {
    index.unshift(rest % extent);
    rest = Math.floor(rest / extent);
  }
  return index;
}

/** Whether nothing may be rounded in any answer to a case. */
export function isExact(expected: JsonExpected): boolean {
  return Object.values(expected).every(({ rad }) => rad === 0);
}
