import { GradgateError, messageOf } from '../errors.ts';
import type { Answers } from './subject.ts';
import type { Variant } from './variant.ts';

/** The subject threw. Its own message is kept; the stack is nobody's business here. */
export class SubjectCrash extends Error {
  override readonly name = 'SubjectCrash';
}

/** Runs code of the subject. @throws SubjectCrash, with its message; GradgateError ANSWER */
export async function crashing<T>(what: string, call: () => T | Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof GradgateError && error.code === 'ANSWER') throw error;
    throw new SubjectCrash(`${what} threw: ${messageOf(error)}`);
  }
}

/** What `backward` answered, its fields read once. @throws GradgateError ANSWER */
export function asAnswers(answer: unknown, { into }: Variant): Answers {
  if (into !== undefined && answer === undefined) return {};
  if (typeof answer === 'object' && answer !== null) {
    const { dX, dW, db, dC }: Answers = answer;
    const fields = Object.entries({ dX, dW, db, dC });
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
  }
  const expected = 'an object with dX and dW';
  throw new GradgateError('ANSWER', { where: 'backward', expected, actual: String(answer) });
}

/** What the subject gave away is overwritten with NaN: it may not turn up in a later answer. */
export function poison(answers: Answers): void {
  for (const { data } of Object.values(answers)) {
    if (data instanceof Float64Array || data instanceof Float32Array) data.fill(Number.NaN);
    else if (Array.isArray(data)) data.fill(Number.NaN);
  }
}
