import { existingGradients } from '../../claims/existing-gradients.ts';
import { at } from '../../src/at.ts';
import { type Posed, pose } from '../../src/call/pose.ts';
import { readAnswer } from '../../src/call/read-answer.ts';
import { asAnswers, crashing } from '../../src/call/subject-crash.ts';
import type { Operand, Subject } from '../../src/contract/subject.ts';
import { placesOf } from '../../src/matrix/strided.ts';
import { type FormatName, formats, type NumberFormat } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import type { Problem } from '../../src/problem/problem.ts';

/** A tensor that a checker owns and changes in place; entries are numbered row by row. */
export class Tensor {
  readonly #data: Float64Array;
  readonly #places: Float64Array;
  readonly #format: NumberFormat;

  constructor({ data, ...placement }: Operand, format: NumberFormat) {
    this.#data = data;
    this.#format = format;
    this.#places = placesOf(placement);
  }

  get size(): number {
    return this.#places.length;
  }

  /** Some entries share one place, so that changing one changes another. */
  get overlaps(): boolean {
    return new Set(this.#places).size < this.size;
  }

  at(entry: number): number {
    return at(this.#data, at(this.#places, entry));
  }

  /** Rounds to the subject's number format, as every tensor does. */
  set(entry: number, value: number): void {
    this.#data[at(this.#places, entry)] = round(value, this.#format);
  }

  fill(values: ArrayLike<number>): void {
    for (let entry = 0; entry < this.size; entry += 1) this.set(entry, at(values, entry));
  }

  toArray(): Float64Array {
    return this.#places.map((place) => at(this.#data, place));
  }
}

/**
 * A subject as a gradient checker meets it: a function of two tensors with a backward pass. Unlike
 * the gate, a checker hands out its own tensors, again and again, and does not look whether they
 * were written to: what a subject does to them shows in the next call, or not at all.
 */
export class Asked {
  readonly problem: Problem;
  readonly X: Tensor;
  readonly W: Tensor;
  readonly dY: Tensor;
  readonly format: FormatName;
  /** Those whose gradients are asked for: of others, a checker is told that they need none. */
  readonly inputs: readonly ('X' | 'W')[];
  readonly #subject: Subject;
  readonly #posed: Posed;

  /** The layouts of X and W are kept; no checker chooses one for dY, so it is dense. */
  constructor(subject: Subject, problem: Problem) {
    const { dY: _dense, ...layouts } = problem.layouts ?? {};
    this.problem = problem;
    this.#subject = subject;
    this.format = subject.numberFormat;
    const existing = existingGradients(subject.claims ?? {});
    this.inputs = existing.map((name) => (name === 'dX' ? 'X' : 'W'));
    this.#posed = pose({ ...problem, layouts }, {}, subject.claims ?? {});
    const { X, W, dY } = this.#posed.given;
    const format = formats[this.format];
    this.X = new Tensor(X, format);
    this.W = new Tensor(W, format);
    this.dY = new Tensor(dY, format);
  }

  /** Whether W is given as k×n. */
  get isTurned(): boolean {
    return this.#posed.turns.W;
  }

  get overlaps(): boolean {
    return this.X.overlaps || this.W.overlaps;
  }

  /** `value` as the subject's number format holds it. */
  round(value: number): number {
    return round(value, formats[this.format]);
  }

  /** The entries of Y for X and W as they are now. @throws SubjectCrash, GradgateError ANSWER */
  async forward(): Promise<Float64Array> {
    const { dY, options: _, ...operands } = this.#posed.given;
    const Y = await crashing('forward', () => this.#subject.forward?.(operands));
    return readAnswer("the subject's Y", Y, dY.shape);
  }

  /**
   * The gradients for X, W and dY as they are now; nothing of what is no input.
   * @throws SubjectCrash, GradgateError ANSWER
   */
  async backward(): Promise<Record<'X' | 'W', Float64Array>> {
    const { given, shapes } = this.#posed;
    const answer = await crashing('backward', async () =>
      asAnswers(await this.#subject.backward(given), {}),
    );
    const entries = (input: 'X' | 'W'): Float64Array => {
      if (!this.inputs.includes(input)) return new Float64Array();
      return readAnswer(`the subject's d${input}`, answer[`d${input}`], shapes[`d${input}`]);
    };
    return { X: entries('X'), W: entries('W') };
  }
}
