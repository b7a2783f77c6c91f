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

/** An option that is a finite number. */
export function factor(sentence: string): CallOption {
  return { schema: { type: 'number' }, sentence, expected: 'a number', allows: Number.isFinite };
}
