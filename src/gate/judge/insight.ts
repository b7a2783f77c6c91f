import { peers } from '../../../bank/peers/index.ts';
import { wouldHaveCaught } from '../../../bank/peers/would-have-caught.ts';
import { at } from '../../at.ts';
import type { Border } from '../../call/border.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import { type OddOneOut, vote } from '../../diagnosis/vote.ts';
import { shapeOf } from '../../problem/problem.ts';
import type { Need } from '../../property/need.ts';
import type { Property } from '../../property/property.ts';
import type { Other } from '../../verdict/counterexample.ts';
import type { Failure } from './failure.ts';

/** What a failure says about the fault behind it. */
export interface Insight {
  /** What the wrong answer looks like, read off the first failure. */
  readonly diagnosis?: string;
  /** Which of the subject's passes is wrong on the smallest problem. */
  readonly oddOneOut?: OddOneOut;
  /** Whether the rules of other checkers would have caught the smallest problem. */
  readonly others?: readonly Other[];
}

/** Asks the subject again, after its failures; of sequences nothing is said. */
export async function insightInto(
  { needs }: Property,
  border: Border,
  failures: readonly Failure[],
): Promise<Insight> {
  const [first, last] = [at(failures, 0), at(failures, failures.length - 1)];
  if (first.calls !== undefined) return {};
  const diagnosis = await diagnose(border, first.problem);
  const oddOneOut = await vote(border, last.problem);
  const others = await othersOn(border, last, needs);
  return {
    ...(others.length === 0 ? {} : { others }),
    ...(diagnosis === undefined ? {} : { diagnosis }),
    ...(oddOneOut === undefined ? {} : { oddOneOut }),
  };
}

/** What a property may need and still be about calls that other checkers make, too. */
const askable: readonly Need[] = ['forward', 'layouts', 'batching', 'broadcasting'];

/** Nothing of a crash, which any test would have met, nor of an empty problem, which none asks. */
async function othersOn(
  border: Border,
  { problem, disagreement }: Failure,
  needs: Need | undefined,
): Promise<Other[]> {
  const empty = Object.values(shapeOf(problem)).includes(0);
  if (disagreement.kind === 'crash' || empty) return [];
  if (needs !== undefined && !askable.includes(needs)) {
    return peers.map(({ name }) => ({ name, outcome: 'cannot be asked' }));
  }
  const caught = await wouldHaveCaught(border.subject, problem);
  return caught.map(({ peer, outcome }) => ({ name: peer.name, outcome }));
}
