import { Balls } from '../certified/balls.ts';
import type { Answer, Answers, Claims, Recorded, Subject } from '../contract/subject.ts';
import { Matrix } from '../matrix/matrix.ts';
import { entriesOf } from '../matrix/strided.ts';
import { flushing, formats, type NumberFormat, smallestNormal } from '../number/formats.ts';
import { type Arithmetic, forwardRadii, radiiOf } from '../oracle/radii-of.ts';
import type { Gradients } from '../oracle/right-gradients.ts';
import type { Problem } from '../problem/problem.ts';
import { checkUntouched, type Posed, pose, poseForward } from './pose.ts';
import { readAnswer } from './read-answer.ts';
import { asAnswers, asRecorded, crashing, poison, Unasked } from './subject-crash.ts';
import type { Variant } from './variant.ts';

/** All that a variant can ask for; 0×0 where it was not asked for. */
export interface AllGradients extends Gradients {
  readonly db: Balls<'1', 'k'>;
  readonly dC: Balls<'m', 'k'>;
}

/** What a forward pass takes. */
type Operands = Pick<Problem, 'X' | 'W' | 'layouts' | 'batch'>;

/** One call of `backward` as it happened: the very tensors given, and the very answer. */
export interface Call extends Posed {
  readonly answer: Answers;
}

/** The one place where matrices become plain tensors, and answers are checked and become balls. */
export class Border {
  readonly format: NumberFormat;
  readonly claims: Claims;
  readonly subject: Subject;
  readonly #arithmetic: Arithmetic;
  #calls = 0;

  constructor(subject: Subject) {
    this.subject = subject;
    this.claims = subject.claims ?? {};
    const format = formats[subject.numberFormat];
    this.format = this.claims.subnormals === 'flushed' ? flushing(format) : format;
    this.#arithmetic = { format: this.format, algorithm: this.claims.algorithm };
  }

  /** How often the subject was asked for anything, ever. */
  get calls(): number {
    return this.#calls;
  }

  get hasForward(): boolean {
    return this.subject.forward !== undefined;
  }

  get hasRecord(): boolean {
    return this.subject.record !== undefined;
  }

  /**
   * The subject's dX and dW.
   * @throws SubjectCrash when it throws; GradgateError ANSWER when the answer is not a gradient, or
   * when the subject wrote where it may not
   */
  async backward(problem: Problem): Promise<Gradients> {
    return this.ask(problem, {});
  }

  /** The subject's gradients for a variant of the problem. @throws SubjectCrash, GradgateError */
  async ask(problem: Problem, variant: Variant): Promise<AllGradients> {
    const call = await this.call(problem, variant);
    const gradients = this.read(problem, call, variant);
    if (this.claims.ownedAnswers) poison(call.answer);
    return gradients;
  }

  /** Whether no entry of a gradient may be rounded: the subject must answer exactly. */
  isExact(problem: Problem, gradient: 'dX' | 'dW'): boolean {
    const radii = radiiOf(problem, { wants: [gradient] }, this.#arithmetic)[gradient];
    return radii?.toArray().every((radius) => radius === 0) === true;
  }

  /** Lets the subject forget what it was asked before, where it can. @throws SubjectCrash */
  async reset(): Promise<void> {
    await crashing('reset', () => this.subject.reset?.());
  }

  /** One call of the subject's backward on fresh copies. @throws SubjectCrash, GradgateError */
  async call(problem: Problem, variant: Variant = {}): Promise<Call> {
    this.#refuseSubnormal(problem);
    const posed = pose(problem, variant, this.claims);
    this.#calls += 1;
    const answer = await crashing('backward', async () =>
      asAnswers(await this.subject.backward(posed.given), variant),
    );
    checkUntouched(posed.laidOut, posed.given.options);
    return { ...posed, answer };
  }

  /** The answer to `problem`, checked, as balls. @throws GradgateError ANSWER */
  read(problem: Problem, { answer, shapes, given }: Call, variant: Variant = {}): AllGradients {
    const { into, transX, transW } = variant;
    const { X, W, dY } = problem;
    const prior = typeof into === 'object' ? into : undefined;
    const radii = radiiOf(problem, { ...variant, prior }, this.#arithmetic);
    const entries = (name: 'dX' | 'dW'): Float64Array => {
      const destination = given.options?.into?.[name];
      if (destination !== undefined) return entriesOf(destination);
      return readAnswer(`the subject's ${name}`, answer[name], shapes[name]);
    };
    return {
      dX: radii.dX ? new Balls(matrix(X, entries('dX'), transX), radii.dX) : nothing(),
      dW: radii.dW ? new Balls(matrix(W, entries('dW'), transW), radii.dW) : nothing(),
      db: radii.db ? readMatrix('db', answer.db, { rad: radii.db, shape: [dY.cols] }) : nothing(),
      dC: radii.dC
        ? readMatrix('dC', answer.dC, { rad: radii.dC, shape: [dY.rows, dY.cols] })
        : nothing(),
    };
  }

  /** The subject's Y. @throws SubjectCrash, GradgateError ANSWER; Error when it has no forward */
  async forward(operands: Operands): Promise<Balls<'m', 'k'>> {
    this.#refuseSubnormal(operands);
    const { given, laidOut, shapes } = poseForward(operands, this.claims);
    this.#calls += 1;
    const answer = await crashing('forward', () => this.subject.forward?.(given));
    checkUntouched(laidOut);
    return this.#readForward(operands, answer, shapes.dY);
  }

  /**
   * The subject's Y, and its gradients for a dY that comes later. `spoil` overwrites what it was
   * given with other numbers. @throws SubjectCrash, GradgateError; Error when it has no record
   */
  async record(operands: Operands): Promise<Tape> {
    this.#refuseSubnormal(operands);
    const { given, laidOut, shapes } = poseForward(operands, this.claims);
    this.#calls += 1;
    const recorded = await crashing('record', async () =>
      asRecorded(await this.subject.record?.(given)),
    );
    checkUntouched(laidOut);
    return {
      Y: this.#readForward(operands, recorded.Y, shapes.dY),
      backward: (problem) => this.#playBack(recorded, problem),
      spoil: () => {
        for (const { data } of Object.values(given)) data.fill(0.5);
      },
    };
  }

  /** Who takes small numbers for 0 is not asked about them. @throws Unasked */
  #refuseSubnormal({ X, W, dY }: Operands & Partial<Pick<Problem, 'dY'>>): void {
    if (this.claims.subnormals !== 'flushed') return;
    const normal = smallestNormal(this.format);
    const small = (entry: number): boolean => entry !== 0 && Math.abs(entry) < normal;
    const found = [X, W, ...(dY === undefined ? [] : [dY])].some((matrix: Matrix) =>
      matrix.toArray().some(small),
    );
    if (found) throw new Unasked('an entry is subnormal');
  }

  async #playBack(recorded: Recorded, problem: Problem): Promise<Gradients> {
    this.#refuseSubnormal(problem);
    const posed = pose(problem, {}, this.claims);
    this.#calls += 1;
    const answer = await crashing('backward', async () =>
      asAnswers(await recorded.backward(posed.given.dY), {}),
    );
    checkUntouched({ dY: posed.laidOut.dY });
    const gradients = this.read(problem, { ...posed, answer });
    if (this.claims.ownedAnswers) poison(answer);
    return gradients;
  }

  #readForward(operands: Operands, Y: unknown, shape: readonly number[]): Balls<'m', 'k'> {
    const entries = readAnswer("the subject's Y", Y, shape);
    if (this.claims.ownedAnswers) poison({ Y });
    const radii = forwardRadii(operands, this.#arithmetic);
    return new Balls(Matrix.over(radii.rows, radii.cols, entries), radii);
  }
}

/** A forward pass that was recorded. */
export interface Tape {
  readonly Y: Balls<'m', 'k'>;
  readonly backward: (problem: Problem) => Promise<Gradients>;
  readonly spoil: () => void;
}

/** Entries as a matrix like `like`; when they are those of its transpose, turned around. */
function matrix<R extends string, C extends string>(
  { rows, cols }: Matrix<R, C>,
  entries: Float64Array,
  transposed?: boolean,
): Matrix<R, C> {
  if (transposed) return Matrix.over<C, R>(cols, rows, entries).T;
  return Matrix.over(rows, cols, entries);
}

/** A part of the answer with the shape of its radii; `shape` is how the subject must give it. */
function readMatrix<R extends string, C extends string>(
  name: 'db' | 'dC',
  answer: Answer | undefined,
  { rad, shape }: { rad: Matrix<R, C>; shape: readonly number[] },
): Balls<R, C> {
  const entries = readAnswer(`the subject's ${name}`, answer, shape);
  return new Balls(Matrix.over(rad.rows, rad.cols, entries), rad);
}

function nothing<R extends string, C extends string>(): Balls<R, C> {
  return Balls.exact(Matrix.of([0, 0], () => 0));
}
