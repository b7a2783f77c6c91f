/**
 * The contract. This file imports nothing: copy it to write a subject without installing gradgate.
 * A subject is the implementation under test; an adapter is a module that exports one by default.
 */
export type Awaitable<T> = T | Promise<T>;

/** A dense row-major tensor of rank 2 (or more, for a subject that claims batches). */
export interface DenseTensor {
  readonly shape: readonly number[];
  /** Values of the subject's number format. It is the subject's own copy. */
  readonly data: Float64Array;
}

/** What a subject answers with: any array-like of numbers, row-major. */
export interface Answer {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** What a subject says about itself beyond the plain contract. Nothing is assumed unclaimed. */
export interface Claims {
  /** The same call gives the same bits, every time. */
  readonly deterministic?: boolean;
  /**
   * How products are summed. `conventional` (assumed when left out): each product enters one
   * summation tree once. `strassen`: only norm-wise accurate, and judged by that weaker bound.
   */
  readonly algorithm?: 'conventional' | 'strassen';
}

export interface Subject {
  /** What reports call it: a name and a version. */
  readonly name: string;
  /** The format in which it rounds, with at least that precision in every partial sum. */
  readonly numberFormat: 'float64' | 'float32' | 'bfloat16' | 'float16';
  readonly claims?: Claims;
  /** (1) and (2): dX = ∂f/∂X, m×n, and dW = ∂f/∂W, n×k, given dY = ∂f/∂Y, m×k, for Y = X·W. */
  backward(problem: {
    readonly X: DenseTensor;
    readonly W: DenseTensor;
    readonly dY: DenseTensor;
  }): Awaitable<{ readonly dX: Answer; readonly dW: Answer }>;
  /** Y = X·W, m×k. Left out, what needs it is not checked, and the report says so. */
  forward?(operands: { readonly X: DenseTensor; readonly W: DenseTensor }): Awaitable<Answer>;
  /**
   * Properties known to fail, by id, each with the reason (a link, best). They are reported as known
   * failures and fail nothing; one that holds again is a failure, so that the list stays true.
   */
  readonly knownFailures?: Readonly<Record<string, string>>;
  /** Called once, after the last question. */
  dispose?(): Awaitable<void>;
}
