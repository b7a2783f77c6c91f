import { describe, expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { tensorFormats } from '../../number/tensor-formats.ts';
import { dense, describeLayout } from '../../problem/layout.ts';
import type { Problem } from '../../problem/problem.ts';
import { noEvidence } from '../../verdict/evidence.ts';
import type { Disagreement } from './disagreement.ts';
import type { Failure } from './failure.ts';
import type { Judgement } from './judge.ts';
import { sentenceOf, toOutcome } from './to-outcome.ts';

/** X m×n of this entry, W and dY of 1 and 0. */
function problemOf([m, n]: readonly [number, number], entry = 2): Problem {
  return {
    X: Matrix.of([m, n], () => entry),
    W: Matrix.of([n, 1], () => 1),
    dY: Matrix.of([m, 1], () => 0),
    salt: 0,
  };
}

const problem = problemOf([1, 2], -3);
const wrong: Disagreement = {
  ...{ kind: 'entries', where: 'dX', entry: [0, 1], wrong: [[0, 1]], radius: 0, excess: 1 },
  ...{ actual: Matrix.from([[1, 2]]), expected: Matrix.from([[1, 3]]) },
};
const sentence = 'dX, entry (0, 1): expected exactly 3, got 2';
const crash: Disagreement = { kind: 'crash', message: 'backward: ended' };
const threw: Disagreement = { ...crash, threw: { bias: true } };

const evidence = { ...noEvidence, problems: 3 };
const held: Judgement = { runs: 3, failures: [], path: '', insight: {}, evidence };
const known = {
  ...{ claims: {}, formats: tensorFormats({ numberFormat: 'float64' }) },
  replayOf: (path: string) => `token of ${path}`,
};

type Changes = Partial<Parameters<typeof toOutcome>[1]>;

function outcome(changes: Changes, more: Partial<typeof known> = {}) {
  return toOutcome(equation1, { ...held, ...changes }, { ...known, ...more });
}

/** What is told of these failures, the smallest last. */
function told(failures: readonly Failure[], changes: Changes = {}) {
  const found = outcome({ failures, path: '7:1', ...changes });
  if (found.outcome !== 'fails') throw new Error(`it ${found.outcome}`);
  return found.counterexample;
}

describe('where nothing failed', () => {
  test('it holds as well as what was tried shows', () => {
    const { features: _, ...rest } = evidence;
    const features = { exact: 1, rounded: 1, saturating: 1, 'extent 1': 1, 'extent above 8': 1 };
    const strong = { ...rest, features };
    expect(outcome({ evidence: strong })).toEqual({ outcome: 'holds', runs: 3, evidence: strong });
    expect(outcome({})).toMatchObject({
      ...{ outcome: 'holds weakly', runs: 3, evidence },
      lacking: expect.arrayContaining(['no problem was exact']),
    });
    const claims = { layouts: 'all' } as const;
    expect(outcome({ evidence: strong }, { claims })).toMatchObject({
      ...{ outcome: 'holds weakly', lacking: [expect.any(String)] },
    });
  });

  test('of a replay there is no evidence, and nothing to be said of it', () => {
    expect(outcome({ evidence: noEvidence, runs: 1 })).toEqual({ outcome: 'holds', runs: 1 });
  });

  test('nor was anything asked, there was no such problem, unless all were left out', () => {
    expect(outcome({ runs: 0 })).toEqual({ outcome: 'no such problem' });
    const unasked = { ...noEvidence, unasked: 'too many rows' };
    expect(outcome({ runs: 0, evidence: unasked })).toMatchObject({
      ...{ outcome: 'holds weakly', lacking: ['no problem could be asked (too many rows)'] },
    });
  });

  test('rounds are told where they are counted', () => {
    expect(outcome({ rounds: 4, round: 2 })).toMatchObject({ rounds: 4, round: 2 });
    expect(Object.keys(outcome({}))).toEqual(['outcome', 'lacking', 'runs', 'evidence']);
  });
});

describe('a failure is told', () => {
  const first: Failure = { problem: problemOf([4, 2], 5), disagreement: wrong };
  const last: Failure = { problem, disagreement: wrong };

  test('by the smallest problem, with the first one and each between them', () => {
    expect(outcome({ failures: [first, last], path: '7:1' })).toEqual({
      ...{ outcome: 'fails', runs: 3, evidence },
      counterexample: {
        ...{ shape: { m: 1, n: 2, k: 1 }, X: [[-3, -3]], W: [[1], [1]], dY: [[0]] },
        ...{ shrinks: 1, replay: 'token of 7:1' },
        first: expect.objectContaining({ shape: { m: 4, n: 2, k: 1 } }),
        ...{ kind: 'entries', where: 'dX', entry: [0, 1], actual: 2, excess: 1 },
        expected: { mid: 3, rad: 0 },
        sides: { actual: [[1, 2]], expected: [[1, 3]], wrong: [[0, 1]] },
        steps: [
          expect.objectContaining({ shape: { m: 4, n: 2, k: 1 }, nonZero: 10, largest: 5 }),
          {
            ...{ shape: { m: 1, n: 2, k: 1 }, nonZero: 4, largest: 3, where: 'dX' },
            wrong: { entry: [0, 1], expected: 3, actual: 2 },
          },
        ],
      },
    });
  });

  test('with the fault behind it, how it was shrunk, and what came of asking it again', () => {
    const shrinking = { ended: 'out of calls', calls: 9 } as const;
    const more = { shrinking, again: { fresh: true, fails: false } };
    const insight = { failsWhere: 'out of time' } as const;
    expect(told([last], { ...more, insight })).toMatchObject({ ...more, ...insight, shrinks: 0 });
    for (const key of ['shrinking', 'again', 'calls']) expect(told([last])).not.toHaveProperty(key);
  });

  test('as a crash, where there was no answer, unless a claim owes one', () => {
    const failures = [{ problem, disagreement: crash }];
    const found = outcome({ failures });
    expect(found).toMatchObject({ outcome: 'crashed', message: 'backward: ended', runs: 3 });
    const { counterexample } = { counterexample: undefined, ...found };
    expect(counterexample).toMatchObject({ X: [[-3, -3]], steps: [{ where: 'the call' }] });
    expect(counterexample).not.toHaveProperty('kind');
    const owed = told([{ problem, disagreement: threw }]);
    expect(owed).toMatchObject({ kind: 'throw', claims: { bias: true } });
  });

  test('with the calls of a sequence, of which the last is wrong', () => {
    const earlier = problemOf([2, 2]);
    const calls = [
      { words: 'forward', problem: earlier, gradients: false },
      { words: 'backward', problem, gradients: true },
    ];
    const { calls: made, steps } = told([{ ...last, calls }]);
    expect(made?.map(({ call, shape: { m } }) => [call, m])).toEqual([
      ['forward', 2],
      ['backward', 1],
    ]);
    expect(made?.[0]?.X).toHaveLength(2);
    expect(steps[0]?.more).toBe('call no. 2');
  });

  test('with views and what a call asks for, in each step', () => {
    const view = { ...dense, gap: 2 };
    const rich = { ...problem, layouts: { W: view }, variant: { alpha: 2 } };
    const [step] = told([{ ...last, problem: rich }]).steps;
    expect(step?.more).toBe(`α = 2; W ${describeLayout(view)}`);
  });
});

describe('a problem that the subject saw otherwise', () => {
  const seen = problemOf([1, 2], 7);

  test('is told as it was seen', () => {
    const asked: Failure = { problem, disagreement: { ...wrong, asked: seen } };
    const { X, first, steps } = told([asked]);
    expect([X, first.X, steps[0]?.largest]).toEqual([[[7, 7]], [[7, 7]], 7]);
  });

  test('is told as it was drawn in steps, where the shape is another', () => {
    for (const other of [
      problemOf([2, 2], 7),
      problemOf([1, 3], 7),
      { ...seen, W: Matrix.of<'n', 'k'>([2, 2], () => 1) },
    ]) {
      const asked: Failure = { problem, disagreement: { ...wrong, asked: other } };
      const { X, first, steps } = told([asked]);
      expect(X).toHaveLength(other.X.rows);
      expect([first.X, steps[0]?.largest, steps[0]?.shape]).toEqual([
        ...[[[-3, -3]], 3, { m: 1, n: 2, k: 1 }],
      ]);
    }
  });
});

test('a disagreement is told in one sentence', () => {
  expect(sentenceOf(wrong)).toBe(sentence);
  expect(sentenceOf(crash)).toBe('backward: ended');
  expect(sentenceOf(threw)).toBe('bias: true is claimed, but backward: ended');
  expect(sentenceOf({ kind: 'fact', where: 'X', expected: 'as before', actual: 'changed' })).toBe(
    'X: expected as before, got changed',
  );
});
