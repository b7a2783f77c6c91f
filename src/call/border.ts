import { existingGradients, missingGradients } from '../../claims/existing-gradients.ts';
import { restsOn } from '../../claims/needed-by.ts';
import type { Balls } from '../certified/balls.ts';
import type { Claims, Given, Recorded } from '../contract/subject.ts';
import { Matrix } from '../matrix/matrix.ts';
import type { NumberFormat } from '../number/formats.ts';
import { meetOf, type TensorFormats, tensorFormats } from '../number/tensor-formats.ts';
import { type Arithmetics, arithmeticsOf } from '../oracle/arithmetic.ts';
import { forwardRadii, type Radii, radiiOf } from '../oracle/radii-of.ts';
import type { Gradients } from '../oracle/right-gradients.ts';
import type { Problem } from '../problem/problem.ts';
import { besideLoss } from './beside-loss.ts';
import { type Asked, elsewhere, type Held, hold } from './elsewhere.ts';
import { HeldWeights } from './held-weights.ts';
import {
  checkUntouched,
  type Posed,
  type PosedForward,
  type Posing,
  pose,
  poseForward,
} from './pose.ts';
import { readAnswer } from './read-answer.ts';
import { type AllGradients, type Call, type HeldCall, readGradients } from './read-gradients.ts';
import { ballsWithin } from './read-matrix.ts';
import { type Place, placed, placedForward, spoil } from './storage.ts';
import { asAnswers, asRecorded, crashing, poison, SubjectThrew } from './subject-crash.ts';
import type { Tape } from './tape.ts';
import { targetFor } from './target-for.ts';
import type { Variant } from './variant.ts';

/** What a forward pass takes. */
type Operands = Pick<Problem, 'X' | 'W' | 'layouts' | 'batch' | 'variant'>;

/** The one place where matrices become plain tensors, and answers are checked and become balls. */
export class Border {
  /** A format whose numbers any operand may have. */
  readonly format: NumberFormat;
  /** The format of every tensor. */
  readonly formats: TensorFormats;
  /** What every sum can be rounded to without a loss, whatever it becomes. */
  readonly sums: NumberFormat;
  readonly claims: Claims;
  /** How it computes each result, as far as it says. */
  readonly arithmetics: Arithmetics;
  readonly subject: Asked;
  /** The weights that it holds in the place of those that it is given. */
  readonly weights: HeldWeights;
  readonly #posing: Posing;
  readonly #existing: readonly ('dX' | 'dW')[];
  readonly #radii = new WeakMap<Problem, Radii>();
  #calls = 0;

  /** `judgedBy`: what it is to be judged by, where that is not what it claims itself. */
  constructor(subject: Asked, judgedBy: Claims = subject.claims ?? {}) {
    const claims = besideLoss(judgedBy);
    this.claims = claims;
    const away = subject[elsewhere];
    this.subject = away === undefined ? subject : { ...subject, ...away.claiming(claims) };
    this.arithmetics = arithmeticsOf(subject, claims);
    this.formats = tensorFormats(subject, claims);
    this.#posing = { ...claims, formats: this.formats };
    this.weights = new HeldWeights(this.subject, this.#posing, this.formats);
    this.format = meetOf([this.formats.X, this.formats.W, this.formats.dY]);
    const { Y, dX, dW } = this.arithmetics;
    this.sums = meetOf([Y.throughout, dX.throughout, dW.throughout]);
    this.#existing = existingGradients(claims);
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

  /**
   * The subject's gradients for a variant of the problem, in new storage or where `place` says.
   * @throws SubjectCrash, GradgateError
   */
  async ask(problem: Problem, variant: Variant, place?: Place): Promise<AllGradients> {
    const call = await this.call(problem, variant, place);
    const gradients = this.read(problem, call, variant);
    if (this.claims.ownedAnswers) poison(call.answer);
    return gradients;
  }

  /** Whether no entry of a gradient may be rounded: the subject must answer exactly. */
  isExact(problem: Problem, gradient: 'dX' | 'dW'): boolean {
    if (this.weights.areOther) return false; // the problem is not known as it is judged
    const radii = this.#plainRadii(problem)[gradient];
    return radii?.entries().every((radius) => radius === 0) === true;
  }

  /** A problem is read several times, and its radii stay what they are. */
  #plainRadii(problem: Problem): Radii {
    const wants = this.#existing;
    const known = this.#radii.get(problem) ?? radiiOf(problem, { wants }, this.arithmetics);
    this.#radii.set(problem, known);
    return known;
  }

  /** Lets the subject forget what it was asked before, where it can. @throws SubjectCrash */
  async reset(): Promise<void> {
    await crashing('reset', () => this.subject.reset?.());
  }

  /** One call of the subject's backward. @throws SubjectCrash, GradgateError */
  async call(problem: Problem, variant: Variant = {}, place?: Place): Promise<Call> {
    return this.#ask(this.#pose(problem, variant, place), variant, async (given) => ({
      answers: await this.subject.backward(given),
    }));
  }

  /** The same, with an answer that can be looked at again. @throws SubjectCrash, GradgateError */
  async hold(problem: Problem): Promise<HeldCall> {
    return this.#ask(this.#pose(problem, {}), {}, (given) => hold(this.subject, given));
  }

  /** What a held answer is now. @throws SubjectCrash, GradgateError ANSWER */
  async readAgain(problem: Problem, { now, ...call }: HeldCall): Promise<AllGradients> {
    return this.read(problem, { ...call, answer: await now() });
  }

  /** With the weight that was given; of a fused loss, with its target. @throws Unasked */
  #given(problem: Problem): Problem {
    const given = this.weights.given(problem);
    return this.claims.loss === undefined ? given : { ...given, dY: targetFor(problem, this) };
  }

  #pose(problem: Problem, variant: Variant, place?: Place): Posed {
    const posed = pose(this.#given(problem), variant, this.#posing);
    return place === undefined ? posed : placed(posed, place);
  }

  async #ask(
    posed: Posed,
    variant: Variant,
    backward: (given: Given) => Promise<Held>,
  ): Promise<HeldCall> {
    const { answer, now = () => answer } = await this.answered('backward', posed.given, () =>
      backward(posed.given).then((held) => ({ ...held, answer: asAnswers(held.answers, variant) })),
    );
    checkUntouched(posed.laidOut, posed.given.options, this.#existing);
    return { ...posed, answer, now: () => crashing('backward', now) };
  }

  /** The answer, checked, as balls; zeros for a gradient that is missing. @throws GradgateError ANSWER */
  read(problem: Problem, call: Call, variant: Variant = {}): AllGradients {
    const [radii, missing] = [this.#radiiFor(problem, variant), missingGradients(this.claims)];
    return readGradients(problem, call, { radii, missing, arithmetics: this.arithmetics });
  }

  #radiiFor(problem: Problem, variant: Variant): Radii {
    if (Object.keys(variant).length === 0) return this.#plainRadii(problem);
    const { into, wants = this.#existing } = variant;
    const prior = typeof into === 'object' ? into : undefined;
    const isEitherAtZero = this.claims.epilogue !== 'relu';
    const wanted = { wants: wants.filter((name) => this.#existing.includes(name)) };
    return radiiOf(problem, { ...variant, ...wanted, prior, isEitherAtZero }, this.arithmetics);
  }

  /** The subject's Y. @throws SubjectCrash, GradgateError ANSWER; Error when it has no forward */
  async forward(operands: Operands, place?: Place): Promise<Balls<'m', 'k'>> {
    const { given, laidOut, shapes } = this.#poseForward(operands, place);
    const answer = await this.answered('forward', given, () => this.subject.forward?.(given));
    checkUntouched(laidOut);
    return this.#readForward(operands, answer, shapes.dY);
  }

  /**
   * The subject's Y, and its gradients for a dY that comes later. `spoil` overwrites what it was
   * given with other numbers. @throws SubjectCrash, GradgateError; Error when it has no record
   */
  async record(operands: Operands, place?: Place): Promise<Tape> {
    const { given, laidOut, shapes } = this.#poseForward(operands, place);
    const recorded = await this.answered('record', given, async () =>
      asRecorded(await this.subject.record?.(given)),
    );
    checkUntouched(laidOut);
    return {
      Y: this.#readForward(operands, recorded.Y, shapes.dY),
      backward: (problem) => this.#playBack(recorded, problem),
      operands: [given.X, given.W],
      spoil: () => {
        for (const operand of [given.X, given.W]) spoil(operand);
      },
    };
  }

  #poseForward(operands: Operands, place?: Place): PosedForward {
    const posed = poseForward(this.weights.given(operands), this.#posing);
    return place === undefined ? posed : placedForward(posed, place);
  }

  /**
   * A call of the subject.
   * @throws SubjectCrash, with the claims by which it owes an answer; GradgateError ANSWER
   */
  async answered<T>(
    what: string,
    given: Pick<Given, 'X' | 'W'> & Partial<Given>,
    call: () => T | Promise<T>,
  ): Promise<T> {
    this.#calls += 1;
    try {
      return await crashing(what, call);
    } catch (error) {
      if (error instanceof SubjectThrew) error.claims = restsOn(this.claims, given);
      throw error;
    }
  }

  async #playBack(recorded: Recorded, problem: Problem): Promise<AllGradients> {
    const posed = pose(this.#given(problem), {}, this.#posing);
    const answer = await this.answered('backward', posed.given, async () =>
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
    const { Y: rad, summed } = forwardRadii(operands, this.arithmetics);
    const around = ballsWithin(summed, this.arithmetics);
    return around('Y', Matrix.over(rad.rows, rad.cols, entries), rad);
  }
}
