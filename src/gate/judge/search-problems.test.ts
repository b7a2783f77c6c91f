import { describe, expect, test } from 'vitest';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import { fact, type Property } from '../../property/property.ts';
import { fewRows, lawOn, plan, refusing, rows } from './law-on.test-setup.ts';
import { optionsFor } from './options-for.ts';
import type { Plan } from './plan.ts';
import { searchProblems } from './search-problems.ts';
import { Trials } from './trials.ts';

interface Searching {
  readonly more?: Partial<Plan>;
  readonly subject?: Subject;
  readonly calls?: number;
}

/** A search on few problems: what it found, what was tried, and which problems were told. */
async function search(
  property: Property,
  { more = {}, subject = reference, calls = 1000 }: Searching = {},
) {
  const border = new Border(subject);
  const trials: Trials = new Trials(border, {
    ...{ only: more.path !== undefined, shrinks: true, failed: () => {} },
    budgetFor: () => ({ calls, milliseconds: 10_000 }),
  });
  const told: Problem[] = [];
  const chosen = { ...plan, ...more };
  const options = optionsFor(property, border, chosen);
  const found = await searchProblems({
    ...{ property, border, plan: chosen, options, trials },
    drawn: (problem) => told.push(problem),
  });
  return { found, trials, told };
}

const always = lawOn(() => true);

describe('problems are asked', () => {
  test('as many as are planned, and each is told', async () => {
    const { found, trials, told } = await search(always);
    expect(found).toEqual({ failed: false, runs: 12, path: '' });
    expect([trials.planned, trials.count, told.length]).toEqual([12, 12, 12]);
    expect(new Set(told).size).toBe(12);
  });

  test('the same for the same seed, and others for another', async () => {
    const [one, same] = [await search(always), await search(always)];
    expect(same.told).toEqual(one.told);
    expect((await search(always, { more: { seed: 2 } })).told).not.toEqual(one.told);
  });

  test('besides of the shapes and at the tiles that a run is asked for, of formulas', async () => {
    const formula: Property = { ...always, compares: ['dX'] };
    const more = { shapes: [{ m: 6, n: 1, k: 5 }], tile: 2 };
    const { trials, told } = await search(formula, { more });
    expect(trials.planned).toBe(12 + 2 * (1 + 3 * 7));
    expect(told).toHaveLength(trials.planned);
    expect(told.map(shapeOf)).toContainEqual({ m: 6, n: 1, k: 5 });
    expect((await search(always, { more })).trials.planned).toBe(12);
  });

  test('as those of the shapes that a property lists, once each', async () => {
    const shapes = [3, 1, 2].map((m) => ({ m, n: 2, k: 1 }));
    const { trials, told } = await search(lawOn(() => true, { wants: { shapes } }));
    expect([trials.planned, told.map(shapeOf)]).toEqual([3, shapes]);
  });

  test('in the place of one that is left out, another, but not of a listed one', async () => {
    const subject = refusing((m) => m === 2);
    const { told } = await search(always, { subject, more: { runs: 40 } });
    expect([told.length, told.map(rows).includes(2)]).toEqual([40, false]);
    const shapes = [1, 2, 3].map((m) => ({ m, n: 2, k: 1 }));
    const listed = await search(
      lawOn(() => true, { wants: { shapes } }),
      { subject },
    );
    expect([listed.told.map(rows), listed.trials.count]).toEqual([[1, 3], 3]);
  });
});

describe('of problems that fail', () => {
  test('smaller ones are asked, and the path leads to the smallest', async () => {
    const { found, trials } = await search(fewRows);
    const { problem } = trials.failures.at(-1) ?? {};
    expect(problem && shapeOf(problem)).toEqual({ m: 4, n: 1, k: 1 });
    expect(found.path).toBe(trials.path);
    const again = await search(fewRows, { more: { path: found.path } });
    expect(again.trials.failures.map((each) => each.problem.X)).toEqual([problem?.X]);
  });

  test('of listed shapes too, also those that are asked beyond the list', async () => {
    const shapes = [1, 2, 5].map((m) => ({ m, n: 2, k: 3 }));
    const { trials } = await search({ ...fewRows, wants: { shapes } });
    const { problem } = trials.failures.at(-1) ?? {};
    expect(problem && shapeOf(problem)).toEqual({ m: 4, n: 1, k: 1 });
  });

  test('none is, once nothing more may be spent', async () => {
    const { trials, told } = await search(fewRows, { calls: 0 });
    expect(trials.failures).toHaveLength(1);
    expect(told).toHaveLength(trials.runs);
  });

  test('the disagreement is that of the way in which the first one fails', async () => {
    const twofold: Property = {
      ...always,
      async *check({ problem }) {
        const sides = { expected: 'few', actual: 'many' };
        const [few, one] = [rows(problem) < 4, problem.W.cols === 1];
        // Looked at first, and wrong of the smallest problem, but not of the one that is found.
        yield fact('columns', { holds: few || !one, ...sides });
        yield fact('rows', { holds: few, ...sides });
      },
    };
    const { trials } = await search(twofold);
    const wheres = trials.failures.map(({ disagreement }) =>
      disagreement.kind === 'crash' ? '' : disagreement.where,
    );
    expect(new Set(wheres)).toEqual(new Set(['rows']));
    const last = trials.failures.at(-1)?.problem;
    expect(last && shapeOf(last)).toEqual({ m: 4, n: 1, k: 1 });
  });
});
