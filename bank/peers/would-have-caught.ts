import { toAnswer, toMatrix } from '../../src/contract/reference.ts';
import type { Subject } from '../../src/contract/subject.ts';
import type { Matrix } from '../../src/matrix/matrix.ts';
import { multiply } from '../../src/matrix/multiply.ts';
import { formats } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { peers } from './index.ts';
import type { Peer } from './peer.ts';

/** Whether another checker would have caught a wrong answer. */
export interface Catch {
  readonly peer: Peer;
  readonly outcome: 'caught' | 'missed' | 'rejects a right one too' | 'cannot be asked';
}

/**
 * Would others have caught it? Their rules on the problem that a subject failed. A rejection counts
 * only where a right subject is accepted: on entries of 10⁷ a difference quotient rejects anything.
 */
export async function wouldHaveCaught(subject: Subject, problem: Problem): Promise<Catch[]> {
  const { layouts: _dense, ...dense } = problem;
  const caught: Catch[] = [];
  for (const peer of peers) {
    const verdict = await peer.verdictOn(subject, problem);
    // A right subject for batches is a library of its own; there a rejection is taken at its word.
    const unfair =
      verdict === 'rejects' &&
      problem.batch === undefined &&
      (await peer.verdictOn(rightIn(subject.numberFormat), dense)) === 'rejects';
    caught.push({ peer, outcome: unfair ? 'rejects a right one too' : outcomes[verdict] });
  }
  return caught;
}

const outcomes = {
  accepts: 'missed',
  rejects: 'caught',
  'cannot be asked': 'cannot be asked',
} as const;

/** Products summed in float64 and rounded once. */
function rightIn(numberFormat: Subject['numberFormat']): Subject {
  const rounded = (matrix: Matrix) =>
    toAnswer(matrix.map((entry) => round(entry, formats[numberFormat])));
  return {
    name: 'right',
    numberFormat,
    backward: ({ X, W, dY }) => ({
      dX: rounded(multiply(toMatrix(dY), toMatrix(W).T)),
      dW: rounded(multiply(toMatrix(X).T, toMatrix(dY))),
    }),
    forward: ({ X, W }) => rounded(multiply(toMatrix(X), toMatrix(W))),
  };
}
