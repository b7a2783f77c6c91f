import { PreconditionFailure } from 'fast-check';
import { at } from '../../at.ts';
import { type Atom, type Sorted, separating } from '../../diagnosis/condition.ts';
import { type Traits, traitsOf } from '../../diagnosis/traits.ts';
import { type Draw, drawFrom, pick } from '../../problem/draw/draw.ts';
import { generateProblem } from '../../problem/draw/generate-problem.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import type { FailsWhere, Tally } from '../../verdict/fails-where.ts';
import { ask } from './ask.ts';
import { isEnd } from './disagreement.ts';
import type { Failure } from './failure.ts';
import type { Search } from './search.ts';

/** Problems from which a condition is read off. */
const toLearn = 120;

/** Fresh problems that confirm a condition: with all of it, and with all but one thing of it. */
const toConfirm = 24;

/** How often one that is refuted is mended. */
const rounds = 4;

/** So many are drawn at most, without asking, to have enough on each side. */
const mostDrawn = 2000;

/** What may be spent: a property may need many calls for one problem, and a subject long for a call. */
const budget = { calls: 4000, milliseconds: 20_000 };

type Asking = Omit<Search, 'trials' | 'drawn'>;

/**
 * What separates the problems that fail from those that hold. Half of the problems are drawn as usual,
 * half have about the extents of the smallest that fails; a condition is read off, and asked of fresh
 * problems on both of its sides until none refutes it. Nothing, where no such condition is found, or
 * less than a quarter of the problems that meet it fail.
 */
export async function whereItFails(
  search: Asking,
  failures: readonly Failure[],
): Promise<FailsWhere | 'out of time' | undefined> {
  const last = at(failures, failures.length - 1);
  if (last.calls !== undefined || isEnd(last.disagreement)) return undefined;
  if (search.property.wants?.shapes !== undefined) return undefined; // it is about these shapes alone
  const sample = new Sample(search, failures);
  await sample.ask(toLearn);
  for (let round = 0; round < rounds && sample.ended === undefined; round += 1) {
    const { atoms: read, of } = separating(sample.sorted);
    const { atoms, inside, outside } = await sample.confirm(read);
    if (inside.asked === 0 || (atoms.length > 0 && outside.asked === 0)) break;
    const condition = atoms.map(({ words }) => words);
    const isTrue = of === 'what fails' ? outside.failed === 0 : outside.failed === outside.asked;
    const isSharp = of === 'what holds' || 4 * inside.failed >= inside.asked;
    const isAll = atoms.length > 0 || inside.failed === inside.asked;
    if (isTrue && isSharp && isAll) return { condition, of, inside, outside };
  }
  return sample.ended === 'out of time' ? 'out of time' : undefined;
}

/** A condition that was asked of fresh problems. */
interface Confirmed {
  readonly atoms: readonly Atom[];
  readonly inside: Tally;
  readonly outside: Tally;
}

/** Problems that were asked, and what came of it. */
class Sample {
  /** Nothing more is asked: the budget is spent, or the process of the subject has ended. */
  ended: 'out of calls' | 'out of time' | 'no process' | undefined;
  readonly #search: Asking;
  readonly #smallest: Problem;
  readonly #draw: Draw;
  readonly #calls: number;
  readonly #time = performance.now();
  readonly #fail: Traits[];
  readonly #hold: Traits[] = [];
  /** Of the fresh ones without many zeros. */
  readonly #plain: { readonly traits: Traits; readonly fails: boolean }[] = [];

  constructor(search: Asking, failures: readonly Failure[]) {
    this.#search = search;
    this.#smallest = at(failures, failures.length - 1).problem;
    this.#draw = drawFrom(search.plan.seed);
    this.#calls = search.border.calls;
    this.#fail = failures.map(({ problem }) => traitsOf(problem));
  }

  get sorted(): Sorted {
    return { fail: this.#fail, hold: this.#hold };
  }

  async ask(problems: number): Promise<void> {
    for (let count = 0; count < problems; count += 1) {
      const plain = count % 4 > 0;
      await this.#fails(this.#drawn(plain), plain);
    }
  }

  /**
   * Asks fresh problems on both sides of a condition: outside, mostly such as lack one thing of it. One
   * that no problem lacks alone is left out of it: the rest says it, too.
   */
  async confirm(atoms: readonly Atom[]): Promise<Confirmed> {
    const inside: Problem[] = [];
    const far: Problem[] = [];
    const lacking = atoms.map((): Problem[] => []);
    for (let drawn = 0; drawn < mostDrawn; drawn += 1) {
      const problem = this.#drawn(true);
      const traits = traitsOf(problem);
      const lacks = atoms.flatMap(({ holds }, i) => (holds(traits) ? [] : i));
      const [first = -1] = lacks;
      const side = lacks.length === 0 ? inside : lacks.length === 1 ? at(lacking, first) : far;
      if (side.length < toConfirm) side.push(problem);
      if ([inside, ...lacking].every(({ length }) => length === toConfirm)) break;
    }
    // One alone: of two that say the same, each is superfluous beside the other.
    const superfluous = lacking.findLastIndex(({ length }) => length === 0);
    const left = atoms.filter((_, i) => i !== superfluous);
    const met = await this.#tally(inside);
    return {
      atoms: left,
      inside: met.failed < met.asked ? met : this.#withExceptions(left, met),
      outside: await this.#tally([...lacking.flat(), ...far]),
    };
  }

  /** All that meet a condition, where some of those that were asked before hold; else these, which all fail. */
  #withExceptions(atoms: readonly Atom[], met: Tally): Tally {
    const all = this.#plain.filter(({ traits }) => atoms.every(({ holds }) => holds(traits)));
    const failed = all.filter(({ fails }) => fails).length;
    return failed === all.length ? met : { asked: all.length, failed };
  }

  async #tally(problems: readonly Problem[]): Promise<Tally> {
    let [asked, failed] = [0, 0];
    for (const problem of problems) {
      const fails = await this.#fails(problem, true);
      if (fails !== undefined) asked += 1;
      if (fails) failed += 1;
    }
    return { asked, failed };
  }

  /** Whether a problem fails, remembered; nothing, where it is not asked. */
  async #fails(problem: Problem, plain: boolean): Promise<boolean | undefined> {
    const { property, border } = this.#search;
    if (border.calls - this.#calls > budget.calls) this.ended ??= 'out of calls';
    if (performance.now() - this.#time > budget.milliseconds) this.ended ??= 'out of time';
    if (this.ended !== undefined) return undefined;
    try {
      const disagreement = await ask(property, border, { problem });
      if (disagreement !== undefined && isEnd(disagreement)) this.ended = 'no process';
      const fails = disagreement !== undefined;
      const traits = traitsOf(problem);
      (fails ? this.#fail : this.#hold).push(traits);
      if (plain) this.#plain.push({ traits, fails });
      return fails;
    } catch (error) {
      if (PreconditionFailure.isFailure(error)) return undefined; // it may not be asked
      throw error;
    }
  }

  /**
   * Every second time, with some of the extents of the smallest problem, or one near it. `plain`: without many zeros,
   * behind which a wrong term may hide.
   */
  #drawn(plain: boolean): Problem {
    const options = { ...this.#search.options, plain };
    const some = this.#draw.integer(0, 15);
    if (some < 8 || options.square) return generateProblem(this.#draw, options);
    const { m, n, k } = shapeOf(this.#smallest);
    const near = (extent: number): number =>
      Math.min(options.extent, Math.max(1, extent + pick(this.#draw, [0, 0, 0, -1, 1, 2])));
    const fixed = {
      ...(some & 1 && { m: near(m) }),
      ...(some & 2 && { n: near(n) }),
      ...(some & 4 && { k: near(k) }),
    };
    return generateProblem(this.#draw, { ...options, fixed: { ...fixed, ...options.fixed } });
  }
}
