import { existingGradients } from '../../../claims/existing-gradients.ts';
import { at } from '../../at.ts';
import type { Border } from '../../call/border.ts';
import type { Variant } from '../../call/variant.ts';
import { distance } from '../../certified/ball.ts';
import type { Balls } from '../../certified/balls.ts';
import { type Asked, formulaOf, isWrong, type Seen } from '../../diagnosis/seen.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import { ballsOf } from '../../oracle/balls-of.ts';
import { rightForward } from '../../oracle/right-gradients.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Property, Question } from '../../property/property.ts';
import { firstDisagreement, questionOf } from './ask.ts';

/**
 * So many answers of one result are kept of a problem, wrong and right ones, and so many looked at.
 */
const most = { wrong: 2, right: 1, looked: 40 };

/**
 * The answers that a property gets as it is asked about a problem, beside what each of them should
 * be. None, where the subject throws, or the problem may not be asked.
 */
export async function answersTo(
  property: Property,
  border: Border,
  problem: Problem,
): Promise<readonly Seen[]> {
  const listener = new Listener(border);
  try {
    await border.reset();
    const held = await border.weights.hold(problem);
    await firstDisagreement(property, listener.listening(questionOf(border, held)));
  } catch {
    // It threw, or may not be asked: what was seen before that counts.
  }
  if (listener.bug !== undefined) throw listener.bug;
  return listener.seen;
}

/** Looks at the answers to a question. */
class Listener {
  readonly seen: Seen[] = [];
  /** What our own code threw. */
  bug: unknown;
  readonly #border: Border;
  #looked = 0;

  constructor(border: Border) {
    this.#border = border;
  }

  /** The same question, listened to. */
  listening(question: Question): Question {
    return {
      ...question,
      backward: async (problem) => this.#gradients(problem, {}, await question.backward(problem)),
      ask: async (problem, variant) =>
        this.#gradients(problem, variant, await question.ask(problem, variant)),
      forward: async (operands) => {
        const Y = await question.forward(operands);
        const { X, W } = operands;
        const dY = Y.mid.map(() => 0);
        this.#look({ of: 'Y', problem: { ...operands, X, W, dY, salt: 0 }, terms: {} }, Y);
        return Y;
      },
      read: (problem, call) => this.#gradients(problem, {}, question.read(problem, call)),
    };
  }

  #gradients<T extends { readonly dX: Balls; readonly dW: Balls }>(
    problem: Problem,
    variant: Variant,
    answers: T,
  ): T {
    const prior = typeof variant.into === 'object' ? variant.into : undefined;
    const terms = { ...variant, prior };
    for (const of of existingGradients(this.#border.claims)) {
      this.#look({ of, problem, terms }, answers[of]);
    }
    return answers;
  }

  #look(asked: Asked, answer: Balls): void {
    if (this.#looked >= most.looked) return;
    this.#looked += 1;
    try {
      const seen = seenOf(asked, answer, this.#border);
      if (seen === undefined) return;
      const which = isWrong(seen) ? 'wrong' : 'right';
      const alike = this.seen.filter(
        (each) => each.of === seen.of && isWrong(each) === isWrong(seen),
      );
      if (alike.length < most[which]) this.seen.push(seen);
    } catch (error) {
      this.bug ??= error;
    }
  }
}

/**
 * An answer beside what is right; nothing, where it was not asked for, or something is not finite,
 * or means nothing.
 */
export function seenOf(
  asked: Asked,
  answer: Balls,
  { claims, formats }: Pick<Border, 'claims' | 'formats'>,
): Seen | undefined {
  const { problem } = asked;
  if (problem.batch?.groups !== undefined && claims.grouping !== 'zero tail') return undefined;
  const operands: readonly Matrix[] = [problem.X, problem.W, problem.dY];
  if (operands.some((each) => !each.toArray().every(Number.isFinite))) return undefined;
  const expected = expectedOf(asked);
  if (expected === undefined || answer.rows !== expected.rows || answer.cols !== expected.cols) {
    return undefined;
  }
  const right = expected.entries();
  if (right.length === 0 || (isWild(operands) && !isExact(answer))) return undefined;
  const wrong = answer.entries().map((ball, place) => !(distance(ball, at(right, place)) === 0));
  const about = { format: formats[asked.of], operands: formats };
  return { ...asked, answer, right: formulaOf(asked), wrong, ...about };
}

function isExact(answer: Balls): boolean {
  return answer.rad.toArray().every((radius) => radius === 0);
}

/** Whether a term may be so large beside others that a guess of their sum says nothing of these. */
function isWild(operands: readonly Matrix[]): boolean {
  const sizes = operands.flatMap((each) =>
    Array.from(each.toArray(), Math.abs).filter((entry) => entry > 0),
  );
  const [least, largest] = sizes.reduce(
    ([low, high], size) => [Math.min(low, size), Math.max(high, size)],
    [Number.POSITIVE_INFINITY, 0],
  );
  return largest > 2 ** 40 * least;
}

function expectedOf({ of, problem, terms }: Asked): Balls | undefined {
  return of === 'Y' ? rightForward(problem) : ballsOf(problem, terms, undefined)[of];
}
