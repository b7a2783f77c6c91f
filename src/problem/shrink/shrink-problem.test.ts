import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutKinds } from '../../../claims/layout-kinds.ts';
import { at } from '../../at.ts';
import { formats } from '../../number/formats.ts';
import { rowsIn, said, some } from '../derive/some.test-setup.ts';
import { balancedPairs } from './balanced-pairs.ts';
import { denserLayouts } from './denser-layouts.ts';
import { axisGroups, shorter, thinner } from './fewer-indices.ts';
import { fewerMembers } from './fewer-members.ts';
import { fewerRequests } from './fewer-requests.ts';
import { shrinkProblem } from './shrink-problem.ts';
import { plainerLines, simplerEntries } from './simpler-entries.ts';

const small = some({ extent: 4, volume: 24 });

describe('a problem that was shrunk', () => {
  test('is shrunk on in the same way first, and whatever was to be tried still is, once', () => {
    const all = some({
      extent: 3,
      volume: 12,
      batch: 'sometimes',
      layouts: layoutKinds,
      variants: ['alpha', 'bias'],
    });
    const law = fc.property(all, fc.nat(), (problem, which) => {
      const candidates = [...shrinkProblem(problem, formats.float64)];
      const { cursor } = at(candidates, which % candidates.length);
      const onward = [...shrinkProblem(problem, formats.float64, cursor)];
      expect(onward.map((next) => said(next.problem)).toSorted()).toEqual(
        candidates.map((next) => said(next.problem)).toSorted(),
      );
      const ways = onward.map((next) => next.cursor.way);
      expect(at(ways, 0)).toBeGreaterThanOrEqual(Math.min(cursor.way, Math.max(...ways)));
    });
    fc.assert(law, { seed: 1, numRuns: 8 });
  });

  test('is offered in each way that there is, the boldest first', () => {
    const [problem] = fc.sample(some({ extent: 3, batch: 'leading', layouts: layoutKinds }), {
      seed: 3,
      numRuns: 1,
    });
    if (problem === undefined) throw new Error('one was drawn');
    const asked = { ...problem, variant: { alpha: 2, bias: true } };
    const ways = [
      ...[fewerRequests(asked), fewerMembers(asked)],
      ...axisGroups.flatMap((axes) => [shorter(asked, axes), thinner(asked, axes)]),
      ...[denserLayouts(asked), plainerLines(asked)],
      [...simplerEntries(asked, formats.float64, 0)].map((next) => next.problem),
      balancedPairs(asked, formats.float64),
    ];
    const offered = [...shrinkProblem(asked, formats.float64)].map((next) => said(next.problem));
    expect(offered).toEqual(ways.flatMap((way) => [...way].map(said)));
  });

  test('goes on with pairs of entries, which are tried again from the first entry', () => {
    const [drawn] = fc.sample(some({ fixed: { m: 1, n: 1, k: 1 } }), { seed: 1, numRuns: 1 });
    if (drawn === undefined) throw new Error('one was drawn');
    const problem = {
      ...drawn,
      X: drawn.X.map(() => 90),
      W: drawn.W.map(() => 3),
      dY: drawn.dY.map(() => 0),
    };
    const last = [...shrinkProblem(problem, formats.float64)].at(-1);
    const pairs = [...balancedPairs(problem, formats.float64)];
    expect(last && said(last.problem)).toBe(said(at(pairs, pairs.length - 1)));
    const first = [...shrinkProblem(problem, formats.float64, last?.cursor)][0];
    expect(first && [said(first.problem), first.cursor]).toEqual([
      said({ ...problem, X: problem.X.map(() => 0) }),
      last?.cursor,
    ]);
  });

  test('to fewer rows is not made still shorter at once, which was just refused', () => {
    const [problem] = fc.sample(some({ fixed: { m: 6, n: 1, k: 1 } }), { seed: 1, numRuns: 1 });
    if (problem === undefined) throw new Error('one was drawn');
    const four = [...shrinkProblem(problem, formats.float64)].find(
      (next) => next.problem.X.rows === 4,
    );
    if (four === undefined) throw new Error('it was offered');
    const [first, ...others] = shrinkProblem(four.problem, formats.float64, four.cursor);
    expect(first && rowsIn(first.problem.X)).toEqual(rowsIn(four.problem.X).slice(2));
    expect(others.some((next) => next.problem.X.rows === 1)).toBe(true);
  });

  test('of one entry goes on at this entry, and then with those after it', () => {
    const law = fc.property(small, (problem) => {
      const candidates = [...shrinkProblem(problem, formats.float64)];
      const last = Math.max(...candidates.map(({ cursor }) => cursor.way));
      const singles = candidates.filter(({ cursor }) => cursor.way === last && cursor.place > 0);
      for (const { cursor } of singles.slice(0, 20)) {
        const [first] = shrinkProblem(problem, formats.float64, cursor);
        expect(first?.cursor).toEqual(cursor);
      }
    });
    fc.assert(law, { seed: 1, numRuns: 30 });
  });
});
