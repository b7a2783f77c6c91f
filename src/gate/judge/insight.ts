import { peers } from '../../../bank/peers/index.ts';
import { wouldHaveCaught } from '../../../bank/peers/would-have-caught.ts';
import { at } from '../../at.ts';
import type { Border } from '../../call/border.ts';
import { defined } from '../../defined.ts';
import { diagnose, diagnosisText } from '../../diagnosis/diagnose.ts';
import { type OddOneOut, vote } from '../../diagnosis/vote.ts';
import { shapeOf } from '../../problem/problem.ts';
import type { Need } from '../../property/need.ts';
import type { Property } from '../../property/property.ts';
import type { Other } from '../../verdict/counterexample.ts';
import type { FailsWhere } from '../../verdict/fails-where.ts';
import type { Failure } from './failure.ts';
import type { Trials } from './trials.ts';
import { gradientsIn } from './way-of.ts';

/** What a failure says about the fault behind it. */
export interface Insight {
  /** What the wrong answer looks like, to the first problem and to the smallest. */
  readonly diagnosis?: string;
  /** What the one to the first problem looks like, where that to the smallest does not. */
  readonly atFirst?: string;
  /** Which of the subject's passes is wrong on the smallest problem. */
  readonly oddOneOut?: OddOneOut;
  /** Whether the rules of other checkers would have caught the smallest problem. */
  readonly others?: readonly Other[];
  /** What separates the problems that fail from those that hold. */
  readonly failsWhere?: FailsWhere | 'out of time';
}

/**
 * Asks the subject again, after its failures; of sequences nothing is said. Where there was time for a
 * few steps only, others are not asked: the problem may be large, and they said it of one before.
 */
export async function insightInto(
  { needs }: Property,
  border: Border,
  { failures, shrinking }: Pick<Trials, 'failures' | 'shrinking'>,
): Promise<Insight> {
  const [first, last] = [at(failures, 0), at(failures, failures.length - 1)];
  if (first.calls !== undefined) return {};
  if (border.weights.areOther) return {}; // other checkers and known mistakes know W as it is given
  const diagnosis = await diagnosisOf(border, first, last);
  if (shrinking?.after !== undefined) return diagnosis;
  const oddOneOut = await vote(border, last.problem);
  // Other checkers choose dY, or let the subject take what they choose for one.
  const others = border.claims.loss === undefined ? await othersOn(border, last, needs) : [];
  return {
    ...(others.length === 0 ? {} : { others }),
    ...diagnosis,
    ...(oddOneOut === undefined ? {} : { oddOneOut }),
  };
}

/**
 * Read off the first failure, as a small problem looks like many mistakes at once; said only as far
 * as it is true of the last.
 */
async function diagnosisOf(
  border: Border,
  first: Failure,
  last: Failure,
): Promise<Pick<Insight, 'diagnosis' | 'atFirst'>> {
  const before = await diagnose(border, first.problem);
  const kept = first === last ? before : await diagnose(border, last.problem, before);
  const compared = gradientsIn(last.disagreement);
  const lost = before.filter(
    ({ gradient }) =>
      !kept.some((each) => each.gradient === gradient) &&
      (compared.length === 0 || compared.includes(gradient)),
  );
  return defined({ diagnosis: diagnosisText(kept), atFirst: diagnosisText(lost) });
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
