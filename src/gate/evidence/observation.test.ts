import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Border } from '../../call/border.ts';
import { problem as one } from '../../call/one-row.test-setup.ts';
import { reference } from '../../contract/reference.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { grouped } from '../../problem/grouped.ts';
import { dense } from '../../problem/layout.ts';
import type { Problem } from '../../problem/problem.ts';
import { agree, fact, identical } from '../../property/property.ts';
import type { Observation } from '../../verdict/observation.ts';
import { type Observed, Observer } from './observer.ts';
import { rowOfBalls } from './row-of-balls.test-setup.ts';

const came = { status: 'passed', status_reason: '', shrinking: false } as const;
const off = agree('dX', rowOfBalls([1, 1]), rowOfBalls([2, 1]));
const X = Matrix.of<'m', 'n'>([2, 3], () => 1);
const W = Matrix.of<'n', 'k'>([3, 5], () => 1);
const wide: Problem = { X, W, dY: Matrix.of([2, 5], () => 1), salt: 7 };

/** An observer, what it told, and the calls that the subject has had. */
function observing(border: Partial<Observed['border']> = {}) {
  const told: Observation[] = [];
  const calls = { calls: 5 };
  const about = { property: { id: 'some-property' }, seed: 3, isReplay: false };
  const observer = new Observer({
    ...about,
    border: Object.assign(calls, {
      isExact: () => true,
      subject: reference,
      claims: {},
      ...border,
    }),
    tell: (observation) => void told.push(observation),
  });
  return { observer, told, calls };
}

/** What is told of one problem. */
function told(problem: Problem | undefined, border: Partial<Observed['border']> = {}) {
  const { observer, told } = observing(border);
  if (problem !== undefined) observer.drawn(problem);
  observer.done(came);
  return told[0];
}

function featuresOf(problem: Problem, border: Partial<Observed['border']> = {}) {
  return told(problem, border)?.features;
}

describe('with a clock', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 5000 }));
  afterEach(() => void vi.useRealTimers());

  test('each problem has its own time, calls and number; all have the same start', () => {
    const { observer, told, calls } = observing();
    for (const [time, more] of [
      [250, 2],
      [500, 1],
      [0, 0],
    ] as const) {
      vi.advanceTimersByTime(time);
      calls.calls += more;
      observer.done(came);
    }
    const name = reference.name;
    expect(told).toMatchObject([
      { timing: { 'execute:test': 0.25 }, features: { calls: 2 }, metadata: { number: 0 } },
      { timing: { 'execute:test': 0.5 }, features: { calls: 1 }, metadata: { number: 1 } },
      { timing: { 'execute:test': 0 }, features: { calls: 0 }, metadata: { number: 2 } },
    ]);
    for (const each of told)
      expect(each).toMatchObject({
        ...{ type: 'test_case', property: 'some-property', run_start: 5 },
        metadata: { subject: name, seed: 3 },
      });
  });
});

describe('the problem', () => {
  test('is the last that was drawn, or the one that failed', () => {
    const { observer, told } = observing();
    observer.drawn(one);
    observer.drawn(wide);
    observer.done(came);
    observer.drawn(one);
    observer.done({ ...came, status: 'failed', status_reason: 'dX', problem: wide });
    for (const each of told) expect(each.arguments).toEqual({ m: 2, n: 3, k: 5, salt: 7 });
    expect(told.map(({ status_reason }) => status_reason)).toEqual(['', 'dX']);
  });

  test('is none where none was drawn since the last', () => {
    const { observer, told } = observing();
    observer.done(came);
    observer.drawn(one);
    observer.done(came);
    observer.done(came);
    expect(told.map(({ representation }) => representation !== '')).toEqual([false, true, false]);
    expect(told[2]?.arguments).toEqual({});
    expect(told[2]?.features).toEqual({ calls: 0, 'error over bound': 0 });
  });
});

describe('the error over its bound', () => {
  test('is the largest of the comparisons of a problem, and begins anew with the next', () => {
    const { observer, told } = observing();
    observer.compared(agree('dX', rowOfBalls([1, 1]), rowOfBalls([1, 1])));
    observer.compared(off);
    observer.compared(agree('dW', rowOfBalls([1, 1]), rowOfBalls([1.5, 1])));
    observer.done(came);
    observer.done(came);
    expect(told.map(({ features }) => features['error over bound'])).toEqual([0.5, 0]);
  });

  test('is not asked of facts, and of numbers that must be the same', () => {
    const { observer, told } = observing();
    observer.compared(fact('inputs', { holds: false, expected: 'same', actual: 'other' }));
    observer.compared(identical('dX', off.actual, off.expected));
    observer.done(came);
    expect(told[0]?.features['error over bound']).toBe(0);
  });
});

describe('features', () => {
  test('of a plain problem are its sizes, and that it is nothing else', () => {
    expect(featuresOf(wide)).toEqual({
      ...{ m: 2, n: 3, k: 5, m·n·k: 30, shape: 'm, n, k different', regime: 'exact' },
      ...{ layout: 'dense', batch: 'none', options: 'none', calls: 0, 'error over bound': 0 },
    });
    expect(featuresOf({ ...wide, drawn: { kind: 'tiny' } })).toHaveProperty('entries', 'tiny');
  });

  test('name each kind of layout once, in order', () => {
    const layouts = { X: { ...dense, offset: 1 }, W: { ...dense, offset: 2, gap: 1 } };
    expect(featuresOf({ ...wide, layouts })).toHaveProperty('layout', 'gaps, offset');
  });

  test('tell groups from batch axes', () => {
    const two = { X: [2], W: [1], ranks: { X: 1, W: 0 } };
    expect(featuresOf({ ...wide, batch: two })).toMatchObject({ batch: 'batch axes', m: 1 });
    expect(featuresOf({ ...wide, batch: grouped([2]) })).toHaveProperty('batch', 'groups');
  });

  test('name what the call asks for', () => {
    const variant = { alpha: 2, transX: true };
    expect(featuresOf({ ...wide, variant })).toHaveProperty('options', 'α = 2, transX');
  });

  test('call a problem exact where each gradient is', () => {
    for (const [dX, dW] of [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ]) {
      const isExact: Observed['border']['isExact'] = (_, name) =>
        (name === 'dX' ? dX : dW) === true;
      expect(featuresOf(wide, { isExact })).toHaveProperty(
        'regime',
        dX && dW ? 'exact' : 'rounded',
      );
    }
  });

  test('of a subject with one gradient alone look at that one', () => {
    for (const gradients of ['dX', 'dW'] as const) {
      const border = new Border({ ...reference, claims: { gradients } });
      const isExact: Observed['border']['isExact'] = (...asked) => border.isExact(...asked);
      const { claims } = border;
      expect(featuresOf(wide, { isExact, claims })).toHaveProperty('regime', 'exact');
    }
  });
});
