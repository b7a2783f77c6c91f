import { at } from '../../at.ts';
import type { Claims } from '../../contract/subject.ts';
import { defined } from '../../defined.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import type { OperandFormats } from '../../number/tensor-formats.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import type { Property } from '../../property/property.ts';
import type { SmallestProblem, Step } from '../../verdict/counterexample.ts';
import { noEvidence } from '../../verdict/evidence.ts';
import { held } from '../../verdict/held.ts';
import type {
  Crashed,
  Fails,
  Holds,
  HoldsWeakly,
  NoSuchProblem,
  Tried,
} from '../../verdict/property-verdict.ts';
import { disagreementText } from '../../verdict/reason-of.ts';
import { encodeNumber } from '../../wire/json-number.ts';
import type { Disagreement } from './disagreement.ts';
import { encodeDisagreement, wrongEntryIn } from './encode-disagreement.ts';
import { describeProblem, encodeProblem } from './encode-problem.ts';
import type { Failure } from './failure.ts';
import type { Judgement } from './judge.ts';

/** What a judgement can come to. */
type Judged = Holds | HoldsWeakly | Fails | Crashed | NoSuchProblem;

/** What is known of the subject that was judged; `replayOf` makes the token of a fast-check path. */
interface Known {
  readonly claims: Claims;
  readonly formats: OperandFormats;
  readonly replayOf: (path: string) => string;
}

/** A judgement of a subject as plain JSON. */
export function toOutcome(
  property: Property,
  judgement: Judgement & Pick<Tried, 'rounds' | 'round'>,
  { claims, formats, replayOf }: Known,
): Judged {
  const { runs, failures, path, evidence, rounds, round } = judgement;
  const some = evidence === noEvidence ? undefined : evidence;
  const tried = { runs, ...defined({ rounds, evidence: some, round }) };
  const last = failures.at(-1);
  if (last === undefined) {
    const isNone = runs === 0 && evidence.unasked === undefined;
    return isNone ? { outcome: 'no such problem' } : held(property, { ...claims }, tried);
  }
  const smallest = smallestOf(judgement, last, { formats, replay: replayOf(path) });
  const { disagreement } = last;
  const wrong = encodeDisagreement(disagreement);
  if (wrong !== undefined) {
    return { outcome: 'fails', ...tried, counterexample: { ...smallest, ...wrong } };
  }
  const message = sentenceOf(disagreement);
  return { outcome: 'crashed', ...tried, message, counterexample: smallest };
}

/** The disagreement in one sentence. */
export function sentenceOf(disagreement: Disagreement): string {
  const wrong = encodeDisagreement(disagreement);
  if (wrong !== undefined) return disagreementText(wrong);
  return disagreement.kind === 'crash' ? disagreement.message : '';
}

function smallestOf(
  { failures, insight, shrinking, again }: Judgement,
  { problem, disagreement, calls }: Failure,
  { formats, replay }: Pick<Known, 'formats'> & Pick<SmallestProblem, 'replay'>,
): SmallestProblem {
  const seen = disagreement.kind === 'crash' ? undefined : disagreement.asked;
  const told = calls?.map((made) => ({
    call: made.words,
    ...encodeProblem(made.problem, formats),
  }));
  return {
    ...encodeProblem(seen ?? problem, formats),
    ...insight,
    shrinks: failures.length - 1,
    ...defined({ shrinking, calls: told, again }),
    replay,
    first: encodeProblem(asSeen(at(failures, 0)), formats),
    steps: failures.map(stepOf),
  };
}

/** The problem as the subject saw it, where that has the shape of the problem that was drawn. */
function asSeen({ problem, disagreement }: Failure): Problem {
  const seen = disagreement.kind === 'crash' ? undefined : disagreement.asked;
  if (seen === undefined) return problem;
  const [drawn, asked] = [shapeOf(problem), shapeOf(seen)];
  return drawn.m === asked.m && drawn.n === asked.n && drawn.k === asked.k ? seen : problem;
}

function stepOf(failure: Failure): Step {
  const { disagreement, calls } = failure;
  const problem = asSeen(failure);
  const { X, W, dY } = problem;
  const entries = [X, W, dY].flatMap((matrix: Matrix) => [...matrix.toArray()]);
  const more = [
    ...(calls === undefined ? [] : [`call no. ${calls.length}`]),
    ...describeProblem(problem),
  ];
  return {
    shape: shapeOf(problem),
    nonZero: entries.filter((entry) => entry !== 0).length,
    largest: encodeNumber(entries.reduce((max, entry) => Math.max(max, Math.abs(entry)), 0)),
    ...(more.length === 0 ? {} : { more: more.join('; ') }),
    where: disagreement.kind === 'crash' ? 'the call' : disagreement.where,
    ...wrongEntryIn(disagreement),
  };
}
