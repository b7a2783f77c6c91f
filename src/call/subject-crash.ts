import type { Answers, Claims, Recorded } from '../contract/subject.ts';
import { GradgateError, inWords, messageOf } from '../errors.ts';

/** There is no answer: the subject threw, hung, or its process ended. Its own message is kept. */
export class SubjectCrash extends Error {
  override readonly name: string = 'SubjectCrash';
}

/** The subject threw in the ordinary way, or answered with an error: it can be asked again. */
export class SubjectThrew extends SubjectCrash {
  override readonly name = 'SubjectThrew';
  /** The claims by which it owes an answer; none, when the question was a plain one. */
  claims: Claims = {};
}

/**
 * The subject was not asked, because it has crashed too often on the way here. It says nothing about
 * the problem: whoever tries smaller ones leaves this one out.
 */
export class Unasked extends SubjectCrash {}

/** Our own code failed where it speaks for a subject in another process: the subject did not. */
export class OwnBug extends Error {
  override readonly name = 'OwnBug';
}

/** Runs code of the subject. @throws SubjectCrash, with its message; GradgateError ANSWER; OwnBug */
export async function crashing<T>(what: string, call: () => T | Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof GradgateError && error.code === 'ANSWER') throw error;
    if (error instanceof SubjectCrash) throw error; // it has words of its own
    if (error instanceof OwnBug) throw error;
    throw new SubjectThrew(`${what} threw: ${messageOf(error)}`);
  }
}

/** What `backward` answered, its fields read once. @throws GradgateError ANSWER */
export function asAnswers(answer: unknown, { into }: { readonly into?: unknown }): Answers {
  if (into !== undefined && answer === undefined) return {};
  if (typeof answer === 'object' && answer !== null) {
    const { dX, dW, db, dC }: Answers = answer;
    const fields = Object.entries({ dX, dW, db, dC });
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
  }
  const expected = 'an object with dX and dW';
  throw new GradgateError('ANSWER', { where: 'backward', expected, actual: inWords(answer) });
}

/** What `record` answered, its fields read once. @throws GradgateError ANSWER */
export function asRecorded(answer: unknown): Recorded {
  // SAFETY: both fields are looked at: backward here, and Y where it is read.
  const { Y, backward } = (answer ?? {}) as Partial<Recorded>;
  if (typeof backward === 'function') return { Y: Y as Recorded['Y'], backward };
  const expected = 'an object with Y and a function backward';
  throw new GradgateError('ANSWER', { where: 'record', expected, actual: inWords(answer) });
}

/** What the subject gave away is overwritten with NaN: it may not turn up in a later answer. */
export function poison(answers: object): void {
  for (const answer of Object.values(answers)) {
    try {
      const data: unknown = answer.data;
      if (data instanceof Float64Array || data instanceof Float32Array) data.fill(Number.NaN);
      else if (Array.isArray(data)) data.fill(Number.NaN);
    } catch {
      // A frozen array cannot turn up changed, and what throws when it is looked at has none, or has been read.
    }
  }
}
