import { PreconditionFailure } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Failure } from './failure.ts';
import { LeftOut } from './left-out.ts';
import type { Trials } from './trials.ts';
import { crash, failing, found, problem, trying, wrong } from './trying.test-setup.ts';

const right = async (): Promise<undefined> => undefined;
const leaving = (why = 'it is rounded') => Promise.reject(new LeftOut(why));

/** What `holds` throws is for fast-check. */
async function leaveOut(trials: Trials, error: Error = new LeftOut('it is rounded')) {
  await expect(trials.holds(() => Promise.reject(error))).rejects.toBe(error);
}

describe('problems are tried', () => {
  test('until one fails, and then smaller ones, each of which has its place in the path', async () => {
    const { failed, trials } = trying();
    expect([trials.path, trials.runs]).toEqual(['', 0]);
    expect(await trials.holds(right)).toBe(true);
    expect(await trials.holds(right)).toBe(true);
    const first = wrong();
    expect(await trials.holds(found(first))).toBe(false);
    expect([trials.path, trials.runs]).toEqual(['2', 3]);
    expect(await trials.holds(right)).toBe(true);
    const smaller = wrong();
    expect(await trials.holds(found(smaller))).toBe(false);
    expect([trials.path, trials.runs, trials.count]).toEqual(['2:1', 3, 5]);
    expect(trials.failures).toEqual([first, smaller]);
    expect(failed).toEqual([first, smaller]);
  });

  test('of sequences, with which commands ran', async () => {
    const { trials } = trying();
    const { disagreement } = wrong();
    await trials.holds(found(failing(disagreement, [true, false])));
    expect(trials.path).toMatch(/^0\/.+:.+$/);
  });

  test('the first alone, where one is replayed', async () => {
    const { trials } = trying({ only: true });
    expect(await trials.holds(found(wrong()))).toBe(false);
    expect(await trials.holds(found(wrong()))).toBe(true);
    expect([trials.count, trials.failures.length, trials.path]).toEqual([1, 1, '0']);
  });

  test('from one on, where those before it were asked; smaller ones of it all', async () => {
    const { trials } = trying({ from: 2 });
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return wrong();
    };
    expect([await trials.holds(ask), await trials.holds(ask), asked]).toEqual([true, true, 0]);
    expect([await trials.holds(ask), await trials.holds(ask), asked]).toEqual([false, false, 2]);
    expect([trials.path, trials.runs]).toEqual(['2:0', 3]);
  });

  test('but for those that are passed over, which keep the places of others', async () => {
    const { trials } = trying();
    expect(trials.passOver()).toBe(true);
    await trials.holds(right);
    expect(trials.runs).toBe(1);
    await trials.holds(found(wrong()));
    expect([trials.path, trials.runs]).toEqual(['2', 2]);
    trials.passOver();
    await trials.holds(found(wrong()));
    expect([trials.path, trials.runs]).toEqual(['2:1', 2]);
  });

  test('past a failure that is known; none is known of smaller ones', async () => {
    const known = wrong('dW');
    const asked: Failure[] = [];
    const { failed, trials } = trying({
      aside: (failure) => {
        asked.push(failure);
        return failure === known;
      },
    });
    expect(await trials.holds(found(known))).toBe(true);
    expect([trials.failures, failed]).toEqual([[], []]);
    const first = wrong();
    expect(await trials.holds(found(first))).toBe(false);
    expect(await trials.holds(found(wrong()))).toBe(false);
    expect(asked).toEqual([known, first]);
  });
});

describe('what is left out', () => {
  test('is no run, and why is told', async () => {
    const { trials } = trying();
    expect(trials.unasked).toBeUndefined();
    await trials.holds(right);
    await leaveOut(trials);
    expect([trials.runs, trials.count, trials.unasked]).toEqual([1, 2, 'it is rounded']);
    await trials.holds(found(wrong()));
    expect([trials.path, trials.runs]).toEqual(['2', 2]);
  });

  test('says nothing of why, where fast-check itself leaves it out', async () => {
    const { trials } = trying();
    await leaveOut(trials, new PreconditionFailure());
    expect([trials.runs, trials.unasked]).toEqual([0, undefined]);
    await leaveOut(trials);
    await leaveOut(trials, new PreconditionFailure());
    expect([trials.runs, trials.unasked]).toEqual([0, 'it is rounded']);
    expect(trials.bug).toBeUndefined();
  });

  test('on the way to a smaller problem takes nothing away', async () => {
    const { trials } = trying();
    await trials.holds(found(wrong()));
    await leaveOut(trials);
    expect([trials.runs, trials.unasked]).toEqual([1, undefined]);
  });
});

test('a bug of ours is kept, the first one, and ends the search', async () => {
  const { trials } = trying({ shrinks: false });
  expect(trials.isOver).toBe(false);
  const bug = new TypeError('x is undefined');
  await leaveOut(trials, bug);
  await leaveOut(trials, new TypeError('another'));
  expect(trials.bug).toEqual({ error: bug });
  expect([trials.isOver, trials.unasked]).toEqual([true, undefined]);
});

describe('whoever listens', () => {
  test('is told how many were asked, of how many; then, what smaller ones cost', async () => {
    const told: unknown[] = [];
    const { border, trials } = trying({ asked: (...how) => told.push(how) });
    trials.planned = 9;
    await border.backward(problem);
    await trials.holds(right);
    await leaveOut(trials);
    await trials.holds(found(wrong()));
    await border.backward(problem);
    await border.backward(problem);
    await trials.holds(right);
    expect(told).toEqual([
      [1, 9],
      [2, 9],
      [2, 9],
      [2, 'smaller ones'],
    ]);
  });

  test('is told what came of each, and whether it is a smaller one', async () => {
    const told: unknown[] = [];
    const { trials } = trying({ tried: (...came) => told.push(came) });
    const [first, other] = [wrong(), crash('it is gone')];
    await trials.holds(right);
    await leaveOut(trials);
    await trials.holds(found(first));
    await trials.holds(found(other));
    await expect(trials.holds(() => leaving())).rejects.toThrow();
    expect(told).toEqual([
      [undefined, false],
      ['left out', false],
      [first, false],
      [other, true],
      ['left out', true],
    ]);
  });
});
