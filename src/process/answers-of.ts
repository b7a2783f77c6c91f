import { asAnswers, asRecorded } from '../call/subject-crash.ts';
import type {
  Answer,
  Answers,
  Given,
  Operand,
  Operands,
  Recorded,
  Subject,
} from '../contract/subject.ts';
import { sizeOf } from '../matrix/strided.ts';
import { detached } from './detached.ts';
import { numbersOfProduct, numbersOwed } from './numbers-owed.ts';

/** What a subject answers, in arrays of its own. */
export interface Snapshot {
  readonly copies: Readonly<Record<string, Answer>>;
  /** The very answers. */
  readonly answers: Answers;
}

/** Asks for gradients. @throws GradgateError ANSWER; what the subject throws */
export async function backwardOf(subject: Subject, given: Given): Promise<Snapshot> {
  const { into } = given.options ?? {};
  const answered = await subject.backward(given);
  return snapshotFor(asAnswers(answered, into === undefined ? {} : { into: 'overwrite' }), given);
}

/** Asks for Y. @throws GradgateError ANSWER; what the subject throws */
export async function forwardOf(subject: Subject, operands: Operands): Promise<Snapshot> {
  const Y = await subject.forward?.(operands);
  return snapshotOfY(Y, operands);
}

/** Asks for the weight that is held. @throws GradgateError ANSWER; what the subject throws */
export async function effectiveOf(subject: Subject, W: Operand): Promise<Snapshot> {
  const held = await subject.effective?.(W);
  const answers: object = { W: held };
  const copy = detached("the subject's effective W", held, sizeOf(W.shape));
  return { answers, copies: { W: copy } };
}

/** Asks for a recorded pass. @throws GradgateError ANSWER; what the subject throws */
export async function recordOf(
  subject: Subject,
  operands: Operands,
): Promise<Snapshot & { readonly recorded: Recorded }> {
  const recorded = asRecorded(await subject.record?.(operands));
  return { ...snapshotOfY(recorded.Y, operands), recorded };
}

/** Asks for the gradients of a recorded pass. @throws GradgateError ANSWER; what the subject throws */
export async function playedBack(recorded: Recorded, given: Given): Promise<Snapshot> {
  return snapshotFor(asAnswers(await recorded.backward(given.dY), {}), given);
}

/** What the answers are now. @throws GradgateError ANSWER */
export function snapshotOf(answers: Answers, most: number): Snapshot['copies'] {
  const entries: [string, Answer][] = Object.entries(answers);
  return Object.fromEntries(
    entries.map(([name, answer]) => [name, detached(`the subject's ${name}`, answer, most)]),
  );
}

function snapshotFor(answers: Answers, given: Given): Snapshot {
  return { answers, copies: snapshotOf(answers, numbersOwed(given)) };
}

function snapshotOfY(Y: unknown, operands: Operands): Snapshot {
  const answers: object = { Y };
  const most = numbersOfProduct(operands);
  return { answers, copies: { Y: detached("the subject's Y", Y, most) } };
}
