/** `gradgate/vitest`: the catalogue as a vitest suite. */
export type { Shard } from '../gate/run/budget.ts';
export {
  describeMatmulBackprop,
  type GateOptions,
} from '../gate/run/describe-matmul-backprop.ts';
export type { Count } from '../verdict/count.ts';
export type { Progress, RoundsPassed } from '../verdict/journal-entry.ts';
export type { KnownEntry } from '../verdict/known-entry.ts';
export type { KnownProblem, KnownSizes } from '../verdict/known-failure.ts';
export type { Observation } from '../verdict/observation.ts';
