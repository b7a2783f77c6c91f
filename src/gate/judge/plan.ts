import type { Profile } from '../run/profiles.ts';

/** How a property is to be judged. The same plan gives the same judgement. */
export interface Plan extends Profile {
  readonly seed: number;
  /** The path of one counterexample, as a replay token has it: ask that problem alone. */
  readonly path?: string;
  /** End at the first failure, without looking for a smaller one. */
  readonly unshrunk?: boolean;
}
