import * as fc from 'fast-check';
import { type Batch, isLeading } from './batch.ts';
import { fitted } from './derive/fitted.ts';
import { kindsOf } from './draw/draw-layout.ts';
import { generateProblem, type ProblemOptions } from './draw/generate-problem.ts';
import type { Layout } from './layout.ts';
import { printProblem } from './print-problem.ts';
import type { Problem } from './problem.ts';
import { type Cursor, shrinkProblem } from './shrink/shrink-problem.ts';

/** Problems that are generated and shrunk as problems: X, W and dY change together. */
class ProblemArbitrary extends fc.Arbitrary<Problem> {
  readonly #options: ProblemOptions;

  constructor(options: ProblemOptions) {
    super();
    this.#options = options;
  }

  override generate(random: fc.Random): fc.Value<Problem> {
    const draw = { integer: (min: number, max: number) => random.nextInt(min, max) };
    return new fc.Value(printable(generateProblem(draw, this.#options)), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Problem {
    return typeof value === 'object' && value !== null && 'dY' in value && 'salt' in value;
  }

  override shrink(problem: Problem, cursor: unknown): fc.Stream<fc.Value<Problem>> {
    const { format } = this.#options;
    const candidates = shrinkProblem(problem, format, isCursor(cursor) ? cursor : undefined);
    return fc
      .stream(candidates)
      .map((next) => ({ ...next, problem: simplerThan(problem, next.problem) }))
      .filter(hasProblem)
      .filter((next) => this.#isClaimed(next.problem))
      .map((next) => new fc.Value(printable(next.problem), next.cursor));
  }

  /** No subject is asked for more than it claims, only because that is simpler. */
  #isClaimed({ batch, layouts = {} }: Problem): boolean {
    const { layouts: kinds = [], batch: joins } = this.#options;
    const isJoined = batch !== undefined && batch.groups === undefined && !isLeading(batch);
    if (isJoined && !joins?.endsWith('broadcast') && !isOfX(batch, joins)) return false;
    return Object.values(layouts).every((layout: Layout) =>
      kindsOf(layout).every((kind) => kinds.includes(kind)),
    );
  }
}

/** Whether X alone has axes, and they are claimed. */
function isOfX({ ranks }: Batch, joins: ProblemOptions['batch']): boolean {
  return ranks.W === 0 && joins?.endsWith('X alone') === true;
}

/** The candidate, as its variant needs it; nothing, where it is none, or says the same as before. */
function simplerThan(before: Problem, candidate: Problem): Problem | undefined {
  const next = candidate.variant === undefined ? candidate : fitted(candidate);
  if (next?.variant?.shared === undefined) return next;
  if (next.X !== before.X || next.dY !== before.dY) return next;
  // What of W alone was simpler has been undone.
  const rest = ({ variant, batch, layouts }: Problem): string =>
    JSON.stringify([variant, batch, layouts]);
  return rest(next) === rest(before) ? undefined : next;
}

function hasProblem<T>(
  next: T & { problem: Problem | undefined },
): next is T & { problem: Problem } {
  return next.problem !== undefined;
}

/** What is shrunk without a context has none. */
function isCursor(context: unknown): context is Cursor {
  return typeof context === 'object' && context !== null && 'way' in context;
}

/**
 * The same problem, which fast-check prints as matrices. What prints it is not enumerable: a problem
 * that is made from this one by spreading it does not print as this one.
 */
function printable(problem: Problem): Problem {
  const print = { value: () => `\n${printProblem(problem)}\n` };
  return Object.defineProperty(problem, fc.toStringMethod, print);
}

/** Random problems of the format, with joint shrinking. */
export function problems(options: ProblemOptions): fc.Arbitrary<Problem> {
  return new ProblemArbitrary(options);
}
