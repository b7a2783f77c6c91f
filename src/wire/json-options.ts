import type { Given, Operand, Options } from '../contract/subject.ts';
import { isObject } from './is-object.ts';
import { malformed } from './malformed.ts';

/** The options of a call, with its tensors as `Tensor`; an operand as destination is named. */
export type OptionsWith<Tensor> = Omit<Options, 'into'> & {
  readonly into?: {
    readonly dX: Tensor | 'X' | 'W';
    readonly dW: Tensor | 'X' | 'W';
    readonly accumulate: boolean;
  };
};

interface OptionCheck {
  /** In words, what the option may be. */
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
}

const flag: OptionCheck = {
  expected: 'true or false',
  holds: (value) => typeof value === 'boolean',
};
const factor: OptionCheck = { expected: 'a number', holds: Number.isFinite };

/** What each option of the contract may be; destinations are looked at where they are decoded. */
export const optionChecks: Readonly<Record<keyof Options, OptionCheck>> = {
  transX: flag,
  transW: flag,
  alpha: factor,
  beta: factor,
  bias: flag,
  wants: {
    expected: 'some of dX and dW',
    holds: (value) => Array.isArray(value) && value.every((name) => name === 'dX' || name === 'dW'),
  },
  into: {
    expected: 'an object with dX, dW and accumulate',
    holds: (value) => isObject(value) && typeof value['accumulate'] === 'boolean',
  },
  shared: { expected: 'X·X or X·Xᵀ', holds: (value) => value === 'X·X' || value === 'X·Xᵀ' },
};

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
  const { into, ...plain } = checked(value);
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

function checked(options: unknown): OptionsWith<unknown> {
  if (!isObject(options)) throw malformed('options', 'an object', options);
  for (const [name, value] of Object.entries(options)) {
    const check = Object.entries(optionChecks).find(([known]) => known === name)?.[1];
    if (check === undefined) {
      throw malformed('options', `only ${Object.keys(optionChecks).join(', ')}`, name);
    }
    if (!check.holds(value)) throw malformed(`options.${name}`, check.expected, value);
  }
  // SAFETY: every option is of the contract, and has just been checked.
  return options as OptionsWith<unknown>;
}
