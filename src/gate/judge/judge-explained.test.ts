import { describe, expect, test, vi } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { Border } from '../../call/border.ts';
import { elsewhere } from '../../call/elsewhere.ts';
import { reference } from '../../contract/reference.ts';
import type { Given, Subject } from '../../contract/subject.ts';
import { Families } from './families.ts';
import { type Judgement, judge } from './judge.ts';
import { type Judging, judged, lawOn, plan } from './law-on.test-setup.ts';
import { briefBudget } from './shrink-budget.ts';

/** Leaves out the last row of dX, from two rows on. */
const wrong: Subject = {
  ...reference,
  backward: async (given) => {
    const { dX, dW } = await reference.backward(given);
    const [m = 0, n = 0] = given.X.shape;
    const data = Float64Array.from(dX?.data ?? []);
    if (m > 1) data.fill(0, (m - 1) * n);
    return { dX: { shape: [m, n], data }, ...(dW && { dW }) };
  },
};

describe('the fault behind a failure', () => {
  const keysOf = ({ insight }: Judgement): string[] => Object.keys(insight);

  test('is told, and where it fails only of one of a run; a path is not asked again', async () => {
    const inRun = await judged(equation1, { families: new Families() }, wrong);
    expect(keysOf(inRun)).toEqual(expect.arrayContaining(['oddOneOut', 'others', 'failsWhere']));
    expect(inRun.insight.failsWhere).toMatchObject({ condition: ['m > 1'] });
    expect(inRun.again).toEqual({ fresh: false, fails: true });
    const { path } = inRun;
    const replayed = await judged(equation1, { path, families: new Families() }, wrong);
    expect(keysOf(replayed)).toContain('oddOneOut');
    for (const alone of [replayed, await judged(equation1, { unexplained: true }, wrong)]) {
      expect(keysOf(alone)).not.toContain('failsWhere');
      expect(alone).not.toHaveProperty('again');
    }
  });

  test('is not asked for where one sentence is wanted, or the smallest problem alone', async () => {
    const brief = await judged(equation1, { brief: true, families: new Families() }, wrong);
    expect(brief.insight).toEqual({});
    expect(brief.again).toEqual({ fresh: false, fails: true });
    expect((await judged(equation1, { unexplained: true }, wrong)).insight).toEqual({});
    const { insight, ...first } = await judged(equation1, { unshrunk: true }, wrong);
    expect([insight, first.failures.length]).toEqual([{}, 1]);
  });

  test('is said once of a family: the next is asked again where it is, once there is no time', async () => {
    let [now, renewed, slow] = [0, 0, 0];
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    const away = {
      claiming: () => ({
        backward: (given: Given) => {
          now += slow;
          return wrong.backward(given);
        },
      }),
      hold: () => Promise.reject(),
      renew: async () => {
        renewed += 1;
      },
    };
    const border = new Border({ ...wrong, [elsewhere]: away });
    const more = { ...plan, unexplained: true, families: new Families() };
    const first = await judge(equation1, border, more);
    expect([first.again, renewed]).toEqual([{ fresh: true, fails: true }, 1]);
    expect(keysOf(first)).toEqual(['failsWhere']);
    slow = briefBudget.milliseconds;
    const second = await judge({ ...equation1, id: 'the next' }, border, more);
    clock.mockRestore();
    expect(second.shrinking).toMatchObject({ ended: 'out of time', after: 'equation-1' });
    expect([second.again, renewed]).toEqual([{ fresh: false, fails: true }, 1]);
    expect(second.insight).toEqual({});
  });
});

describe('what may be spent on smaller problems', () => {
  /** Calls that are spent, of a law that fails on everything of some size. */
  const spent = async (more: Judging): Promise<number | undefined> => {
    const large = lawOn(({ X, W }) => X.rows * X.cols * W.cols < 200);
    const sized = { extent: 20, volume: 1000, runs: 30 };
    return (await judged(large, { ...sized, ...more })).shrinking?.calls;
  };

  test('is what is said, or little, where a sentence is wanted', async () => {
    const shrinking = { calls: 3, milliseconds: 10_000 };
    expect(await spent({ shrinking })).toBe(3);
    expect(await spent({ shrinking, brief: true })).toBe(3);
    expect(await spent({ brief: true })).toBeLessThanOrEqual(briefBudget.calls);
  });
});
