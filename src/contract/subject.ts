/**
 * The contract. This file imports nothing: copy it to write a subject without installing gradgate.
 * A subject is the implementation under test; an adapter is a module that exports one by default.
 * Without claims it only ever sees `{ X, W, dY }`, dense, of rank 2 and with no extent 0.
 */
export type Awaitable<T> = T | Promise<T>;

/** A tensor as a subject receives it. It is the subject's own copy. */
export interface Operand {
  readonly shape: readonly number[];
  /** Values of the subject's number format, row-major; with strides, the whole storage. */
  readonly data: Float64Array;
  /** Claim `layouts`: how far apart neighbours along each axis lie in `data`, and where it begins. */
  readonly strides?: readonly number[];
  readonly offset?: number;
}

/** What a subject answers with: any array-like of numbers, row-major. */
export interface Answer {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** What a subject says about itself beyond the plain contract. Nothing is assumed unclaimed. */
export interface Claims {
  /**
   * The same call gives the same bits, every time, and shapes alone decide how sums are formed, so
   * that scaling by powers of two scales every bit; `any layout`: a view gives the bits of its copy.
   */
  readonly deterministic?: boolean | 'any layout';
  /**
   * How products are summed. `conventional` (assumed when left out): each product enters one
   * summation tree once. `strassen`: only norm-wise accurate, and judged by that weaker bound.
   */
  readonly algorithm?: 'conventional' | 'strassen';
  /** Operands may be views with strides and an offset: of these kinds, or of all. */
  readonly layouts?: 'all' | readonly LayoutKind[];
  /** m, n and k may be 0. */
  readonly emptyExtents?: boolean;
  /**
   * Operands may have batch axes in front: `leading`, the same ones on X, W and dY; `broadcast`, any
   * that NumPy's rules join; dX and dW then have the shapes of X and W, summed over joined axes.
   */
  readonly batching?: 'leading' | 'broadcast';
  /** X may be a vector of n (a row), W a vector of n (a column); Y then lacks that axis. */
  readonly vectors?: boolean;
  /** `options.transX` and `transW`: X (W) is stored transposed, and so is its gradient. */
  readonly transposeFlags?: boolean;
  /** `options.alpha` and `beta`: Y = α·X·W + β·C; dX and dW are scaled by α, and dC = β·dY. */
  readonly scaling?: boolean;
  /** `options.bias`: the answer has db too, the column sums of dY. */
  readonly bias?: boolean;
  /** `options.wants` asks for some of the gradients only. */
  readonly subsets?: boolean;
  /** `options.into`: gradients are written there, over what is there; or added to it. */
  readonly destinations?: 'overwrite' | 'accumulate';
  /** Destinations may be the operands themselves: dX over X, and dW over W. */
  readonly aliasedDestinations?: boolean;
  /** The arrays it answers with are the caller's, who may write into them. */
  readonly ownedAnswers?: boolean;
  /** `options.shared`: X and W are one variable, and the answer's dX is its whole gradient. */
  readonly sharedOperand?: boolean;
  /**
   * NaN and infinities may come. `ieee`: every term of a sum counts; `zero-skipping`: terms with a
   * factor 0 may be left out, so that 0·NaN is 0.
   */
  readonly nonFinite?: 'ieee' | 'zero-skipping';
  /**
   * Numbers below the normal range of the format may be taken for 0, as operands and as results, as
   * processors do that flush them. Operands then have none; what results is allowed to be off so far.
   */
  readonly subnormals?: 'flushed';
}

/** The kinds of views: what is unlike a dense row-major tensor. */
export type LayoutKind =
  /** Columns are contiguous: the view of a transpose. */
  | 'column-major'
  /** A window of wider storage: rows have gaps between them. */
  | 'gaps'
  /** The first entry is not the first of the storage. */
  | 'offset'
  /** Every second row or column. */
  | 'steps'
  /** Rows or columns in reverse: negative strides. */
  | 'reversed'
  /** One row, column or member seen as many: stride 0. */
  | 'expanded'
  /** Unusual strides on axes of extent 1, where no stride is wrong. */
  | 'lone strides';

/** What is asked beyond the plain problem; each only of a subject that claims it. */
export interface Options {
  readonly transX?: boolean;
  readonly transW?: boolean;
  readonly alpha?: number;
  readonly beta?: number;
  readonly bias?: boolean;
  readonly wants?: readonly ('dX' | 'dW')[];
  /** Where the gradients go. `accumulate`: they are added to what is there. */
  readonly into?: { readonly dX: Operand; readonly dW: Operand; readonly accumulate: boolean };
  /** Y = X·X, or Y = X·Xᵀ; W is the very same object as X. */
  readonly shared?: 'X·X' | 'X·Xᵀ';
}

export interface Operands {
  readonly X: Operand;
  readonly W: Operand;
}

/** The question: the gradients of f(X·W), given dY = ∂f/∂Y. */
export interface Given extends Operands {
  readonly dY: Operand;
  /** Left out for a plain problem. */
  readonly options?: Options;
}

/** The answer. What was not asked for, or went into a destination, may be left out. */
export interface Answers {
  readonly dX?: Answer;
  readonly dW?: Answer;
  /** Of `bias`, a vector of k. */
  readonly db?: Answer;
  /** Of `beta`, m×k. */
  readonly dC?: Answer;
}

export interface Subject {
  /** What reports call it: a name and a version. */
  readonly name: string;
  /** The format in which it rounds, with at least that precision in every partial sum. */
  readonly numberFormat: 'float64' | 'float32' | 'bfloat16' | 'float16';
  readonly claims?: Claims;
  /** (1) and (2): dX = ∂f/∂X, m×n, and dW = ∂f/∂W, n×k, given dY = ∂f/∂Y, m×k, for Y = X·W. */
  backward(given: Given): Awaitable<Answers>;
  /** Y = X·W, m×k. Left out, what needs it is not checked, and the report says so. */
  forward?(operands: Operands): Awaitable<Answer>;
  /**
   * The forward pass of a library that keeps what its backward pass needs: Y, and a function that
   * answers for a dY later. It may throw when X and W have been overwritten since, or when it is asked
   * a second time; it may not answer wrongly.
   */
  record?(operands: Operands): Awaitable<Recorded>;
  /**
   * Properties known to fail, by id, each with the reason (a link, best). They are reported as known
   * failures and fail nothing; one that holds again is a failure, so that the list stays true.
   */
  readonly knownFailures?: Readonly<Record<string, string>>;
  /**
   * Back to the state of a fresh process: no cache, no kept storage. Called before every problem, so
   * that a counterexample is the whole story. Left out, earlier problems may be part of it.
   */
  reset?(): Awaitable<void>;
  /** Called before each property: what is allowed for one is allowed again. */
  begin?(): Awaitable<void>;
  /** Called once, after the last question. */
  dispose?(): Awaitable<void>;
}

/** A forward pass that can be answered for later. */
export interface Recorded {
  readonly Y: Answer;
  backward(dY: Operand): Awaitable<Answers>;
}
