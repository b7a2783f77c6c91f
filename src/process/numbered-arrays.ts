import { rewritten } from '../call/storage.ts';
import type { Operand } from '../contract/subject.ts';
import type { TensorReader } from '../wire/json-given.ts';

/**
 * Numbers for the arrays of operands. On their way arrays are copied: by its number the other side knows
 * one that was given before, and now holds other numbers.
 */
export class ArrayNumbers {
  readonly #numbers = new WeakMap<Float64Array, number>();
  #count = 0;

  /** Of each operand; of one that is another one, nothing. */
  of(operands: Readonly<Record<string, Operand>>): Readonly<Record<string, number>> {
    const seen = new Set<Operand>();
    const numbers = Object.entries(operands).flatMap(([name, operand]) => {
      if (seen.has(operand)) return [];
      seen.add(operand);
      return [[name, this.#numberOf(operand.data)] as const];
    });
    return Object.fromEntries(numbers);
  }

  #numberOf(data: Float64Array): number {
    const number = this.#numbers.get(data) ?? ++this.#count;
    this.#numbers.set(data, number);
    return number;
  }
}

/** The next call may be given the arrays of the last again, or of one before that was recorded. */
const mostKept = 16;

/** The operands that were given last, by the numbers of their arrays. */
export class NumberedArrays {
  readonly #kept = new Map<number, Operand>();

  /** Reads tensors into the arrays that have these numbers, where they are known. */
  reader(numbers: unknown, read: TensorReader): TensorReader {
    const known: Readonly<Record<string, unknown>> = { ...Object(numbers) };
    return (where, value) => {
      const operand = read(where, value);
      const number = known[where];
      return typeof number === 'number' ? this.#place(number, operand) : operand;
    };
  }

  clear(): void {
    this.#kept.clear();
  }

  #place(number: number, fresh: Operand): Operand {
    const last = this.#kept.get(number);
    const operand = last === undefined ? fresh : rewritten(last, fresh);
    this.#kept.delete(number); // so that it is the youngest
    this.#kept.set(number, operand);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return operand;
  }
}
