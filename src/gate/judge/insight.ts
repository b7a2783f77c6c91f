import { peers } from '../../../bank/peers/index.ts';
import { wouldHaveCaught } from '../../../bank/peers/would-have-caught.ts';
import { at } from '../../at.ts';
import type { Border } from '../../call/border.ts';
import { type InWords, inWords } from '../../diagnosis/in-words.ts';
import { type OddOneOut, vote } from '../../diagnosis/vote.ts';
import { shapeOf } from '../../problem/problem.ts';
import type { Need } from '../../property/need.ts';
import type { Other } from '../../verdict/counterexample.ts';
import type { FailsWhere } from '../../verdict/fails-where.ts';
import { diagnosisOf } from './diagnosis-of.ts';
import type { Failure } from './failure.ts';
import type { Search } from './search.ts';
import type { Trials } from './trials.ts';

/** What a failure says about the fault behind it. */
export interface Insight extends InWords {
  /** Which of the subject's passes is wrong on the smallest problem. */
  readonly oddOneOut?: OddOneOut;
  /** Whether the rules of other checkers would have caught the smallest problem. */
  readonly others?: readonly Other[];
  /** What separates the problems that fail from those that hold. */
  readonly failsWhere?: FailsWhere | 'out of time';
}

/**
 * Asks the subject again, after its failures. Nothing where it fails as in a property before: that one has
 * said it, there was time for a few steps only, and the problem may be large.
 */
export async function insightInto(
  search: Omit<Search, 'trials' | 'drawn'>,
  { failures, shrinking }: Pick<Trials, 'failures' | 'shrinking'>,
): Promise<Insight> {
  const { border, property } = search;
  const last = at(failures, failures.length - 1);
  if (border.weights.areOther) return {}; // other checkers and known mistakes know W as it is given
  if (shrinking?.after !== undefined) return {};
  const diagnosis = inWords(await diagnosisOf(search, failures));
  if (last.calls !== undefined) return diagnosis;
  const oddOneOut = await vote(border, last.problem);
  // Other checkers choose dY, or let the subject take what they choose for one.
  const others =
    border.claims.loss === undefined ? await othersOn(border, last, property.needs) : [];
  return {
    ...(others.length === 0 ? {} : { others }),
    ...diagnosis,
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
