import { describe, expect, test } from 'vitest';
import misprint from '../../bank/faults/misprint.ts';
import { properties } from '../../properties/index.ts';
import { Border } from '../call/border.ts';
import { judge } from '../gate/judge/judge.ts';
import { toVerdict } from '../gate/judge/to-verdict.ts';
import { profiles } from '../gate/run/profiles.ts';
import { explain, printProblem } from '../verdict/explain.ts';
import type { PropertyVerdict, RunInfo } from '../verdict/verdict.ts';
import { decodeNumber, encodeNumber } from '../wire/json-number.ts';
import { conclude } from './conclude.ts';
import { conclusion, propertyLine } from './console.ts';
import { markdown } from './markdown.ts';

const run: RunInfo = {
  subject: 'misprint',
  numberFormat: 'float64',
  claims: {},
  profile: 'ci',
  seed: 1,
  runs: 120,
};
const about = { gradgate: '0.1.0', complete: true };
const replay = (token: string): string => `again ${token}`;

async function judged(id: string): Promise<PropertyVerdict> {
  const property = properties.find((candidate) => candidate.id === id);
  if (property === undefined) throw new Error(`no ${id}`);
  const judgement = await judge(property, new Border(misprint), { ...profiles.ci, seed: 1 });
  return toVerdict(property, judgement, { claims: {}, replayOf: (path) => `${id}/ci/1/${path}` });
}

function outcome(kind: PropertyVerdict['outcome'], known?: string): PropertyVerdict {
  const base = { id: 'x', equation: 'step 3', statement: 's', outcome: kind, runs: 1 };
  return known === undefined ? base : { ...base, known };
}

test('a failure is told with its law, entry, diagnosis, matrices and replay', async () => {
  const verdict = conclude(run, [await judged('equation-1'), await judged('equation-2')], about);
  expect(conclusion(verdict, replay)).toMatchInlineSnapshot(`
    "
    ✗ equation-2 (eq. (2)): dW = Xᵀ · dY
      dW, entry (1, 0): expected exactly 0, got 1
      diagnosis: this dW is what comes out when a transpose is missing (the entries of W or X are read in their stored order)
      three routes: the formulas and its forward pass agree, its backward pass is wrong
      smallest problem, after 14 shrinks: X 2×2, W 2×1, dY 2×1
        X =         W =     dY =
        [ 0   0 ]   [ 0 ]   [ 1 ]
        [ 1   0 ]   [ 0 ]   [ 0 ]
        dW, expected =   actual =
        [ 0 ]            [ 0 ]
        [›0‹]            [›1‹]
      would others have caught it? caught by PyTorch gradcheck, PyTorch gradcheck (fast), JAX check_grads, TensorFlow compute_gradient, hand-written test
      replay: again equation-2/ci/1/2:0:0:0:0:0:2:2:2:2:2:7:9:9:10

    misprint: NOT verified, 1 of 2 properties are violated"
  `);
});

test('product-terms reads the wrong formula off the answer', async () => {
  const { counterexample } = await judged('product-terms');
  expect(counterexample?.sentence).toMatch(/^dW\[\d,\d\] sums .*dY.*X.*; it should sum .*dY.*X/);
});

test('a failure among rounded entries says how far beyond rounding it is', () => {
  const ball = { mid: 1, rad: 2 ** -50 };
  const problem = { shape: { m: 1, n: 1, k: 1 }, X: [[1]], W: [[1]], dY: [[1]] };
  const failed: PropertyVerdict = {
    ...outcome('failed'),
    reason: 'dX, entry (0, 0): expected within …, got 1.5',
    counterexample: {
      ...{ ...problem, where: 'dX', expected: ball, actual: 1.5, excess: 0.5 },
      ...{ shrinks: 0, replay: 'x/ci/1/0', first: problem, steps: [] },
    },
  };
  const text = conclusion(conclude(run, [failed, { ...failed }], about), replay);
  expect(text).toContain('got 1.5, 0.5 beyond what rounding allows');
  expect(text).toContain('✗ x: dX, entry (0, 0)'); // the second failure, in one line
});

test('a traceback is told once in full, and elsewhere by its first line', async () => {
  const { counterexample } = await judged('equation-2');
  const base = { ...outcome('error'), reason: 'Traceback:\n  f(x)\nValueError: no' };
  const error = counterexample === undefined ? base : { ...base, counterexample };
  expect(propertyLine(error)).toMatch(/ Traceback: …$/);
  expect(propertyLine(base)).toContain('ValueError'); // which nothing else tells
  const text = conclusion(conclude(run, [error, error], about), replay);
  expect(text.match(/ValueError/g)).toHaveLength(1);
  expect(text).toContain('  Traceback:\n      f(x)\n    ValueError: no\n');
});

test('a large problem is printed in part, and says so', () => {
  const zeros = (rows: number, cols: number) =>
    Array.from({ length: rows }, () => Array.from({ length: cols }, () => 0));
  const shape = { m: 13, n: 1, k: 20 };
  const text = printProblem({ shape, X: zeros(13, 1), W: zeros(1, 20), dY: zeros(13, 20) });
  expect(text.split('\n')).toHaveLength(14);
  expect(text).toContain('rows 0 … 11, columns 0 … 11 of 13×20');
});

test('a failure without a problem is its law and its reason', () => {
  const known = { ...outcome('failed'), reason: 'it holds: take it off the list' };
  expect(explain(known, replay)).toBe('x (step 3): s\n  it holds: take it off the list');
});

test('the report has the table, the failure and every shrink step', async () => {
  const failed = await judged('equation-2');
  const text = markdown(
    conclude(run, [failed, outcome('skipped')], { ...about, complete: false }),
    replay,
  );
  expect(text).toContain('| ✗ **fails** | equation-2 | eq. (2) |');
  expect(text).toContain('**The run did not finish.**');
  const steps = text.split('\n').filter((line) => /^\| (found|\d)/.test(line));
  expect(steps).toHaveLength((failed.counterexample?.shrinks ?? 0) + 1);
});

describe('the conclusion', () => {
  const cases: [PropertyVerdict[], string][] = [
    [[outcome('passed'), outcome('skipped')], 'verified'],
    [[outcome('passed'), outcome('failed'), outcome('error')], 'violated'],
    [[outcome('passed'), outcome('error')], 'not run'],
    [[outcome('skipped')], 'not run'],
    [[], 'not run'],
    [[outcome('passed'), outcome('failed', 'a bug')], 'verified'],
    [[outcome('error', 'a bug')], 'verified'],
  ];
  for (const [list, expected] of cases) {
    const kinds = list.map((verdict) =>
      verdict.known ? `known ${verdict.outcome}` : verdict.outcome,
    );
    test(`of ${kinds.join(', ') || 'nothing'} is ${expected}`, () => {
      const verdict = conclude(run, list, about);
      expect(verdict.conclusion).toBe(expected);
      expect(markdown(verdict, replay)).toContain('# misprint: ');
    });
  }

  test('says a known failure and an error in their lines', () => {
    expect(propertyLine(outcome('failed', 'upstream no. 7'))).toContain(
      'known to fail: upstream no. 7',
    );
    expect(propertyLine({ ...outcome('error'), reason: 'it threw' })).toContain('it threw');
  });
});

test('numbers that JSON cannot carry are text, and are read back', () => {
  for (const value of [-0, Number.NaN, Number.POSITIVE_INFINITY, -1 / 0, 0.1, 5e-324]) {
    const text = JSON.stringify(encodeNumber(value));
    expect(decodeNumber('it', JSON.parse(text))).toBe(value);
  }
});
