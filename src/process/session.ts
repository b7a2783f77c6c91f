import { readAnswer } from '../call/read-answer.ts';
import type { Given, Operands } from '../contract/subject.ts';
import { GradgateError } from '../errors.ts';
import { shapeOfProduct } from '../matrix/strided.ts';
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

/** X is 0 and W is 1, so that dX is dY itself: each of its entries is one product with 1. */
export function echo(values: readonly number[]): Given {
  const zeros = values.map(() => 0);
  return {
    X: matrix(values.length, 1, zeros),
    W: matrix(1, 1, [1]),
    dY: matrix(values.length, 1, values),
  };
}

/** Asks for gradients, of the shapes of X and W. @throws GradgateError ANSWER; SubjectCrash */
export async function askBackward(
  { connection, wire }: Session,
  given: Given,
  params: object = wire.given(given),
): Promise<{ dX: Float64Array; dW: Float64Array }> {
  const { dX, dW } = wire.answers(await connection.request('backward', params), given);
  return {
    dX: readAnswer('dX', dX, given.X.shape),
    dW: readAnswer('dW', dW, given.W.shape),
  };
}

/** @throws GradgateError ANSWER, unless the answer has the shape of X·W */
export function expectY(wire: Wire, result: unknown, { X, W }: Operands): void {
  const answer = wire.product(asObject('the result', result)['Y'], { X, W });
  readAnswer('Y', answer, shapeOfProduct(X.shape, W.shape));
}

/** @throws GradgateError ANSWER, at the first number that is another; zeros have no signs here */
export function expectSame(where: string, actual: Float64Array, expected: readonly number[]): void {
  const place = expected.findIndex((value, i) => !Object.is(value + 0, (actual[i] ?? 0) + 0));
  if (place < 0) return;
  const [value, got] = [expected[place], actual[place]].map(String);
  throw unmet(`${where}, entry ${place}`, `${value}`, `${got}`);
}

/** What an adapter does is not what the protocol says. */
export function unmet(where: string, expected: string, actual: string): GradgateError {
  return new GradgateError('ANSWER', { where, expected, actual });
}
