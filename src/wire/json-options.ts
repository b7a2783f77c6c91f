import type { Given, Operand, Options } from '../contract/subject.ts';
import type { JsonTensor } from './json-tensor.ts';
import { checkOptions } from './option-checks.ts';
import type { OptionsWith } from './options-with.ts';

/** The options of a call as JSON. */
export type JsonOptions = OptionsWith<JsonTensor>;

/** The options as JSON, their destinations by what writes a tensor. */
export function encodeOptions<Tensor>(
  { into, ...plain }: Options,
  { X, W }: Pick<Given, 'X' | 'W'>,
  tensor: (operand: Operand) => Tensor,
): OptionsWith<Tensor> {
  if (into === undefined) return plain;
  const name = (operand: Operand): Tensor | 'X' | 'W' =>
    operand.data === X.data ? 'X' : operand.data === W.data ? 'W' : tensor(operand);
  return {
    ...plain,
    into: { dX: name(into.dX), dW: name(into.dW), accumulate: into.accumulate },
  };
}

/** Options that were written as JSON. @throws GradgateError FORMAT, naming the first that is none */
export function decodeOptions(
  value: unknown,
  { X, W }: Pick<Given, 'X' | 'W'>,
  tensor: (where: string, value: unknown) => Operand,
): Options {
  const { into, ...plain } = checkOptions(value);
  if (into === undefined) return plain;
  const destination = (name: 'dX' | 'dW'): Operand => {
    const place = into[name];
    return place === 'X' ? X : place === 'W' ? W : tensor(`options.into.${name}`, place);
  };
  return {
    ...plain,
    into: { dX: destination('dX'), dW: destination('dW'), accumulate: into.accumulate },
  };
}
