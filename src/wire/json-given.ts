import type { Given, Operand } from '../contract/subject.ts';
import { decodeOptions, encodeOptions, type JsonOptions } from './json-options.ts';
import { decodeTensor, encodeTensor, type JsonTensor } from './json-tensor.ts';

/** A question of the contract. */
export interface JsonGiven {
  readonly X: JsonTensor;
  readonly W: JsonTensor;
  readonly dY: JsonTensor;
  readonly options?: JsonOptions;
}

/** Reads a tensor. @throws GradgateError FORMAT, when it is none */
export type TensorReader = (where: string, value: unknown) => Operand;

/** What may be a question: its fields are looked at one by one. */
type Fields<Name extends string> = Readonly<Partial<Record<Name, unknown>>>;

/** A question as JSON: what a port is given. */
export function encodeGiven(given: Given): JsonGiven {
  const { X, W, dY, options } = given;
  const operands = { X: encodeTensor(X), W: encodeTensor(W), dY: encodeTensor(dY) };
  if (options === undefined) return operands;
  return { ...operands, options: encodeOptions(options, given, encodeTensor) };
}

/** A question that was written as JSON, in storage of its own. @throws GradgateError FORMAT */
export function decodeGiven(
  fields: Fields<keyof Given>,
  tensor: TensorReader = (where, value) => decodeTensor(where, value),
): Given {
  const { X, W } = decodeOperands(fields, tensor);
  const dY = tensor('dY', fields.dY);
  if (fields.options === undefined) return { X, W, dY };
  const options = decodeOptions(fields.options, { X, W }, tensor);
  return { X, W: options.shared === undefined ? W : X, dY, options };
}

/** X and W; one and the same object, where W is the text "X". @throws GradgateError FORMAT */
export function decodeOperands(
  fields: Fields<'X' | 'W'>,
  tensor: TensorReader,
): Pick<Given, 'X' | 'W'> {
  const X = tensor('X', fields.X);
  return { X, W: fields.W === 'X' ? X : tensor('W', fields.W) };
}
