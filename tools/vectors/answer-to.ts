/** Puts cases to a subject in this process, as a port's own runner does. */
import { covers } from '../../claims/covers.ts';
import { missingGradients } from '../../claims/existing-gradients.ts';
import type { Given, Operand, Operands, Subject } from '../../src/contract/subject.ts';
import { expectedOf } from '../../src/oracle/expected-of.ts';
import { questionOf } from '../../src/oracle/question-of.ts';
import type { Group, Result } from '../../src/vectors/vector-file.ts';
import { decodeGiven, type JsonGiven } from '../../src/wire/json-given.ts';

/** What a subject answers to a question; `undefined` fields where it answered nothing. */
export async function answerTo(subject: Subject, asked: JsonGiven): Promise<Omit<Result, 'id'>> {
  const given = decodeGiven(asked);
  const { into } = given.options ?? {};
  const answers = { ...(await subject.backward(given)), after: afterwards(given) };
  if (into !== undefined) {
    answers.dX = storage(into.dX);
    answers.dW = storage(into.dW);
  }
  // Cases ask for both gradients: one that there is not cannot be wrong.
  for (const name of missingGradients(subject.claims ?? {})) {
    const right = expectedOf(questionOf(decodeGiven(asked)))[name];
    if (right !== undefined) answers[name] = { shape: right.shape, data: right.mid };
  }
  // The contract has no forward pass with options, and the gate asks for none of vectors.
  const matrices = given.X.shape.length > 1 && given.W.shape.length > 1;
  if (subject.forward === undefined || given.options || !matrices) return answers;
  return { ...answers, Y: await subject.forward(fresh(asked)) };
}

/** Whether cases are questions to it: W is given as n×k and counts as it is, and dY is free. */
export function isAskedPlainly({ claims = {}, effective }: Subject): boolean {
  return claims.weight === undefined && claims.loss === undefined && effective === undefined;
}

/** The groups that a subject claims. */
export function groupsFor({ claims = {} }: Subject, groups: readonly Group[]): Group[] {
  return groups.filter((group) => covers(claims, group.claims));
}

/** Of what the subject may not have written to. */
function afterwards({ X, W, dY, options }: Given): Record<string, Float64Array> {
  const written = [options?.into?.dX.data, options?.into?.dW.data];
  const operands = Object.entries({ X, W, dY }).filter(([, { data }]) => !written.includes(data));
  return Object.fromEntries(operands.map(([name, { data }]) => [name, data]));
}

function storage({ data }: Operand) {
  return { shape: [data.length], data };
}

function fresh(asked: JsonGiven): Operands {
  const { dY: _, options: _none, ...operands } = decodeGiven(asked);
  return operands;
}
