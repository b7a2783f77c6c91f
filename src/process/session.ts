import { existingGradients } from '../../claims/existing-gradients.ts';
import { readAnswer } from '../call/read-answer.ts';
import { turnsOf } from '../call/variant.ts';
import type { Given, Operand, Operands } from '../contract/subject.ts';
import { GradgateError } from '../errors.ts';
import { codesOf } from '../matrix/codes-of.ts';
import { turned } from '../matrix/turned.ts';
import { asHeld } from '../number/coding.ts';
import { operandNames, tensorFormats } from '../number/tensor-formats.ts';
import type { Connection } from './connection.ts';
import type { Introduction } from './protocol.ts';
import { asObject, type Wire } from './wire.ts';

/** A conversation with an adapter that has introduced itself. */
export interface Session {
  readonly connection: Connection;
  readonly introduction: Introduction;
  readonly wire: Wire;
}

/** A dense matrix, its numbers row by row. */
export function matrix(rows: number, columns: number, entries: readonly number[]) {
  return { shape: [rows, columns], data: Float64Array.from(entries) };
}

/** X 1×2, W 2×3 and dY 1×3: no two extents are the same. */
export const rectangular: Given = {
  X: matrix(1, 2, [1, 2]),
  W: matrix(2, 3, [1, 0, 2, 3, 1, 0]),
  dY: matrix(1, 3, [1, 2, 3]),
};

/** One product: X, W and dY are numbers. */
export function single(dY: number): Given {
  return { X: matrix(1, 1, [2]), W: matrix(1, 1, [1]), dY: matrix(1, 1, [dY]) };
}

/** Plain operands as they are given: with codes and scales, and W as it is held. */
export function posed<Plain extends Operands & Partial<Given>>(
  given: Plain,
  introduction: Introduction,
): Plain {
  const formats = tensorFormats(introduction);
  const { W } = turnsOf({}, introduction.claims);
  const asGiven = operandNames.flatMap((name) => {
    const [plain, { coding }] = [given[name], formats[name]];
    if (plain === undefined) return [];
    const isTurned = W && name === 'W';
    const operand = isTurned ? transposed(plain) : plain;
    if (coding === undefined) return [[name, operand] as const];
    const [rows = 1, cols = 1] = operand.shape;
    const stack = { entries: operand.data, members: 1, rows, cols };
    const scaled = codesOf(stack, asHeld(coding, isTurned));
    return [[name, { ...operand, ...(scaled && { scaled }) }] as const];
  });
  return { ...given, ...Object.fromEntries(asGiven) };
}

function transposed({ shape: [rows = 1, cols = 1], data }: Operand): Operand {
  return { shape: [cols, rows], data: turned(data, [rows, cols]) };
}

/**
 * Values that come back as a gradient: X is 0 and W is 1, so that dX is dY itself; or, where there is
 * no dX, X is 1 and W is 0, and dW is. Each entry is one product with 1.
 */
function echo(values: readonly number[], { claims }: Introduction): Given {
  const zeros = values.map(() => 0);
  const [one, many] = [matrix(1, 1, [1]), values.length];
  if (claims.gradients === 'dW') {
    return { X: one, W: matrix(1, many, zeros), dY: matrix(1, many, values) };
  }
  return { X: matrix(many, 1, zeros), W: one, dY: matrix(many, 1, values) };
}

/** @throws GradgateError ANSWER, at the first value that did not come back; SubjectCrash */
export async function expectEcho(
  session: Session,
  values: readonly number[],
  params?: (given: Given) => object,
): Promise<void> {
  const given = posed(echo(values, session.introduction), session.introduction);
  const gradients = await askBackward(session, given, params?.(given));
  const [name = 'dX'] = existingGradients(session.introduction.claims);
  expectSame(name, gradients[name], values);
}

/** Asks for the gradients that there are, of what is posed. @throws GradgateError ANSWER; SubjectCrash */
export async function askBackward(
  { connection, wire, introduction }: Session,
  given: Given,
  params: object = wire.given(given),
): Promise<Record<'dX' | 'dW', Float64Array>> {
  const answers = wire.answers(await connection.request('backward', params), given);
  const existing = existingGradients(introduction.claims);
  const entries = (name: 'dX' | 'dW', { shape }: Operand): Float64Array =>
    existing.includes(name) ? readAnswer(name, answers[name], shape) : new Float64Array();
  return { dX: entries('dX', given.X), dW: entries('dW', given.W) };
}

/** @throws GradgateError ANSWER, unless the answer has the shape of dY */
export function expectY(wire: Wire, result: unknown, given: Given): void {
  const answer = wire.product(asObject('the result', result)['Y'], given);
  readAnswer('Y', answer, given.dY.shape);
}

/** @throws GradgateError ANSWER, at the first number that is another; zeros have no signs here */
function expectSame(where: string, actual: Float64Array, expected: readonly number[]): void {
  const place = expected.findIndex((value, i) => !Object.is(value + 0, (actual[i] ?? 0) + 0));
  if (place < 0) return;
  const [value, got] = [expected[place], actual[place]].map(String);
  throw unmet(`${where}, entry ${place}`, `${value}`, `${got}`);
}

/** What an adapter does is not what the protocol says. */
export function unmet(where: string, expected: string, actual: string): GradgateError {
  return new GradgateError('ANSWER', { where, expected, actual });
}
