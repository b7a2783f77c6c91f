/** Of trials: which smaller problems are taken, and when the search for them ends. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Failure } from './failure.ts';
import { crash, found, problem, trying, wrong } from './trying.test-setup.ts';

afterEach(() => vi.restoreAllMocks());

describe('a smaller problem is taken where it fails in the same way', () => {
  const claimed = crash('no', { bias: true });
  const plain = crash('no', {});
  const end = crash('no');

  test.each<[string, [Failure, Failure], boolean]>([
    ['the same comparison', [wrong('dX'), wrong('dX')], true],
    ['another comparison', [wrong('dX'), wrong('dW')], false],
    ['a throw of a plain problem after one of a claim', [claimed, plain], true],
    ['a throw of a claim after one of a plain problem', [plain, claimed], false],
    ['a throw of a claim again', [claimed, claimed], true],
    ['an end after a throw', [plain, end], false],
    ['an end after a throw of a claim', [claimed, end], false],
    ['a throw after an end', [end, plain], false],
    ['an end again', [end, end], true],
    ['a crash with other words', [end, crash('it is stuck')], false],
    ['a crash after a wrong answer', [wrong('no'), end], false],
  ])('%s', async (_, [first, next], isTaken) => {
    const { failed, trials } = trying();
    expect(trials.followed).toBeUndefined();
    await trials.holds(found(first));
    const { followed } = trials;
    expect(await trials.holds(found(next))).toBe(!isTaken);
    expect(failed).toEqual(isTaken ? [first, next] : [first]);
    expect(trials.shrinking?.otherwise).toBe(isTaken ? undefined : 1);
    expect(trials.followed).toBe(followed);
  });

  test('and in the way of the last one: what became plain stays so', async () => {
    const { failed, trials } = trying();
    for (const each of [claimed, plain, claimed, plain]) await trials.holds(found(each));
    expect(failed).toEqual([claimed, plain, plain]);
    expect(trials.shrinking).toEqual({ ended: 'nothing smaller fails', calls: 0, otherwise: 1 });
  });
});

describe('the search for a smaller problem', () => {
  const budget = { calls: 2, milliseconds: 100, after: 'equation-1' };

  test('is over after so many calls', async () => {
    const firsts: Failure[] = [];
    const { border, trials } = trying({
      budgetFor: (first) => {
        firsts.push(first);
        return { ...budget, milliseconds: 1e6 };
      },
    });
    await border.backward(problem);
    expect([trials.isOver, trials.shrinking]).toEqual([false, undefined]);
    const first = wrong();
    await trials.holds(found(first));
    await border.backward(problem);
    await trials.holds(found(wrong()));
    expect(trials.isOver).toBe(false);
    expect(trials.shrinking).toEqual({ ended: 'nothing smaller fails', calls: 1 });
    await border.backward(problem);
    expect(trials.isOver).toBe(true);
    expect(trials.shrinking).toEqual({ ended: 'out of calls', calls: 2, after: 'equation-1' });
    expect(firsts).toEqual([first]);
  });

  test('is over after so much time, counted from the first failure', async () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(5000);
    const { border, trials } = trying({ budgetFor: () => budget });
    await trials.holds(found(wrong()));
    clock.mockReturnValue(5099);
    await trials.holds(found(wrong()));
    expect(trials.isOver).toBe(false);
    clock.mockReturnValue(5100);
    expect(trials.isOver).toBe(true);
    expect(trials.shrinking).toMatchObject({ ended: 'out of time', after: 'equation-1' });
    await border.backward(problem);
    await border.backward(problem);
    expect(trials.isOver).toBe(true);
    expect(trials.shrinking).toMatchObject({ ended: 'out of time', calls: 2 });
  });

  test('keeps to how it ended first', async () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    const { trials } = trying({ budgetFor: () => ({ calls: 0, milliseconds: 10 }) });
    await trials.holds(found(wrong()));
    expect(trials.isOver).toBe(true);
    clock.mockReturnValue(1000);
    expect(trials.isOver).toBe(true);
    expect(trials.shrinking?.ended).toBe('out of calls');
  });

  test('is none where none is wanted', async () => {
    const { trials } = trying({ shrinks: false, budgetFor: () => ({ calls: 0, milliseconds: 0 }) });
    await trials.holds(found(wrong()));
    expect([trials.isOver, trials.shrinking]).toEqual([false, undefined]);
  });
});
