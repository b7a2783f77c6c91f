import type { Options } from '../contract/subject.ts';
import { isObject } from './is-object.ts';
import { malformed } from './malformed.ts';
import type { OptionsWith } from './options-with.ts';

/** Whether a value may be an option of the contract. */
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

/** What was read as options. @throws GradgateError FORMAT, naming the first that is none */
export function checkOptions(options: unknown): OptionsWith<unknown> {
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
