import { optionList } from '../../claims/index.ts';
import type { Given, Operand, Options } from '../contract/subject.ts';
import { isObject } from './is-object.ts';
import type { JsonTensor } from './json-tensor.ts';
import { malformed } from './malformed.ts';

/** The options of a call, with its tensors as `Tensor`; an operand as destination is named. */
export type OptionsWith<Tensor> = Omit<Options, 'into'> & {
  readonly into?: {
    readonly dX: Tensor | 'X';
    readonly dW: Tensor | 'W';
    readonly accumulate: boolean;
  };
};

/** The options of a call as JSON. */
export type JsonOptions = OptionsWith<JsonTensor>;

/** The options as JSON, their destinations by what writes a tensor. */
export function encodeOptions<Tensor>(
  { into, ...plain }: Options,
  { X, W }: Pick<Given, 'X' | 'W'>,
  tensor: (operand: Operand) => Tensor,
): OptionsWith<Tensor> {
  if (into === undefined) return plain;
  const dX = into.dX.data === X.data ? 'X' : tensor(into.dX);
  const dW = into.dW.data === W.data ? 'W' : tensor(into.dW);
  return { ...plain, into: { dX, dW, accumulate: into.accumulate } };
}

/** Options that were JSON. @throws GradgateError FORMAT, naming the first that is none */
export function decodeOptions(
  value: unknown,
  { X, W }: Pick<Given, 'X' | 'W'>,
  tensor: (where: string, value: unknown) => Operand,
): Options {
  const { into, ...plain } = checkOptions(value);
  if (into === undefined) return plain;
  const dX = into.dX === 'X' ? X : tensor('options.into.dX', into.dX);
  const dW = into.dW === 'W' ? W : tensor('options.into.dW', into.dW);
  return { ...plain, into: { dX, dW, accumulate: into.accumulate } };
}

/** What was read as options: each is in the catalogue of claims, and is what may be asked. */
function checkOptions(options: unknown): OptionsWith<unknown> {
  if (!isObject(options)) throw malformed('options', 'an object', options);
  for (const [name, value] of Object.entries(options)) {
    const option = optionList.find((each) => each.name === name);
    if (option === undefined) {
      const known = optionList.map((each) => each.name).join(', ');
      throw malformed('options', `only ${known}`, name);
    }
    if (!option.allows(value)) throw malformed(`options.${name}`, option.expected, value);
  }
  // SAFETY: every option is of the contract, and has just been looked at.
  return options as OptionsWith<unknown>;
}
