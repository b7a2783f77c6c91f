import { describe, expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { historyIndependence } from '../../../properties/history-independence.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Property } from '../../property/property.ts';
import { planOf } from '../run/plan-of.ts';
import { look, replaying } from './look.ts';
import { optionsFor } from './options-for.ts';
import type { Plan } from './plan.ts';
import type { Searched } from './search.ts';
import { Trials } from './trials.ts';

const plan: Plan = { ...planOf({ profile: 'smoke' }), runs: 3 };
const replay: Plan = { ...plan, path: '0:1' };
const found: Searched = { runs: 9, path: '0:1', failed: true };

/** What a replay comes to, where so many problems were asked. */
const replayed = (count: number, thrown: unknown) =>
  replaying({ plan: replay, trials: { count } }, () => Promise.reject(thrown));

describe('a search', () => {
  test('tells what it found', async () => {
    const trials = { count: 1 };
    expect(await replaying({ plan, trials }, async () => found)).toEqual(found);
    const bug = new Error('it is ours');
    const searching = replaying({ plan, trials: { count: 0 } }, () => Promise.reject(bug));
    await expect(searching).rejects.toBe(bug);
  });

  test('of one problem counts those that were asked', async () => {
    const trials = { count: 1 };
    expect(await replaying({ plan: replay, trials }, async () => found)).toEqual({
      ...{ ...found, runs: 1 },
    });
  });

  test('along a path that leads nowhere finds nothing', async () => {
    const nowhere = new Error('Unable to replay, wrong path=0:1');
    expect(await replayed(0, nowhere)).toEqual({ runs: 0, path: '', failed: false });
    await expect(replayed(1, nowhere)).rejects.toBe(nowhere);
  });

  test('that meets a bug of ours tells of that', async () => {
    const bug = new TypeError('x is undefined');
    await expect(replayed(0, bug)).rejects.toBe(bug);
    await expect(replayed(0, 'no error at all')).rejects.toBe('no error at all');
    const like = { message: 'Unable to replay' };
    await expect(replayed(0, like)).rejects.toBe(like);
  });
});

/** The problems that are asked of a property, in three runs of the smallest size. */
async function asked(property: Property): Promise<readonly Problem[]> {
  const border = new Border(reference);
  const small = { ...plan, extent: 2, volume: 8 };
  const drawn: Problem[] = [];
  const trials = new Trials(border, {
    ...{ only: false, shrinks: true, failed: () => {} },
    budgetFor: () => ({ calls: 0, milliseconds: 0 }),
  });
  const options = optionsFor(property, border, small);
  const result = await look({
    ...{ property, border, plan: small, options, trials },
    drawn: (problem) => drawn.push(problem),
  });
  expect(result).toMatchObject({ failed: false, path: '' });
  return drawn;
}

test('a property is asked about problems, or about sequences of calls, as it wants it', async () => {
  expect((await asked(equation1)).length).toBeGreaterThanOrEqual(3);
  expect((await asked(historyIndependence)).length).toBeGreaterThan(3);
});
