import { at } from '../at.ts';
import type { Operand } from '../contract/subject.ts';
import { GradgateError } from '../errors.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { formatNumber } from '../number/format-number.ts';
import { isOf } from '../number/round.ts';
import { sameBits } from '../number/same-bits.ts';
import type { OperandFormats } from '../number/tensor-formats.ts';
import type { Problem } from '../problem/problem.ts';
import type { Asked } from './elsewhere.ts';
import { checkUntouched, type Posing, poseForward } from './pose.ts';
import { readAnswer } from './read-answer.ts';
import { matrixOf } from './read-matrix.ts';
import { crashing, Unasked } from './subject-crash.ts';

type Operands = Pick<Problem, 'X' | 'W' | 'layouts' | 'batch' | 'variant'>;

const where = "the subject's effective W";

/**
 * The weights that a layer holds in the place of those that it is given. A problem is judged with what is
 * held, and put with what was given. It is the matrix that tells them apart: who makes another of it asks
 * of a weight that nobody has given.
 */
export class HeldWeights {
  readonly #subject: Asked;
  readonly #posing: Posing;
  readonly #formats: OperandFormats;
  readonly #given = new WeakMap<Matrix<'n', 'k'>, Matrix<'n', 'k'>>();

  constructor(subject: Asked, posing: Posing, formats: OperandFormats) {
    this.#subject = subject;
    this.#posing = posing;
    this.#formats = formats;
  }

  /** Whether the layer says that it holds another. */
  get areOther(): boolean {
    return this.#subject.effective !== undefined;
  }

  /**
   * The problem with the weight that is held, which is asked for twice.
   * @throws SubjectCrash; GradgateError ANSWER, where it is no such weight, or another the second time
   */
  async hold(problem: Problem): Promise<Problem> {
    if (!this.areOther) return problem;
    const { given, laidOut, shapes, turns } = poseForward(problem, this.#posing);
    const entries = await this.#entriesFor(given.W);
    if (!sameBits(entries, await this.#entriesFor(given.W))) {
      throw refused('the same of the same W', 'other numbers when asked again');
    }
    checkUntouched({ W: laidOut.W });
    const { length } = shapes.W;
    const stored = [at(shapes.W, length - 2), at(shapes.W, length - 1)] as const;
    const W = matrixOf(problem.W, entries, turns.W ? stored : undefined);
    this.#given.set(W, problem.W);
    return { ...problem, W };
  }

  /** The problem as it is given. @throws Unasked, where its weight is another than was ever held */
  given<Some extends Operands>(problem: Some): Some {
    if (!this.areOther) return problem;
    const W = this.#given.get(problem.W);
    if (W === undefined) throw new Unasked('the layer holds another weight than it is asked about');
    return { ...problem, W };
  }

  async #entriesFor(W: Operand): Promise<Float64Array> {
    const answer = await crashing('effective', () => this.#subject.effective?.(W));
    const entries = readAnswer(where, answer, W.shape);
    const { W: format } = this.#formats;
    const strange = entries.find(
      (entry) => !Number.isFinite(entry) || !(format.coding || isOf(entry, format)),
    );
    if (strange === undefined) return entries;
    throw refused(`finite numbers, each a ${format.name}`, formatNumber(strange));
  }
}

function refused(expected: string, actual: string): GradgateError {
  return new GradgateError('ANSWER', { where, expected, actual });
}
