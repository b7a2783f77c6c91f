/** How rounds are given out, seen with laws that ask nothing of the subject and take a second a problem. */
import { describe, expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import type { Property } from '../../property/property.ts';
import type { Progress, RoundsPassed } from '../../verdict/journal-entry.ts';
import { Families } from '../judge/families.ts';
import { seedOfRound } from './budget.ts';
import type { GateOptions } from './gate-options.ts';
import { Rounds } from './rounds.ts';
import { runInfoOf } from './run-info-of.ts';
import { each, Session } from './session.test-setup.ts';
import { right, small } from './small-runs.test-setup.ts';

const one = { m: 1, n: 1, k: 1 };

describe('in a given time', () => {
  test('round after round is asked until it is spent, and one in any case', async () => {
    const session = new Session({ for: 3 * each - 1 });
    const judged = await session.judge();
    expect(judged).toMatchObject({
      rounds: 3,
      runs: 3 * each,
      failures: [],
      path: '',
      insight: {},
    });
    expect(session.passed.map(([, { count, time }]) => [count.rounds, count.runs, time])).toEqual([
      [1, each, each],
      [2, 2 * each, 2 * each],
      [3, 3 * each, 3 * each],
    ]);
    const exactly = new Session({ for: 3 * each });
    expect(await exactly.judge()).toMatchObject({ rounds: 3 });
    expect(await new Session({ for: 1 }).judge()).toMatchObject({ rounds: 1 });
  });

  test('each property has an equal share, from when the first is asked', async () => {
    const session = new Session({ for: 8 * each }, []);
    const laws = [session.law('purity'), session.law('linearity')];
    const both = new Session({ for: 8 * each }, laws);
    both.clock += 1_000_000;
    await both.judge(both.law('purity'));
    await both.judge(both.law('linearity'));
    expect(both.counts).toEqual({ purity: 4, linearity: 4 });
  });

  test('who cannot be asked has none of it', async () => {
    const lacking = { ...equation1, id: 'forward-product', needs: 'forward' } as const;
    const session = new Session({ for: 4 * each }, [lacking, equation1]);
    await session.judge(session.law('equation-1'));
    expect(session.counts).toEqual({ 'equation-1': 4 });
  });

  test('listed shapes are all asked in one round; what that leaves goes to the next', async () => {
    const wants = { shapes: [one, one] };
    const outline = new Session({ for: 1 });
    const laws = [outline.law('one-hot', 0, { wants }), outline.law('purity')];
    const session = new Session({ for: 6 * each }, laws);
    await session.judge(session.law('one-hot', 0, { wants }));
    await session.judge(session.law('purity'));
    expect(session.counts).toEqual({ 'one-hot': 1, purity: 6 }); // 5½ rounds are left
    expect(session.passed[0]?.[1].count.runs).toBe(2);
  });

  test('a property that has had its time is asked one round, as if none was left', async () => {
    const session = new Session({ for: 2 * each }, []);
    await session.judge(session.law('purity'));
    session.clock += 100;
    await session.judge(session.law('linearity'));
    expect(session.counts).toEqual({ purity: 2, linearity: 1 });
  });
});

test('between rounds there is a turn of the event loop, in which a subject may free what it holds', async () => {
  const session = new Session({ rounds: 2 });
  const law = session.law();
  let turned = false;
  const seen: boolean[] = [];
  const watching: Property = {
    ...law,
    async *check(question) {
      seen.push(turned);
      yield* law.check(question);
    },
  };
  setTimeout(() => {
    turned = true;
  });
  await session.judge(watching);
  expect(seen).toEqual([...new Array(each).fill(false), ...new Array(each).fill(true)]);
});

describe('a number of rounds', () => {
  test('is asked of each property, whatever the clock says, with a seed each', async () => {
    const session = new Session({ rounds: 3, seed: 5 });
    session.clock = Number.MAX_SAFE_INTEGER;
    expect(await session.judge()).toMatchObject({ rounds: 3, seed: seedOfRound(5, 2) });
    const shard = { index: 2, of: 3 };
    const part = new Session({ rounds: 7, shard });
    expect(await part.judge()).toMatchObject({ rounds: 2, seed: seedOfRound(1, 4) });
  });

  test('is asked of listed shapes, too', async () => {
    const session = new Session({ rounds: 3 });
    const law = session.law('one-hot', 0, { wants: { shapes: [one] } });
    expect(await session.judge(law)).toMatchObject({ rounds: 3, runs: 3 });
  });
});

describe('a failure', () => {
  const wrong = 2 * each + 2;

  test('ends the property in its round, which is not passed, and is told at once', async () => {
    const session = new Session({ for: 9 * each, seed: 5 });
    const judged = await session.judge(session.law('purity', wrong));
    expect(judged).toMatchObject({
      rounds: 3,
      runs: wrong,
      failures: [{}],
      seed: seedOfRound(5, 2),
    });
    expect(judged).not.toHaveProperty('round');
    expect(session.counts).toEqual({ purity: 2 });
    const { seed, rounds, runs } = judged;
    expect(session.failed).toMatchObject([{ seed, rounds, runs, failures: [{}] }]);
  });

  test('of counted rounds tells of its own round alone', async () => {
    const session = new Session({ rounds: 9, shard: { index: 2, of: 3 } });
    const judged = await session.judge(session.law('purity', wrong));
    expect(judged).toMatchObject({ rounds: 1, runs: 2, round: 8, evidence: { problems: 2 } });
    expect(session.failed).toMatchObject([{ rounds: 1, runs: 2, round: 8 }]);
  });

  test('is passed over, where it is known', async () => {
    const session = new Session({ for: 3 * each });
    const judged = await session.judge(session.law('purity', wrong), { aside: () => true });
    expect(judged).toMatchObject({ rounds: 3, runs: 3 * each, failures: [] });
  });

  test('of each problem is told what came of it', async () => {
    const session = new Session({ for: 3 * each });
    const seen: string[] = [];
    await session.judge(session.law('purity', wrong), {
      observe: ({ status }) => seen.push(status),
    });
    expect(seen).toEqual([...new Array(wrong - 1).fill('passed'), 'failed']);
  });
});

describe('a run that goes on', () => {
  const kept = (session: Session, options: GateOptions): Progress => ({
    run: runInfoOf(right, { ...small(options), runs: each }),
    properties: Object.fromEntries(session.passed),
  });

  test('asks what was not asked, and tells of all', async () => {
    const whole = new Session({ for: 4 * each });
    await whole.judge();
    const options = { for: 2 * each };
    const first = new Session(options);
    await first.judge();
    const rest = new Session({ ...options, resume: kept(first, options) });
    const judged = await rest.judge();
    expect(judged).toMatchObject({ rounds: 4, runs: 4 * each, seed: seedOfRound(1, 3) });
    expect(rest.problems).toBe(2 * each);
    expect(rest.passed.at(-1)).toEqual(whole.passed.at(-1));
  });

  test('gives time to who had least, and none to who has no use for it', async () => {
    const wants = { shapes: [one] };
    const outline = new Session({ for: 1 });
    const laws = ['purity', 'linearity'].map((id) => outline.law(id));
    const options = { for: 4 * each };
    const first = new Session(options, laws);
    await first.judge(first.law('purity'));
    await first.judge(first.law('one-hot', 0, { wants }));
    const all = [...laws, outline.law('one-hot', 0, { wants })];
    const rest = new Session({ ...options, resume: kept(first, options) }, all);
    await rest.judge(rest.law('purity'));
    await rest.judge(rest.law('linearity'));
    expect(await rest.judge(rest.law('one-hot', 0, { wants }))).toMatchObject({
      rounds: 1,
      seed: 1,
    });
    expect(rest.counts).toEqual({ purity: 3, linearity: 3 }); // of which it had 2 and none
    expect(rest.problems).toBe(4 * each);
  });

  test('is refused where it is another run, with the first thing that differs', () => {
    const resume = kept(new Session({ for: 1 }), { for: 1 });
    const start = (options: GateOptions) => () => new Session({ ...options, resume });
    expect(start({ for: 9 })).not.toThrow();
    expect(start({ for: 1, seed: 2 })).toThrow(
      expect.objectContaining({
        code: 'OPTION',
        message:
          'resume: expected the progress of a run with the same seed, 2, got one with 1. ' +
          'Ask for the same run again, or start a new one without resume.',
      }),
    );
    expect(start({ rounds: 3 })).toThrow('with the same rounds, 3, got one with nothing.');
  });
});

test('without a clock of its own, it goes by that of the machine', async () => {
  const session = new Session({ for: 1 });
  const plan = { ...small({ for: 1 }), runs: each };
  const { budget } = plan;
  if (budget === undefined) throw new Error('no rounds');
  const times: number[] = [];
  const passed = (_: string, { time }: RoundsPassed) => void times.push(time);
  const rounds = new Rounds(session.border, { plan, budget, run: runInfoOf(right, plan), passed });
  const families = new Families();
  await rounds.judge(session.law(), session.border, { families, failed: () => {} });
  expect(times[0]).toBeGreaterThan(0);
});
