/** A property whose outcomes are written down beforehand, for tests of what is made of them. */
import { problemOf } from '../../../properties/heard.test-setup.ts';
import type { KnownFailure, KnownProblem } from '../../verdict/known-failure.ts';
import type { Knowing, Outcome } from '../../verdict/property-verdict.ts';
import { failing } from '../../verdict/told.test-setup.ts';
import type { Failure } from '../judge/failure.ts';
import { type Judging, judgeKnowing } from './judge-knowing.ts';

/** What a run of all problems comes to, in order; what each known problem comes to, by its token. */
export interface Script {
  readonly judged: readonly Outcome[];
  readonly alone?: Readonly<Record<string, Outcome>>;
  /** Failures that the run comes upon each time, and that may be set aside. */
  readonly met?: readonly Failure[];
}

export const holds: Outcome = { outcome: 'holds', runs: 40 };

/** The form of the smallest problem of `failing`. */
export const form = 'X 1×1, W 1×1, dY 1×1';

/** A known failure whose own problem has this token. */
export function known(replay: string, more: Partial<KnownProblem> = {}): KnownFailure {
  const why = `why ${replay}`;
  return { why, problem: { replay, wrong: 'dX', form, ...more } };
}

/** What is wrong about dX of a 2×3 X and 3×1 W. */
export const wrongX: Failure = {
  problem: problemOf([2, 3, 1], {}),
  disagreement: { kind: 'fact', where: 'dX', expected: 'this', actual: 'that' },
};

/** What was asked, and what came of it. */
export interface Played {
  readonly outcome: Outcome & Knowing;
  /** From which problem on, each time. */
  readonly from: readonly number[];
  /** Tokens that were asked alone, in order. */
  readonly asked: readonly string[];
  /** Which of the failures that were come upon were set aside. */
  readonly aside: readonly boolean[];
}

/** Judges by a script; a problem without a line holds alone. */
export async function played(
  knownFailures: readonly KnownFailure[],
  { judged, alone = {}, met = [] }: Script,
  how: Partial<Pick<Judging, 'scope' | 'strict'>> = {},
): Promise<Played> {
  const [from, asked, aside]: [number[], string[], boolean[]] = [[], [], []];
  const outcome = await judgeKnowing(knownFailures, {
    ...{ scope: 'all', ...how },
    judge: async (asking) => {
      const next = judged[from.length];
      if (next === undefined) throw new Error('it is judged too often');
      from.push(asking.from);
      aside.push(...met.map(asking.aside));
      return next;
    },
    again: async ({ replay }) => {
      asked.push(replay);
      return alone[replay] ?? holds;
    },
  });
  return { outcome, from, asked, aside };
}

/** A failure of dX on the problem of a token. */
export function failsAt(replay: string, more: Parameters<typeof failing>[0] = {}) {
  return failing({ replay, ...more });
}
