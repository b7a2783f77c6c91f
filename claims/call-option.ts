import { exponentOf } from '../src/number/round.ts';

/** One option of a call: its JSON, its sentence, and what may be asked. */
export interface CallOption {
  /** Its JSON Schema. `#/definitions/tensor` is a tensor, as the file that it stands in has them. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** What is asked with it, in one or two sentences. */
  readonly sentence: string;
  /** What `allows` expects, in words. */
  readonly expected: string;
  /** Whether this may be asked. Tensors are looked at where they are read. */
  allows(value: unknown): boolean;
}

/** An option that is true or false. */
export function flag(sentence: string): CallOption {
  return {
    schema: { type: 'boolean' },
    sentence,
    expected: 'true or false',
    allows: (value) => typeof value === 'boolean',
  };
}

/** A factor by which nothing is rounded: 0, or a power of two with its sign. */
export function factor(sentence: string): CallOption {
  return {
    schema: { type: 'number' },
    sentence,
    expected: '0 or a power of two',
    allows: isFactor,
  };
}

function isFactor(value: unknown): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  return value === 0 || Math.abs(value) === 2 ** exponentOf(value);
}
