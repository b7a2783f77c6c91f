/**
 * The contract. This file imports nothing: copy it to write a subject without installing gradgate.
 * A subject is the implementation under test; an adapter is a module that exports one by default.
 * Without claims it only ever sees `{ X, W, dY }`, dense, of rank 2 and with no extent 0.
 */
export type Awaitable<T> = T | Promise<T>;

/** What a tensor may be stored in. `fn`: without infinities. `fnuz`: without −0, too. */
export type TensorFormat =
  | Subject['numberFormat']
  | 'float8_e5m2'
  | 'float8_e4m3fn'
  | 'float8_e5m2fnuz'
  | 'float8_e4m3fnuz'
  | 'float4_e2m1fn';

/** An operand that is codes and scales: each entry is its code times the scale of its block. */
export interface ScaledFormat {
  /** What codes are numbers of: of eight or four bits. */
  readonly codes: Exclude<TensorFormat, Subject['numberFormat']>;
  /** What scales are numbers of; they are positive, those of `float8_e8m0fnu` powers of two. */
  readonly scales: 'float8_e8m0fnu' | 'float8_e4m3fn' | 'float32';
  /** Rows and columns of a block, in X m×n, W n×k and dY m×k. The last blocks end with the matrix. */
  readonly block: readonly [rows: number | 'all', columns: number | 'all'];
  /** NVFP4's second scale, of the whole tensor, beside scales of `float8_e4m3fn`: entries are times it, too. */
  readonly globalScale?: 'float32';
}

/** The tensors that a subject takes or gives: a destination has the format of its gradient. */
export type TensorName = 'X' | 'W' | 'dY' | 'Y' | 'dX' | 'dW' | 'db' | 'dC';

/**
 * A tensor as a subject receives it. Nobody writes into it while a call lasts. Later, the caller may
 * write other numbers into the same array and give it again, as an optimizer does with W.
 */
export interface Operand {
  /** The extent of each axis: whole numbers, at least 1; 0 too, where `emptyExtents` is claimed. */
  readonly shape: readonly number[];
  /** Values of its format, row-major; codes times scales, exactly. With strides, the whole storage. */
  readonly data: Float64Array;
  /** Claim `layouts`: for each axis, how many entries of `data` lie from one index to the next. */
  readonly strides?: readonly number[];
  /** Comes with strides: the place in `data`, from 0, of the entry whose indices are all 0. */
  readonly offset?: number;
  /** Of a `ScaledFormat`: what `data` is the product of. */
  readonly scaled?: Scaled;
}

/** The codes and scales of an operand, in the orientation in which it is stored. */
export interface Scaled {
  /** The numbers that the codes mean: one an entry of `shape`, row-major, also beside strides. */
  readonly codes: Float64Array;
  /** ⌈rows/r⌉ × ⌈columns/c⌉ for blocks of r×c, row-major, each element of a batch; 1 for zeros. */
  readonly scales: Float64Array;
  /** Where its format has one: a number for the matrix, each element of a batch; 1 for zeros. */
  readonly globalScale?: Float64Array;
}

/** What a subject answers with: any array-like of as many numbers as its extents say, row-major. */
export interface Answer {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** What a subject says of itself. Nothing is assumed unclaimed; one call may need all that is claimed. */
export interface Claims {
  /** Only this gradient exists, of what is not frozen, or data. The other is left out, and not checked. */
  readonly gradients?: 'dX' | 'dW';
  /** W is k×n, and so is dW: Y = X·Wᵀ, as linear layers hold it. With `transW` it is n×k. */
  readonly weight?: 'out×in';
  /** In the place of dY comes T: ∂f/∂Y = Y − T of f = ½‖Y − T‖². Then there is no α, β, epilogue, or NaN. */
  readonly loss?: 'half squared error';
  /** The same call gives the same bits every time. `any layout`: a view gives the bits of its copy. */
  readonly deterministic?: boolean | 'any layout';
  /**
   * Shapes and strides alone decide how sums are formed, neither values nor chance, so scaling by powers of
   * two changes exponents alone. It says all that `deterministic: true` says.
   */
  readonly reproducible?: boolean;
  /**
   * For one W, a row of Y and of dX has the same bits whatever m is, whichever rows stand beside it and in
   * whatever order; of dense operands. dW is not meant.
   */
  readonly batchInvariant?: boolean;
  /**
   * How products are summed. `conventional`, which is assumed: each enters one summation tree once.
   * `strassen`: Strassen's recursion or Winograd's form of it, by a bound that is weaker: norm-wise. It
   * does not cover Winograd's inner product algorithm of 1968.
   */
  readonly algorithm?: 'conventional' | 'strassen';
  /**
   * Every partial sum has at least the precision of this format, and is rounded to nearest; the result is
   * rounded to its format once, at the end. Judged by it are Y, dX and dW of one product. What may be
   * rounded in between is judged as a sum in the format of the result, or in this one where it is
   * narrower: gradients summed over a batch, scaled, added to a destination or of one variable, db, and
   * all of `strassen`. Without it, that holds of every sum. `14 bits`: tensor cores for float8.
   */
  readonly accumulates?: 'float64' | 'float32' | '14 bits' | 'float16' | 'bfloat16';
  /** Operands are rounded to this format before they are multiplied, to nearest or toward zero. */
  readonly multiplies?: 'tf32' | 'float16' | 'bfloat16';
  /** A result is the `nearest` number to its sum, which is assumed, or either: `toward zero`. */
  readonly stores?: 'nearest' | 'toward zero';
  /** What is too large becomes `infinity`, or NaN in a format without, or `saturates`. */
  readonly overflow?: 'infinity' | 'saturates';
  /**
   * Tensor cores: so many products, and the sum so far, are added at once. Each is aligned to the largest
   * and cut off at the accumulator's precision, and so is their sum. 1: every addition is truncated.
   */
  readonly fusedSums?: 32 | 16 | 8 | 4 | 1;
  /** Operands may be views with strides and an offset: of these kinds, or of all. */
  readonly layouts?: 'all' | readonly LayoutKind[];
  /** m, n and k may be 0; with `batching`, the extent of a batch axis, too. */
  readonly emptyExtents?: boolean;
  /** Batch axes in front, `leading`: alike; `X alone`: W has none; `broadcast`: by NumPy's rules. dX, dW, db sum over them. */
  readonly batching?: 'leading' | 'X alone' | 'broadcast';
  /**
   * Grouped products: see `groups`. Rows of X and dY beyond the last group are the tail, which no dW
   * depends on. `no tail`: there is none. `any tail`: Y and dX may have anything there. `zero tail`: 0.
   */
  readonly grouping?: 'no tail' | 'any tail' | 'zero tail';
  /** X may be a vector of n (a row), and W a vector of n (a column). Y then lacks that axis. */
  readonly vectors?: boolean;
  /** `options.transX`: X is stored transposed, n×m, and so is dX. `transW` likewise. */
  readonly transposeFlags?: boolean;
  /** `options.alpha` and `beta`: Y = α·X·W + β·C; dX and dW are scaled by α, and dC = β·dY. */
  readonly scaling?: boolean;
  /** `options.bias`: the answer has db too, the column sums of dY. */
  readonly bias?: boolean;
  /** `options.epilogue`: Y = φ(X·W). Where X·W is 0, the slope of `relu` is 0, or, if said, 0 or 1. */
  readonly epilogue?: 'relu' | 'relu, 0 or 1 at 0';
  /** `options.wants` asks for some of the gradients only. */
  readonly subsets?: boolean;
  /** `options.into`: gradients are written there, over what is there. `accumulate`: or added to it. */
  readonly destinations?: 'overwrite' | 'accumulate';
  /** Destinations may be the operands themselves: dX over X, and dW over W. */
  readonly aliasedDestinations?: boolean;
  /** The arrays of an answer are the caller's own, who may write into them. */
  readonly ownedAnswers?: boolean;
  /** `options.shared`: X and W are one variable. The answer's dX is its whole gradient. */
  readonly sharedOperand?: boolean;
  /** NaN and infinities may come. `zero-skipping`: terms with a factor 0 may be left out, so 0·NaN is 0. */
  readonly nonFinite?: 'ieee' | 'zero-skipping';
  /** What is subnormal may be taken for 0; no operand is. Each product or sum may be off by the smallest normal number. */
  readonly subnormals?: 'flushed';
}

/** The kinds of views: what is unlike a dense row-major tensor. */
export type LayoutKind =
  /** Columns are contiguous: the view of a transpose. */
  | 'column-major'
  /** A window of wider storage: there is padding between rows. */
  | 'gaps'
  /** The first entry is not the first of the storage. */
  | 'offset'
  /** Every second row or column. */
  | 'steps'
  /** Rows or columns in reverse: negative strides. */
  | 'reversed'
  /** Stride 0: one row, column or batch element shown as many. */
  | 'expanded'
  /** Unusual strides on axes of extent 1, where any stride is right. */
  | 'lone strides'
  /** With `batching` or `grouping`: batch axes are not the slowest ones, or not in their order. */
  | 'batch order';

/** What a call may ask for beyond the plain problem; each only of a subject that claims it. */
export interface Options {
  readonly transX?: boolean;
  readonly transW?: boolean;
  readonly alpha?: number;
  readonly beta?: number;
  readonly bias?: boolean;
  /** Y = max(X·W, 0): dX, dW and db are those of dY where X·W > 0, and of 0 elsewhere. b is 0. */
  readonly epilogue?: 'relu';
  readonly wants?: readonly ('dX' | 'dW')[];
  /** Where the gradients that exist go. `accumulate`: they are added to what is there. */
  readonly into?: { readonly dX: Operand; readonly dW: Operand; readonly accumulate: boolean };
  /** Y = X·X, or Y = X·Xᵀ; W is the very same object as X. */
  readonly shared?: 'X·X' | 'X·Xᵀ';
}

/** What a forward pass takes: X m×n and W n×k. */
export interface Operands {
  readonly X: Operand;
  readonly W: Operand;
  /**
   * Claim `grouping`: how many rows of X are of each group, 0 too, group after group. W is G×n×k, a matrix
   * for each of G groups: rows of Y are rows of X times that of their group, and dW is like W.
   */
  readonly groups?: readonly number[];
}

/** The question: dX and dW of f(X·W), given dY = ∂f/∂Y. */
export interface Given extends Operands {
  readonly dY: Operand;
  readonly options?: Options;
}

/** The answer. What was not wanted, does not exist, or went into a destination, may be left out. */
export interface Answers {
  readonly dX?: Answer;
  readonly dW?: Answer;
  /** Of `bias`, a vector of k. */
  readonly db?: Answer;
  /** Of `beta`, m×k. */
  readonly dC?: Answer;
}

/** The implementation under test. */
export interface Subject {
  /** What reports call it: a name and a version. */
  readonly name: string;
  /** The format of every tensor that `formats` does not name. */
  readonly numberFormat: 'float64' | 'float32' | 'bfloat16' | 'float16';
  /** Of single tensors. Sums have at least the precision of what they become: see `accumulates`. */
  readonly formats?: {
    readonly [T in TensorName]?: TensorFormat | (T extends 'X' | 'W' | 'dY' ? ScaledFormat : never);
  };
  readonly claims?: Claims;
  /** (1) and (2): dX = ∂f/∂X, m×n, and dW = ∂f/∂W, n×k, given dY = ∂f/∂Y, m×k, for Y = X·W. */
  backward(given: Given): Awaitable<Answers>;
  /** Y = X·W, m×k. Without it, what needs it is not checked, and the report says so. */
  forward?(operands: Operands): Awaitable<Answer>;
  /**
   * A forward pass that keeps what its backward pass needs: Y, and a function that answers for a dY
   * later. That function may throw when X or W were overwritten since, or when it is called a second
   * time. It may not answer wrongly.
   */
  record?(operands: Operands): Awaitable<Recorded>;
  /**
   * The weight that the layer holds for this W: quantized, pruned, normed. A function of W alone, with its
   * shape and format. Y and dX are judged with it in the place of W; dW, if it exists, is straight through.
   */
  effective?(W: Operand): Awaitable<Answer>;
  /** Of properties known to fail, by id, the reason. They decide nothing; one that holds is a failure. */
  readonly knownFailures?: Readonly<Record<string, string>>;
  /** Back to the state of a fresh process, before every problem; without it, earlier ones may matter. */
  reset?(): Awaitable<void>;
  /** Called before each property. */
  begin?(): Awaitable<void>;
  /** Called once, after the last call. */
  dispose?(): Awaitable<void>;
}

/** A forward pass that can be answered for later. */
export interface Recorded {
  readonly Y: Answer;
  backward(dY: Operand): Awaitable<Answers>;
}
