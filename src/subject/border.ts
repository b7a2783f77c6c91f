import { Balls } from '../certified/balls.ts';
import { productBound } from '../certified/bound.ts';
import { strassenBound } from '../certified/strassen.ts';
import { GradgateError } from '../errors.ts';
import { formats, type NumberFormat } from '../format/format.ts';
import { Matrix } from '../matrix/matrix.ts';
import type { Problem } from '../problem/problem.ts';
import type { Answer, Claims, DenseTensor, Subject } from './subject.ts';

/** What the subject said dX and dW are: its values, with the radius it is allowed to be off by. */
export interface Gradients {
  readonly dX: Balls<'m', 'n'>;
  readonly dW: Balls<'n', 'k'>;
}

/** One call of `backward` as it happened: the very tensors given, and the very answer. */
export interface Call {
  readonly given: { readonly X: DenseTensor; readonly W: DenseTensor; readonly dY: DenseTensor };
  readonly answer: { readonly dX: Answer; readonly dW: Answer };
}

/** The subject threw. Its own message is kept; the stack is nobody's business here. */
export class SubjectCrash extends Error {
  override readonly name = 'SubjectCrash';
}

/** The one place where matrices become plain tensors, and answers are checked and become balls. */
export class Border {
  readonly format: NumberFormat;
  readonly claims: Claims;
  readonly #subject: Subject;

  constructor(subject: Subject) {
    this.#subject = subject;
    this.format = formats[subject.numberFormat];
    this.claims = subject.claims ?? {};
  }

  get hasForward(): boolean {
    return this.#subject.forward !== undefined;
  }

  /**
   * The subject's dX and dW.
   * @throws SubjectCrash when it throws; GradgateError ANSWER when the answer is not a gradient
   */
  async backward(problem: Problem): Promise<Gradients> {
    return this.read(problem, (await this.call(problem)).answer);
  }

  /** The answer to `problem`, checked, as balls. @throws GradgateError ANSWER */
  read({ X, W, dY }: Problem, answer: Call['answer']): Gradients {
    const dX = readAnswer<'m', 'n'>("the subject's dX", answer.dX, [X.rows, X.cols]);
    const dW = readAnswer<'n', 'k'>("the subject's dW", answer.dW, [W.rows, W.cols]);
    return {
      dX: new Balls(dX, this.#bound(dY, W.T)),
      dW: new Balls(dW, this.#bound(X.T, dY)),
    };
  }

  /** One call of the subject's backward on fresh copies. @throws SubjectCrash, GradgateError */
  async call({ X, W, dY }: Problem): Promise<Call> {
    const given = { X: toDense(X), W: toDense(W), dY: toDense(dY) };
    const answer = await crashing('backward', () => this.#subject.backward(given));
    if (typeof answer !== 'object' || answer === null) {
      const expected = 'an object with dX and dW';
      throw new GradgateError('ANSWER', { where: 'backward', expected, actual: String(answer) });
    }
    return { given, answer };
  }

  /** The subject's Y. @throws SubjectCrash, GradgateError ANSWER; Error when it has no forward */
  async forward({ X, W }: Pick<Problem, 'X' | 'W'>): Promise<Balls<'m', 'k'>> {
    const given = { X: toDense(X), W: toDense(W) };
    const answer = await crashing('forward', () => this.#subject.forward?.(given));
    const Y = readAnswer<'m', 'k'>("the subject's Y", answer, [X.rows, W.cols]);
    return new Balls(Y, this.#bound(X, W));
  }

  #bound<R extends string, C extends string>(a: Matrix<R>, b: Matrix<string, C>): Matrix<R, C> {
    const bound = this.claims.algorithm === 'strassen' ? strassenBound : productBound;
    return bound(a, b, this.format);
  }
}

async function crashing<T>(what: string, call: () => T | Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new SubjectCrash(`${what} threw: ${message}`);
  }
}

function toDense(matrix: Matrix): DenseTensor {
  return { shape: [matrix.rows, matrix.cols], data: matrix.toArray() };
}

function readAnswer<R extends string, C extends string>(
  where: string,
  answer: unknown,
  [rows, cols]: readonly [number, number],
): Matrix<R, C> {
  const { shape, data } = asTensor(where, answer);
  if (shape.length !== 2 || shape[0] !== rows || shape[1] !== cols) {
    const fix = 'A gradient has the shape of what it is the gradient of.';
    const actual = shape.length === 0 ? 'an empty shape' : shape.join('×');
    throw new GradgateError('ANSWER', { where, expected: `${rows}×${cols}`, actual, fix });
  }
  if (data.length !== rows * cols) {
    const expected = `${rows * cols} entries`;
    throw new GradgateError('ANSWER', { where, expected, actual: `${data.length}` });
  }
  const bad = Array.from(data).find((entry) => typeof entry !== 'number');
  if (bad !== undefined) {
    const actual = `${typeof bad} ${String(bad)}`;
    throw new GradgateError('ANSWER', { where, expected: 'only numbers', actual });
  }
  return Matrix.over(rows, cols, Float64Array.from(data));
}

function asTensor(where: string, answer: unknown): Answer {
  const parts = typeof answer === 'object' && answer !== null ? answer : {};
  const shape = 'shape' in parts ? parts.shape : undefined;
  const data = 'data' in parts ? parts.data : undefined;
  const arrayLike = typeof data === 'object' && data !== null && 'length' in data;
  if (!Array.isArray(shape) || !arrayLike) {
    const expected = 'an object with a shape (an array) and data (array-like)';
    const actual = answer === undefined ? 'nothing' : `keys [${Object.keys(parts).join(', ')}]`;
    throw new GradgateError('ANSWER', { where, expected, actual });
  }
  // SAFETY: both fields have been looked at; the entries are checked by the caller.
  return { shape, data: data as ArrayLike<number> };
}
