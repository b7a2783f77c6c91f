/** (1) and (2) by hand from a general product C = α·A·B + β·C of strided matrices, as BLAS has it. */
import type { Answer, Answers, Given, Operands, Subject } from '../../../src/contract/subject.ts';
import { answered, dense, type Strided, strided, transposed } from './strided.ts';

export interface Gemm<A extends Float64Array | Float32Array> {
  /** Storage in the library's format: as it is, or a copy. */
  from(data: Float64Array): A;
  /** C = α·A·B + β·C, in place. */
  gemm(
    C: Strided<A>,
    product: readonly [A: Strided<A>, B: Strided<A>],
    factors: { readonly alpha: number; readonly beta: number },
  ): void;
}

/**
 * Each operand is taken where it lies: a transpose is a view, a vector is a row X or a column W, and a
 * destination is C, with β = 1 where it is added to. db is a row of ones times dY.
 */
export function byGemm<A extends Float64Array | Float32Array>(
  library: Gemm<A>,
): Pick<Subject, 'backward' | 'forward'> {
  return {
    backward: (given) => ({ ...gradients(library, given), ...besides(library, given) }),
    forward: ({ X, W }) => forward(library, { X, W }),
  };
}

function forward<A extends Float64Array | Float32Array>(
  library: Gemm<A>,
  { X, W }: Operands,
): Answer {
  const x = strided(X, library.from(X.data), 'row');
  const w = strided(W, library.from(W.data), 'column');
  const Y = zeros(library, x.rows, w.columns);
  library.gemm(Y, [x, w], { alpha: 1, beta: 0 });
  return answered(Y, [...X.shape.slice(0, -1), ...W.shape.slice(1)]);
}

function gradients<A extends Float64Array | Float32Array>(
  library: Gemm<A>,
  { X, W, dY, options = {} }: Given,
): Answers {
  const { transX, transW, alpha = 1, wants = ['dX', 'dW'], into } = options;
  const turn = (matrix: Strided<A>, is = false) => (is ? transposed(matrix) : matrix);
  const x = turn(strided(X, library.from(X.data), 'row'), transX);
  const w = turn(strided(W, library.from(W.data), 'column'), transW);
  const dy = strided(dY, library.from(dY.data), W.shape.length === 1 ? 'column' : 'row');
  const each = {
    dX: { like: x, factors: [dy, transposed(w)], vector: 'row', is: transX, of: X },
    dW: { like: w, factors: [transposed(x), dy], vector: 'column', is: transW, of: W },
  } as const;
  const asked = wants.map((name): [string, Answer] => {
    const { like, factors, vector, is, of } = each[name];
    const C = into
      ? turn(strided(into[name], library.from(into[name].data), vector), is)
      : zeros(library, like.rows, like.columns);
    library.gemm(C, factors, { alpha, beta: into?.accumulate ? 1 : 0 });
    return [name, answered(turn(C, is), of.shape)];
  });
  return into ? {} : Object.fromEntries(asked);
}

/** db and dC = β·dY. */
function besides<A extends Float64Array | Float32Array>(
  library: Gemm<A>,
  { dY, options: { bias, beta } = {} }: Given,
): Answers {
  const dy = strided(dY, library.from(dY.data), 'row');
  const { rows, columns } = dy;
  const ones = dense(library.from(new Float64Array(rows).fill(1)), 1, rows);
  const [db, dC] = [zeros(library, 1, columns), zeros(library, rows, columns)];
  if (bias) library.gemm(db, [ones, dy], { alpha: 1, beta: 0 });
  if (beta !== undefined) {
    dC.data.set(Float64Array.from(answered(dy, dY.shape).data));
    library.gemm(dC, [zeros(library, rows, 1), zeros(library, 1, columns)], { alpha: 1, beta });
  }
  return {
    ...(bias ? { db: answered(db, [columns]) } : {}),
    ...(beta === undefined ? {} : { dC: answered(dC, dY.shape) }),
  };
}

function zeros<A extends Float64Array | Float32Array>(
  { from }: Gemm<A>,
  rows: number,
  columns: number,
): Strided<A> {
  return dense(from(new Float64Array(rows * columns)), rows, columns);
}
