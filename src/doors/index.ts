/** `gradgate`: the contract of a subject, the reference, and the verdict. */

export {
  type CheckOptions,
  defineConfig,
  type GradgateConfig,
} from '../cli/config/gradgate-config.ts';
export { reference } from '../contract/reference.ts';
export type { Answer, Claims, Operand, Subject } from '../contract/subject.ts';
export { Matrix, type View } from '../matrix/matrix.ts';
export { type FormatName, formats, type NumberFormat } from '../number/formats.ts';
export type { ProductName } from '../problem/large/large-problem.ts';
export type { Lack } from '../property/need.ts';
export { forward, gradW, gradX } from '../reference/backprop.ts';
export type { ArithmeticSeen, ArithmeticTold } from '../verdict/arithmetic-seen.ts';
export type { Change } from '../verdict/change.ts';
export type {
  AskedAgain,
  BrokenFact,
  Counterexample,
  JsonCall,
  JsonLayout,
  JsonProblem,
  Other,
  Shrinking,
  SmallestProblem,
  Step,
  Throw,
  Wrong,
  WrongEntries,
  WrongMap,
} from '../verdict/counterexample.ts';
export type { Counts, DrawnCounts } from '../verdict/drawn-counts.ts';
export type { JsonMatrix } from '../verdict/encode-matrix.ts';
export type { Evidence, Feature, LedgerLine } from '../verdict/evidence.ts';
export type { FailsWhere, Tally } from '../verdict/fails-where.ts';
export type { KnownState } from '../verdict/known-failure.ts';
export type {
  Crashed,
  Fails,
  Holds,
  HoldsAgain,
  HoldsWeakly,
  Knowing,
  KnownToFail,
  Law,
  NoSuchProblem,
  NotReached,
  OurBug,
  Outcome,
  PropertyVerdict,
} from '../verdict/property-verdict.ts';
export type { Bug, Canary, Conclusion, RunInfo, Since, Verdict } from '../verdict/verdict.ts';
export type { JsonNumber } from '../wire/json-number.ts';
