import type { Shape } from '../../problem/shape.ts';
import type { Profile } from '../run/profiles.ts';
import type { ShrinkBudget } from './shrink-budget.ts';

/** How a property is to be judged. The same plan gives the same judgement. */
export interface Plan extends Profile {
  readonly seed: number;
  /** Of large problems: these shapes, and no others. Of others, the formulas are asked of these, too. */
  readonly shapes?: readonly Shape[];
  /** Extents about multiples of this one are asked of the formulas, too. */
  readonly tile?: number;
  /** The path of one counterexample, as a replay token has it: ask that problem alone. */
  readonly path?: string;
  /** Problems before this one, counted from 0, are passed over: they were asked before. */
  readonly from?: number;
  /** End at the first failure, without looking for a smaller one. */
  readonly unshrunk?: boolean;
  /** One sentence is wanted of a failure: a few steps to a smaller problem, and no more about the fault. */
  readonly brief?: boolean;
  /** The smallest problem is wanted, and nothing about the fault behind it. */
  readonly unexplained?: boolean;
  /** What may be spent on smaller problems, instead of what is usual. */
  readonly shrinking?: ShrinkBudget;
}
