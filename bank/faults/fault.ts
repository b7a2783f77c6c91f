import { toAnswer, toMatrix } from '../../src/contract/reference.ts';
import type { Subject } from '../../src/contract/subject.ts';
import type { Matrix } from '../../src/matrix/matrix.ts';
import { multiply } from '../../src/matrix/multiply.ts';

/** A deliberately wrong subject, recreated from a report or planted, that the gate must catch. */
export interface Fault extends Subject {
  /** What went wrong, in one sentence. */
  readonly story: string;
  /** When it is wrong: a few words, such as "k = 1 and dY is expanded". */
  readonly trigger: string;
  /** The id of the property that must catch it: the one that states the broken law most directly. */
  readonly caughtBy: string;
  /** The public thread it comes from. */
  readonly thread?: string;
}

/** What is told about a fault. */
export type About = Pick<Fault, 'name' | 'story' | 'trigger' | 'caughtBy' | 'thread'>;

/** Without axis names: with them, most of these faults would not compile. */
type Wrong = (problem: { readonly X: Matrix; readonly W: Matrix; readonly dY: Matrix }) => {
  readonly dX: Matrix;
  readonly dW: Matrix;
};

/** A fault of the backward pass alone: the forward pass is right. */
export function wrongBackward(about: About, backward: Wrong): Fault {
  return {
    ...about,
    numberFormat: 'float64',
    backward: ({ X, W, dY }) => {
      const { dX, dW } = backward({ X: toMatrix(X), W: toMatrix(W), dY: toMatrix(dY) });
      return { dX: toAnswer(dX), dW: toAnswer(dW) };
    },
    forward: ({ X, W }) => toAnswer(multiply(toMatrix(X), toMatrix(W))),
  };
}

/** A fault of the product that all three formulas share: Y = A·B, dX = dY·Wᵀ, dW = Xᵀ·dY. */
export function wrongProduct(about: About, product: (a: Matrix, b: Matrix) => Matrix): Fault {
  const backward = wrongBackward(about, ({ X, W, dY }) => ({
    dX: product(dY, W.T),
    dW: product(X.T, dY),
  }));
  return { ...backward, forward: ({ X, W }) => toAnswer(product(toMatrix(X), toMatrix(W))) };
}

/** The right formulas with every entry of dY changed first. */
export function wrongUpstream(about: About, change: (value: number) => number): Fault {
  return wrongBackward(about, ({ X, W, dY }) => right({ X, W, dY: dY.map(change) }));
}

/**
 * (1) and (2), as whoever writes a layer writes them. The bank makes wrong answers: it does not rest
 * on the oracle that judges them.
 */
export const right: Wrong = ({ X, W, dY }) => ({ dX: multiply(dY, W.T), dW: multiply(X.T, dY) });

/** The right product with entry (i, j) replaced. */
export function altered(
  a: Matrix,
  b: Matrix,
  change: (value: number, i: number, j: number) => number,
): Matrix {
  return multiply(a, b).map(change);
}

/** The right product, its terms added from the last to the first. */
export function multiplyReversed(a: Matrix, b: Matrix): Matrix {
  const inner = Array.from({ length: a.cols }, (_, p) => a.cols - 1 - p);
  return multiply(a.pickColumns(inner), b.pickRows(inner));
}
