import { at } from '../at.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import { type OddOneOut, vote } from '../diagnosis/vote.ts';
import type { Border } from '../subject/border.ts';
import type { Failure } from './judge.ts';

/** What a failure says about the fault behind it. */
export interface Insight {
  /** What the wrong answer looks like, read off the first failure. */
  readonly diagnosis?: string;
  /** Which of the subject's passes is wrong on the smallest problem. */
  readonly oddOneOut?: OddOneOut;
}

/** Asks the subject again, after its failures; of sequences nothing is said. */
export async function insightInto(border: Border, failures: readonly Failure[]): Promise<Insight> {
  const [first, last] = [at(failures, 0), at(failures, failures.length - 1)];
  if (first.calls !== undefined) return {};
  const diagnosis = await diagnose(border, first.problem);
  const oddOneOut = await vote(border, last.problem);
  return {
    ...(diagnosis === undefined ? {} : { diagnosis }),
    ...(oddOneOut === undefined ? {} : { oddOneOut }),
  };
}
