import { at } from '../../at.ts';
import type { Claims } from '../../contract/subject.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import { shapeOf } from '../../problem/problem.ts';
import type { Property } from '../../property/property.ts';
import { encodeMatrix } from '../../verdict/encode.ts';
import { noEvidence } from '../../verdict/together.ts';
import type { Counterexample, PropertyVerdict, Step } from '../../verdict/verdict.ts';
import { encodeNumber } from '../../wire/json-number.ts';
import { weaknessOf } from '../evidence/weakness-of.ts';
import type { Disagreement } from './disagreement.ts';
import { describeProblem, encodeProblem } from './encode-problem.ts';
import type { Failure } from './failure.ts';
import type { Judgement } from './judge.ts';

/**
 * A judgement of a subject with these claims as plain JSON. `replayOf` makes the token of a fast-check
 * path.
 */
export function toVerdict(
  property: Property,
  judgement: Judgement,
  { claims, replayOf }: { claims: Claims; replayOf: (path: string) => string },
): PropertyVerdict {
  const { runs, failures, path, evidence } = judgement;
  const last = failures.at(-1);
  if (last === undefined && runs === 0) {
    const reason = 'nothing was asked: the replay token names no problem of this property';
    return { ...about(property), outcome: 'error', runs, reason };
  }
  const known = evidence === noEvidence ? {} : { evidence };
  if (last === undefined) {
    const weak = evidence === noEvidence ? [] : weaknessOf(property, { ...claims }, evidence);
    const passed = { ...about(property), outcome: 'passed', runs, ...known } as const;
    return weak.length === 0 ? passed : { ...passed, weak };
  }
  const counterexample = counterexampleOf(judgement, last, replayOf(path));
  const outcome = last.disagreement.kind === 'crash' ? 'error' : 'failed';
  const reason = reasonOf(last.disagreement);
  return { ...about(property), outcome, runs, reason, counterexample, ...known };
}

/** What a verdict says about the property itself. */
export function about({
  id,
  cites,
  statement,
}: Property): Pick<PropertyVerdict, 'id' | 'equation' | 'statement'> {
  return { id, equation: cites, statement };
}

/** The disagreement in one sentence. */
export function reasonOf(disagreement: Disagreement): string {
  switch (disagreement.kind) {
    case 'crash':
      return disagreement.message;
    case 'fact':
      return `${disagreement.where}: expected ${disagreement.expected}, got ${disagreement.actual}`;
    case 'entries': {
      const { where, entry, expected, actual, radius } = disagreement;
      const [i, j] = entry;
      const sides = [expected.at(i, j), actual.at(i, j)].map(encodeNumber);
      if (!Number.isFinite(expected.at(i, j)) || Number.isNaN(radius)) {
        return `${where}, entry (${i}, ${j}): ${sides.join(' and ')} should be equal numbers`;
      }
      const allowed = radius === 0 ? 'exactly' : `within ${radius.toPrecision(3)} of`;
      const [right, got] = sides;
      return `${where}, entry (${i}, ${j}): expected ${allowed} ${right}, got ${got}`;
    }
  }
}

function counterexampleOf(
  { failures, insight }: Judgement,
  { problem, disagreement, calls }: Failure,
  replay: string,
): Counterexample {
  const asked = disagreement.kind === 'crash' ? undefined : disagreement.asked;
  return {
    ...encodeProblem(asked ?? problem),
    ...sidesOf(disagreement),
    ...insight,
    shrinks: failures.length - 1,
    ...(calls === undefined
      ? {}
      : { calls: calls.map((made) => ({ call: made.words, ...encodeProblem(made.problem) })) }),
    replay,
    first: encodeProblem(at(failures, 0).problem),
    steps: failures.map(stepOf),
  };
}

function sidesOf(
  disagreement: Disagreement,
): Pick<Counterexample, 'where' | 'expected' | 'actual'> & Partial<Counterexample> {
  if (disagreement.kind === 'crash') {
    return { where: 'the call', expected: 'an answer', actual: disagreement.message };
  }
  if (disagreement.kind === 'fact') {
    const { where, expected, actual } = disagreement;
    return { where, expected, actual };
  }
  const { where, entry, wrong, actual, expected, radius, excess, sentence } = disagreement;
  const [i, j] = entry;
  return {
    where,
    entry,
    expected: { mid: encodeNumber(expected.at(i, j)), rad: encodeNumber(radius) },
    actual: encodeNumber(actual.at(i, j)),
    excess: encodeNumber(excess),
    sides: { actual: encodeMatrix(actual), expected: encodeMatrix(expected), wrong },
    ...(sentence === undefined ? {} : { sentence }),
  };
}

function stepOf({ problem, disagreement, calls }: Failure): Step {
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
  };
}
