import { Balls } from '../certified/balls.ts';
import { accumulatedBound, productBound } from '../certified/bound.ts';
import { accumulatedStrassenBound, strassenBound } from '../certified/strassen-bound.ts';
import type { Answer, Answers, Claims, Recorded, Subject } from '../contract/subject.ts';
import { below } from '../matrix/below.ts';
import { Matrix } from '../matrix/matrix.ts';
import { flushing, formats, type NumberFormat, smallestNormal } from '../number/formats.ts';
import {
  type Factors,
  factorsOf,
  forwardFactors,
  sharedFactors,
} from '../problem/derive/factors.ts';
import type { Problem } from '../problem/problem.ts';
import { entriesOf } from './lay-out.ts';
import { checkUntouched, type Posed, pose, poseForward } from './pose.ts';
import { readAnswer } from './read-answer.ts';
import { asAnswers, asRecorded, crashing, poison, Unasked } from './subject-crash.ts';
import type { Variant } from './variant.ts';

/** What the subject said dX and dW are: its values, with the radius it is allowed to be off by. */
export interface Gradients {
  readonly dX: Balls<'m', 'n'>;
  readonly dW: Balls<'n', 'k'>;
}

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

  constructor(subject: Subject) {
    this.subject = subject;
    this.claims = subject.claims ?? {};
    const format = formats[subject.numberFormat];
    this.format = this.claims.subnormals === 'flushed' ? flushing(format) : format;
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

  /** Lets the subject forget what it was asked before, where it can. @throws SubjectCrash */
  async reset(): Promise<void> {
    await crashing('reset', () => this.subject.reset?.());
  }

  /** One call of the subject's backward on fresh copies. @throws SubjectCrash, GradgateError */
  async call(problem: Problem, variant: Variant = {}): Promise<Call> {
    this.#refuseSubnormal(problem);
    const posed = pose(problem, variant, this.claims);
    const answer = await crashing('backward', async () =>
      asAnswers(await this.subject.backward(posed.given), variant),
    );
    checkUntouched(posed.laidOut, posed.given.options);
    return { ...posed, answer };
  }

  /** The answer to `problem`, checked, as balls. @throws GradgateError ANSWER */
  read(problem: Problem, { answer, shapes, given }: Call, variant: Variant = {}): AllGradients {
    const { wants = ['dX', 'dW'], alpha = 1, beta, bias, shared, into } = variant;
    const { X, W, dY } = problem;
    const factors = shared === undefined ? factorsOf(problem) : sharedFactors(problem, shared);
    const entries = (name: 'dX' | 'dW'): Float64Array => {
      const destination = given.options?.into?.[name];
      if (destination !== undefined) return entriesOf(destination);
      return readAnswer(`the subject's ${name}`, answer[name], shapes[name]);
    };
    const dX = wants.includes('dX')
      ? new Balls(
          matrix<'m', 'n'>(X, entries('dX'), variant.transX),
          this.#bounds(scaled(factors.dX, alpha), prior(into, 'dX')),
        )
      : nothing<'m', 'n'>();
    const dW =
      wants.includes('dW') && shared === undefined
        ? new Balls(
            matrix<'n', 'k'>(W, entries('dW'), variant.transW),
            this.#bounds(scaled(factors.dW, alpha), prior(into, 'dW')),
          )
        : nothing<'n', 'k'>();
    return {
      dX,
      dW,
      db: bias ? this.#readBias(answer.db, dY) : nothing(),
      dC: beta === undefined ? nothing() : this.#readAddend(answer.dC, dY),
    };
  }

  /** The subject's Y. @throws SubjectCrash, GradgateError ANSWER; Error when it has no forward */
  async forward(operands: Operands): Promise<Balls<'m', 'k'>> {
    this.#refuseSubnormal(operands);
    const { given, laidOut, shapes } = poseForward(operands, this.claims);
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
    const bounds = this.#bounds(forwardFactors(operands));
    return new Balls(Matrix.over(bounds.rows, bounds.cols, entries), bounds);
  }

  #readBias(answer: Answer | undefined, dY: Matrix<'m', 'k'>): Balls<'1', 'k'> {
    const entries = readAnswer("the subject's db", answer, [dY.cols]);
    const left = Matrix.of<'1', 'm'>([1, dY.rows], () => 1);
    return new Balls(Matrix.over(1, dY.cols, entries), this.#bound({ left, right: dY }));
  }

  #readAddend(answer: Answer | undefined, dY: Matrix<'m', 'k'>): Balls<'m', 'k'> {
    const entries = readAnswer("the subject's dC", answer, [dY.rows, dY.cols]);
    return Balls.exact(Matrix.over(dY.rows, dY.cols, entries));
  }

  #bounds<R extends string, C extends string>(
    factors: readonly Factors<R, C>[],
    added?: Matrix<R, C>,
  ): Matrix<R, C> {
    return below(factors.map((factor) => this.#bound(factor, added)));
  }

  #bound<R extends string, C extends string>(
    { left, right }: Factors<R, C>,
    added?: Matrix<R, C>,
  ): Matrix<R, C> {
    const { format } = this;
    const strassen = this.claims.algorithm === 'strassen';
    if (added === undefined) return (strassen ? strassenBound : productBound)(left, right, format);
    const bound = strassen ? accumulatedStrassenBound : accumulatedBound;
    return bound({ left, right, added }, format);
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

function scaled<R extends string, C extends string>(
  factors: readonly Factors<R, C>[],
  alpha: number,
): readonly Factors<R, C>[] {
  if (alpha === 1) return factors;
  return factors.map(({ left, right }) => ({ left: left.map((entry) => alpha * entry), right }));
}

function prior<Name extends 'dX' | 'dW'>(into: Variant['into'], name: Name) {
  return typeof into === 'object' ? into[name] : undefined;
}

function nothing<R extends string, C extends string>(): Balls<R, C> {
  return Balls.exact(Matrix.of([0, 0], () => 0));
}
