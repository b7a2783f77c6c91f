import { existingGradients } from '../../claims/existing-gradients.ts';
import { Border } from '../call/border.ts';
import { checkUntouched, poseForward } from '../call/pose.ts';
import { readAnswer } from '../call/read-answer.ts';
import { crashing } from '../call/subject-crash.ts';
import type { Subject } from '../contract/subject.ts';
import { defined } from '../defined.ts';
import { Matrix } from '../matrix/matrix.ts';
import { turned } from '../matrix/turned.ts';
import type { ProductName } from '../problem/large/large-problem.ts';
import type { Problem } from '../problem/problem.ts';

/** A·B of a subject, (p×q)(q×r) → p×r, row-major. */
export type Multiply = (A: Matrix, B: Matrix) => Promise<Float64Array>;

/** Puts products to a subject, and counts its calls. */
export class Asking {
  readonly #border: Border;
  readonly #gradients: readonly ('dX' | 'dW')[];
  #forwards = 0;

  /** What it claims is of no account, but which gradients there are, and how it is given W. */
  constructor(subject: Subject) {
    const { weight, loss } = subject.claims ?? {};
    this.#border = new Border(subject, defined({ weight, loss }));
    this.#gradients = existingGradients(subject.claims ?? {});
  }

  get products(): readonly ProductName[] {
    return this.#border.hasForward ? ['Y', ...this.#gradients] : this.#gradients;
  }

  /** How often the subject was asked for anything. */
  get calls(): number {
    return this.#border.calls + this.#forwards;
  }

  /** The product A·B that this result is. The other gradient of the call is not looked at. */
  multiply(product: ProductName): Multiply {
    return async (A, B) => {
      switch (product) {
        case 'Y':
          return this.#forward(A, B);
        case 'dX': {
          const { dX } = await this.#backward(ones(A.rows, B.cols), B.T, A);
          return dX;
        }
        case 'dW': {
          const { dW } = await this.#backward(A.T, ones(A.rows, B.cols), B);
          return dW;
        }
      }
    };
  }

  /** A·B as dX, and Bᵀ·A as dW, of one call; both matrices are square. */
  async both(A: Matrix, B: Matrix): Promise<Record<'dX' | 'dW', Float64Array>> {
    return this.#backward(B, B.T, A);
  }

  /** Nothing of a gradient that there is not. @throws SubjectCrash, GradgateError ANSWER */
  async #backward(X: Matrix, W: Matrix, dY: Matrix): Promise<Record<'dX' | 'dW', Float64Array>> {
    // SAFETY: the extents fit; only the names of the axes are not known to the types.
    const problem = { X, W, dY, salt: 0 } as unknown as Problem;
    const { answer, shapes, turns } = await this.#border.call(problem);
    const entries = (name: 'dX' | 'dW'): Float64Array => {
      if (!this.#gradients.includes(name)) return new Float64Array();
      const stored = readAnswer(`the subject's ${name}`, answer[name], shapes[name]);
      return name === 'dW' && turns.W ? turned(stored, [W.cols, W.rows]) : stored;
    };
    return { dX: entries('dX'), dW: entries('dW') };
  }

  /** @throws SubjectCrash, GradgateError ANSWER */
  async #forward(X: Matrix, W: Matrix): Promise<Float64Array> {
    // SAFETY: as above.
    const operands = { X, W } as unknown as Pick<Problem, 'X' | 'W'>;
    const { claims, formats } = this.#border;
    const { given, laidOut, shapes } = poseForward(operands, { ...claims, formats });
    this.#forwards += 1;
    const answer = await crashing('forward', () => this.#border.subject.forward?.(given));
    checkUntouched(laidOut);
    return readAnswer("the subject's Y", answer, shapes.dY);
  }
}

function ones(rows: number, cols: number): Matrix {
  return Matrix.of([rows, cols], () => 1);
}
