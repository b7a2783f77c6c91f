import { describe, expect, test } from 'vitest';
import { Matrix } from '../../matrix/matrix.ts';
import type { LargeProblem } from '../../problem/large/large-problem.ts';
import { dense, describeLayout } from '../../problem/layout.ts';
import { noEvidence } from '../../verdict/evidence.ts';
import type { Disagreement } from './disagreement.ts';
import type { LargeJudgement } from './judge-large.ts';
import type { LargeFailure } from './large-failure.ts';
import { largeOutcome } from './large-outcome.ts';

const problem: LargeProblem = {
  ...{ shape: { m: 1, n: 2, k: 1 }, kind: 'exact', grows: false, salt: 5 },
};
const operands = {
  X: Matrix.from<'m', 'n'>([[1, 2]]),
  W: Matrix.from<'n', 'k'>([[3], [4]]),
  dY: Matrix.from<'m', 'k'>([[5]]),
};
const wrong: Disagreement = {
  ...{ kind: 'entries', where: 'dX', entry: [0, 1], wrong: [[0, 1]], radius: 0, excess: 1 },
  ...{ actual: Matrix.from([[1, 2]]), expected: Matrix.from([[1, 3]]) },
};
const crash: Disagreement = { kind: 'crash', message: 'backward: ended' };

const held: LargeJudgement = { runs: 3, failures: [], path: '', evidence: noEvidence };

function outcome(judgement: Partial<LargeJudgement>) {
  return largeOutcome({ ...held, ...judgement }, (path) => `token of ${path}`);
}

function failing(changes: Partial<LargeFailure> = {}): LargeFailure {
  return { problem, disagreement: wrong, nonZero: 4, largest: 5, ...changes };
}

/** What is told of the one problem that failed. */
function told(changes: Partial<LargeFailure>, judgement: Partial<LargeJudgement> = {}) {
  const found = outcome({ failures: [failing(changes)], path: '7:1', ...judgement });
  if (found.outcome !== 'fails') throw new Error(`it ${found.outcome}`);
  return found.counterexample;
}

/** The same, of the problem alone. */
function toldOf(changes: Partial<LargeProblem>, judgement: Partial<LargeJudgement> = {}) {
  return told({ problem: { ...problem, ...changes } }, judgement);
}

describe('where nothing failed', () => {
  test('it holds, and weakly where no problem was exact', () => {
    const evidence = { ...noEvidence, features: { exact: 1 } };
    expect(outcome({ evidence })).toEqual({ outcome: 'holds', runs: 3, evidence });
    expect(outcome({})).toEqual({
      ...{ outcome: 'holds weakly', lacking: ['no problem was exact'] },
      ...{ runs: 3, evidence: noEvidence },
    });
  });

  test('nor was anything asked, there was no such problem', () => {
    expect(outcome({ runs: 0 })).toEqual({ outcome: 'no such problem' });
  });

  test('and where what there was could not be asked, that is told, and why', () => {
    const evidence = { ...noEvidence, unasked: 'it has crashed too often' };
    expect(outcome({ runs: 0, evidence })).toEqual({
      ...{ outcome: 'holds weakly', runs: 0, evidence },
      lacking: ['no problem could be asked (it has crashed too often)'],
    });
  });
});

describe('a failure is told', () => {
  test('by the smallest problem, with the first and each between them', () => {
    const first = failing({ problem: { ...problem, shape: { m: 9, n: 2, k: 1 } }, nonZero: 30 });
    const { shape } = problem;
    const found = outcome({ failures: [first, failing()], path: '7:1' });
    expect(found).toEqual({
      ...{ outcome: 'fails', runs: 3, evidence: noEvidence },
      counterexample: {
        ...{ shape, shrinks: 1, replay: 'token of 7:1', numbers: expect.any(String) },
        first: { shape: first.problem.shape, numbers: expect.any(String) },
        ...{ kind: 'entries', where: 'dX', entry: [0, 1], actual: 2, excess: 1 },
        expected: { mid: 3, rad: 0 },
        sides: { actual: [[1, 2]], expected: [[1, 3]], wrong: [[0, 1]] },
        steps: [
          expect.objectContaining({ shape: first.problem.shape, nonZero: 30 }),
          {
            ...{ shape, nonZero: 4, largest: 5, more: 'exact', where: 'dX' },
            wrong: { entry: [0, 1], expected: 3, actual: 2 },
          },
        ],
      },
    });
  });

  test('as a crash, where there was no answer', () => {
    const found = outcome({ failures: [failing({ disagreement: crash })] });
    expect(found).toMatchObject({ outcome: 'crashed', message: 'backward: ended', runs: 3 });
    const [step] = found.outcome === 'crashed' ? (found.counterexample?.steps ?? []) : [];
    expect(step).toMatchObject({ where: 'the call' });
    expect(step).not.toHaveProperty('wrong');
  });

  test('with how it was shrunk, and what came of asking it again', () => {
    const shrinking = { ended: 'out of calls', calls: 400 } as const;
    const again = { fresh: true, fails: false };
    expect(told({}, { shrinking, again })).toMatchObject({ shrinking, again });
    expect(Object.keys(told({}))).not.toEqual(expect.arrayContaining(['shrinking']));
    expect(Object.keys(told({}))).not.toEqual(expect.arrayContaining(['again']));
  });
});

describe('the entries of a large problem are told', () => {
  const last = { operands };

  test('where they are few', () => {
    const { X, W, dY, numbers } = told({}, { last });
    expect({ X, W, dY, numbers }).toEqual({ X: [[1, 2]], W: [[3], [4]], dY: [[5]] });
    expect(told({}, { last }).first).not.toHaveProperty('X');
  });

  test.each([
    [{ shape: { m: 2, n: 2, k: 249 } }, true],
    [{ shape: { m: 1, n: 333, k: 2 } }, false],
    [{ shape: { m: 2, n: 332, k: 1 } }, true],
    [{ shape: { m: 2, n: 333, k: 1 } }, false],
    [{ shape: { m: 100, n: 2, k: 100 } }, false],
    [{ shape: { m: 1, n: 166, k: 1 }, members: 3 }, true],
    [{ shape: { m: 1, n: 167, k: 1 }, members: 3 }, false],
  ])('of %j: %s', (changes, areFew) => {
    expect('X' in toldOf(changes, { last })).toBe(areFew);
  });

  test('else by what they are', () => {
    const said = (changes: Partial<LargeProblem>) => toldOf(changes).numbers;
    const growing = ', most of them positive';
    const whole = 'whole numbers whose sums are never rounded';
    const around = (words: string) =>
      `(too many entries to list: ${words}; they follow from the token)`;
    expect(said({})).toBe(around(whole));
    expect(said({ grows: true })).toBe(around(whole + growing));
    expect(said({ kind: 'saturating', grows: true })).toBe(
      around(`whole numbers whose sums fill what they are kept in${growing}`),
    );
    expect(said({ kind: 'rounded', grows: true })).toBe(
      around('numbers with as many bits as the format has'),
    );
  });
});

describe('a problem is told with what it has besides', () => {
  const view = { ...dense, gap: 2 };

  test('batch axes, what its call asks for, and views', () => {
    const rich = { members: 3, variant: { alpha: 2 }, layouts: { W: view } };
    const { batch, asks, layouts, steps } = toldOf(rich);
    expect({ batch, asks, layouts }).toEqual({
      ...{ batch: { X: [3], W: [3], dY: [3] }, asks: ['α = 2'] },
      layouts: { W: { words: describeLayout(view), ...view } },
    });
    expect(steps[0]?.more).toBe('exact; batch of 3; α = 2; views');
    expect(toldOf({ members: 1 })).toMatchObject({ batch: { X: [1] } });
  });

  test('and nothing else', () => {
    for (const name of ['batch', 'asks', 'layouts', 'map']) {
      expect(told({})).not.toHaveProperty(name);
    }
    expect(toldOf({ layouts: {} })).not.toHaveProperty('layouts');
  });

  test('a map of the tiles that are wrong, where there are several', () => {
    const mapOf = (wrong: readonly (readonly boolean[])[]) =>
      told({}, { last: { operands, tiles: { tile: [16, 1], wrong } } }).map;
    const wide = [
      [false, true],
      [true, true],
    ];
    expect(mapOf(wide)).toEqual({ tile: [16, 1], lines: ['.#', '##'] });
    expect(mapOf([[true, false]])).toEqual({ tile: [16, 1], lines: ['#.'] });
    expect(mapOf([[true], [false]])).toEqual({ tile: [16, 1], lines: ['#', '.'] });
    expect(mapOf([[true]])).toBeUndefined();
  });
});
