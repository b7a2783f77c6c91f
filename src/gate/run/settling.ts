/** Whether all that is wrong would be right, if the subject said one thing otherwise. */
import { covers } from '../../../claims/covers.ts';
import { claimList } from '../../../claims/index.ts';
import { properties } from '../../../properties/index.ts';
import type { Border } from '../../call/border.ts';
import { formats } from '../../number/formats.ts';
import { nearest } from '../../number/round.ts';
import type { Problem } from '../../problem/problem.ts';
import { unmet } from '../../property/need.ts';
import type { Property } from '../../property/property.ts';
import type { ArithmeticSeen } from '../../verdict/arithmetic-seen.ts';
import type { Change } from '../../verdict/change.ts';
import { isVacuous } from '../../verdict/weakness-of.ts';
import { isEnd } from '../judge/disagreement.ts';
import type { Failure } from '../judge/failure.ts';
import { judge } from '../judge/judge.ts';
import type { Plan } from '../judge/plan.ts';
import { disagreementOn, type Heard, heardIn } from './heard.ts';
import { type Neighbour, neighboursOf } from './neighbours.ts';
import { seeArithmetic } from './see-arithmetic.ts';
import { mapped, withoutSmall } from './small-numbers.ts';

/** Once so many calls were made for a property, no other change is tried. */
const enoughCalls = 5000;

/** What came of judging a property that fails. */
interface Judged {
  readonly failures: readonly Failure[];
  readonly plan: Plan;
}

/** A property, and the first and the smallest problem on which it fails. */
interface Failed {
  readonly property: Property;
  readonly plan: Plan;
  readonly ends: readonly Heard[];
}

/** The single changes of what a subject says that settle all its failures so far. It changes no verdict. */
export class Settling {
  #left: readonly Neighbour[] | undefined;
  #seen: ArithmeticSeen | undefined;

  /**
   * Those with which the property holds, of those that have settled every failure before: on the problems on
   * which it fails, or they are not asked then, and on all problems of the plan.
   */
  async changesFor(
    property: Property,
    border: Border,
    { failures, plan }: Judged,
  ): Promise<readonly Change[]> {
    const isOver = failures.some(({ disagreement }) => isEnd(disagreement));
    const tried = isOver ? [] : (this.#left ?? neighboursOf(border));
    this.#left = [];
    if (tried.length === 0) return [];
    const ends: Heard[] = [];
    for (const failure of new Set([failures[0], failures.at(-1)])) {
      if (failure) ends.push(await heardIn(property, border, failure));
    }
    const settling = await settlingOf(tried, { property, plan, ends });
    this.#left = await this.#borneOut(settling, border);
    return this.#left.map(({ change }) => change);
  }

  /** The bound of operands that are rounded has room for other mistakes: to be offered, it must be seen, too. */
  async #borneOut(settling: readonly Neighbour[], { subject }: Border): Promise<Neighbour[]> {
    const isRounding = ({ change }: Neighbour): boolean => change.claims?.multiplies !== undefined;
    if (!settling.some(isRounding)) return [...settling];
    this.#seen ??= await seeArithmetic(subject);
    const seen = 'unknown' in this.#seen ? undefined : this.#seen.claims.multiplies;
    return settling.filter((each) => !isRounding(each) || each.change.claims?.multiplies === seen);
  }
}

/** Of two changes of one claim, only the first that settles, which is the smaller one. */
async function settlingOf(tried: readonly Neighbour[], failed: Failed): Promise<Neighbour[]> {
  const settling: Neighbour[] = [];
  let calls = 0;
  for (const neighbour of tried) {
    if (calls > enoughCalls) break;
    if (settling.some(({ change }) => subjectOf(change) === subjectOf(neighbour.change))) continue;
    const before = neighbour.border.calls;
    if (await settles(neighbour, failed)) settling.push(neighbour);
    calls += neighbour.border.calls - before;
  }
  return settling;
}

/** What is said otherwise: the name of a claim, or the number format. */
function subjectOf({ insteadOf, claims }: Change): string | undefined {
  return Object.keys({ ...insteadOf, ...claims })[0];
}

async function settles(neighbour: Neighbour, { property, plan, ends }: Failed): Promise<boolean> {
  const { border, change } = neighbour;
  if (unmet(property, border) !== undefined) {
    return change.insteadOf !== undefined && (await isBorneOut(neighbour, plan));
  }
  for (const failure of ends) {
    if (failure.calls !== undefined && plan.path !== undefined) return false; // a sequence is not asked again
    if (!(await isSettled(property, neighbour, failure))) return false;
  }
  // One problem is too little to say that sums may be off by more.
  if (plan.path !== undefined) return isLess(change) || change.claims?.subnormals !== undefined;
  const { runs, failures, evidence } = await judge(property, border, { ...plan, unshrunk: true });
  return runs > 0 && failures.length === 0 && (isLess(change) || !isVacuous(evidence));
}

/**
 * Whether a claim that takes the question away is a part of what was claimed, or else holds itself: it may be as
 * wrong as the other one.
 */
async function isBorneOut({ border, change }: Neighbour, plan: Plan): Promise<boolean> {
  const { insteadOf = {}, claims = {} } = change;
  if (covers(insteadOf, claims)) return true;
  if (plan.path !== undefined) return false; // which is of another property
  const looking = claimList.flatMap(({ name, probes }) =>
    probes.flatMap(({ claimed, by }) => (claimed === claims[name] ? by : [])),
  );
  for (const property of properties.filter(({ id }) => looking.includes(id))) {
    const { runs, failures } = await judge(property, border, { ...plan, unshrunk: true });
    if (runs === 0 || failures.length > 0) return false;
  }
  return looking.length > 0;
}

/** Whether a problem that fails is not asked then, or holds. */
async function isSettled(
  property: Property,
  neighbour: Neighbour,
  { problem, calls, needed, areSmall, largest }: Heard,
): Promise<boolean> {
  const { border, change } = neighbour;
  if (change.claims?.subnormals !== undefined && !areSmall) return false;
  if (calls !== undefined) return true;
  if (needed.some((claims) => !covers(border.claims, claims))) return true;
  // Such numbers are not asked then; all that is asked has to hold, too.
  if (change.numberFormat !== undefined && largest > formats[change.numberFormat].largest)
    return true;
  const found = await disagreementOn(property, border, askable(problem, neighbour));
  return found === undefined || (found === 'not asked' && change.insteadOf !== undefined);
}

/** The problem, with entries that may come then. */
function askable(problem: Problem, { border, change }: Neighbour): Problem {
  if (change.claims?.subnormals !== undefined) return withoutSmall(problem, border.format);
  if (change.numberFormat === undefined) return problem;
  const format = formats[change.numberFormat];
  return mapped(problem, (value) => nearest(value, format));
}

/** Whether only a claim is left out, so that no bound is weaker than without any. */
function isLess({ claims, numberFormat }: Change): boolean {
  return claims === undefined && numberFormat === undefined;
}
