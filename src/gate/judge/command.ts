/** What a sequence is made of: calls, and what happens between them. */
import type * as fc from 'fast-check';
import { at } from '../../at.ts';
import type { Border } from '../../call/border.ts';
import type { Place } from '../../call/storage.ts';
import type { Tape } from '../../call/tape.ts';
import { rightForward } from '../../oracle/right-gradients.ts';
import { type Change, varied } from '../../problem/derive/varied.ts';
import type { Problem } from '../../problem/problem.ts';
import { inGroups } from '../../property/in-groups.ts';
import { agree, type Question } from '../../property/property.ts';
import { asDisagreement, questionOf } from './ask.ts';
import { type Disagreement, isEnd } from './disagreement.ts';
import { findDisagreement } from './find-disagreement.ts';
import { judge, type Past } from './past.ts';

/** A call, or what happens between calls. */
export type Command = fc.AsyncCommand<Past, Border>;

type Check = (question: Question) => Promise<Disagreement | undefined>;

/** What may be asked of a problem. */
export type Pass = 'backward' | 'forward' | 'forward, recorded';

/**
 * How: in new arrays, in the arrays of those before, over the numbers there, or without waiting for
 * the gradients of the last problem, which are asked once more.
 */
export type How = 'in new arrays' | 'in the same arrays' | 'two at once';

/** One call. */
export interface Asking {
  readonly pass: Pass;
  readonly how: How;
  readonly check: Check;
}

function inWords(words: string, how: How): string {
  return how === 'in new arrays' ? words : `${words}, ${how}`;
}

/** A problem. */
export function call(problem: Problem, asking: Asking): Command {
  const words = inWords(asking.pass, asking.how);
  return {
    toString: () => words,
    check: () => true,
    run: (past, border) => ask({ words, problem, asking }, past, border),
  };
}

/** The last problem once more, changed. */
export function again([change, salt]: readonly [Change, number], asking: Asking): Command {
  const words = inWords(`${asking.pass} of the last problem, ${change}`, asking.how);
  return {
    toString: () => words,
    check: ({ calls }) => calls.length > 0,
    run: (past, border) => {
      const { drawn: _, ...last } = at(past.calls, past.calls.length - 1).problem;
      return ask({ words, problem: varied(last, change, salt), asking }, past, border);
    },
  };
}

interface Made {
  readonly words: string;
  readonly problem: Problem;
  readonly asking: Asking;
}

async function ask({ words, problem, asking }: Made, past: Past, border: Border): Promise<void> {
  const { pass, how, check } = asking;
  const [last] = how === 'two at once' ? past.calls.slice(-1) : [];
  const before = last && checked(last.problem, check, border);
  const answer = answerTo(problem, asking, { past, border });
  await Promise.allSettled([before, answer]);
  if (last !== undefined && before !== undefined) {
    const made = { words: 'backward, two at once', problem: last.problem, gradients: true };
    await judge(past, made, () => before);
  }
  await judge(past, { words, problem, gradients: pass === 'backward' }, () => answer);
}

async function checked(
  given: Problem,
  check: Check,
  border: Border,
): Promise<Disagreement | undefined> {
  const problem = border.weights.areOther ? await border.weights.hold(given) : given;
  return check(questionOf(border, problem));
}

interface Surroundings {
  readonly past: Past;
  readonly border: Border;
}

/** One call, and what is wrong about its answer. */
async function answerTo(
  given: Problem,
  { pass, how, check }: Asking,
  { past, border }: Surroundings,
): Promise<Disagreement | undefined> {
  // Without a turn of its own: two at once begin together.
  const problem = border.weights.areOther ? await border.weights.hold(given) : given;
  const place = placeFor(past, how);
  if (pass === 'backward') {
    const ask: Question['ask'] = (other, variant) => border.ask(other, variant, place);
    return check({ ...questionOf(border, problem), ask });
  }
  if (pass === 'forward') return productOf(problem, await border.forward(problem, place), border);
  const { variant: _, ...plain } = problem;
  const tape = await border.record(plain, place);
  past.recorded.push({ problem: plain, tape, mayRefuse: false });
  return productOf(plain, tape.Y, border);
}

/** A recorded pass may refuse from now on, where the arrays that it was given are written to. */
function placeFor({ storage, recorded }: Past, how: How): Place {
  if (how !== 'in the same arrays') return storage.keep;
  for (const entry of recorded) entry.mayRefuse ||= storage.holds(entry.tape.operands);
  return storage.reuse;
}

function productOf(problem: Problem, Y: Tape['Y'], { claims }: Border): Disagreement | undefined {
  const judged = inGroups(problem, claims);
  return findDisagreement(agree('Y', judged(Y), judged(rightForward(problem))));
}

/** The backward pass of a recorded forward pass. */
export function back(check: Check, index: number): Command {
  return {
    toString: () => 'backward of a recorded forward',
    check: ({ recorded }) => recorded.length > 0,
    run: async (past, border) => {
      const { recorded } = past;
      const which = index % recorded.length;
      const entry = at(recorded, which);
      const { problem, tape, mayRefuse } = entry;
      entry.mayRefuse = true;
      const words = `backward of the recorded forward no. ${which + 1}`;
      await judge(past, { words, problem, gradients: !mayRefuse }, async () => {
        const question = { ...questionOf(border, problem), ask: tape.backward };
        const found = await check(question).catch(asDisagreement);
        // To throw is as right as not to mind: many libraries free what they keep once it is used. To hang or end is not.
        const refuses = found?.kind === 'crash' && !isEnd(found);
        return mayRefuse && refuses ? undefined : found;
      });
    },
  };
}

/** X and W of a recorded forward pass are overwritten. */
export function spoil(index: number): Command {
  return {
    toString: () => 'X and W of a recorded forward are overwritten',
    check: ({ recorded }) => recorded.length > 0,
    run: async ({ recorded, calls }) => {
      const which = index % recorded.length;
      const entry = at(recorded, which);
      entry.tape.spoil();
      const arrays = entry.tape.operands.map(({ data }) => data);
      for (const other of recorded) {
        other.mayRefuse ||= other.tape.operands.some(({ data }) => arrays.includes(data));
      }
      const words = `X and W of the recorded forward no. ${which + 1} are overwritten`;
      calls.push({ words, problem: entry.problem, gradients: false });
    },
  };
}
