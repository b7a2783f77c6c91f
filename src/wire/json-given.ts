import type { Given, Operand, Operands } from '../contract/subject.ts';
import { decodeOptions, encodeOptions, type JsonOptions } from './json-options.ts';
import { decodeTensor, encodeTensor, type JsonTensor } from './json-tensor.ts';
import { malformed } from './malformed.ts';

/** A question of the contract. */
export interface JsonGiven {
  readonly X: JsonTensor;
  readonly W: JsonTensor;
  readonly dY: JsonTensor;
  readonly groups?: readonly number[];
  readonly options?: JsonOptions;
}

/** Reads a tensor. @throws GradgateError FORMAT, when it is none */
export type TensorReader = (where: string, value: unknown) => Operand;

/** What may be a question: its fields are looked at one by one. */
type Fields<Name extends string> = Readonly<Partial<Record<Name, unknown>>>;

/** A question as JSON: what a port is given. */
export function encodeGiven(given: Given): JsonGiven {
  const { X, W, dY, groups, options } = given;
  const operands = {
    ...{ X: encodeTensor(X), W: encodeTensor(W), dY: encodeTensor(dY) },
    ...(groups && { groups }),
  };
  if (options === undefined) return operands;
  return { ...operands, options: encodeOptions(options, given, encodeTensor) };
}

/** A question that was written as JSON, in storage of its own. @throws GradgateError FORMAT */
export function decodeGiven(
  fields: Fields<keyof Given>,
  tensor: TensorReader = (where, value) => decodeTensor(where, value),
): Given {
  const { X, W, ...groups } = decodeOperands(fields, tensor);
  const dY = tensor('dY', fields.dY);
  if (fields.options === undefined) return { X, W, dY, ...groups };
  const options = decodeOptions(fields.options, { X, W }, tensor);
  return { X, W: options.shared === undefined ? W : X, dY, ...groups, options };
}

/** X, W and groups; W is the same object as X, where it is the text "X". @throws GradgateError FORMAT */
export function decodeOperands(fields: Fields<keyof Operands>, tensor: TensorReader): Operands {
  const X = tensor('X', fields.X);
  const W = fields.W === 'X' ? X : tensor('W', fields.W);
  return fields.groups === undefined ? { X, W } : { X, W, groups: decodeGroups(fields.groups) };
}

function decodeGroups(value: unknown): readonly number[] {
  const isLength = (length: unknown): boolean =>
    Number.isSafeInteger(length) && Number(length) >= 0;
  if (Array.isArray(value) && value.every(isLength)) return value;
  throw malformed('groups', 'a whole number of rows for each group', value);
}
