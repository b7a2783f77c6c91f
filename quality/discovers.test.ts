/** How often, at least, a random problem has some trait: a line is a promise to faults of that kind. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutKinds } from '../claims/layout-kinds.ts';
import type { LayoutKind } from '../src/contract/subject.ts';
import { profiles } from '../src/gate/run/profiles.ts';
import { multiply } from '../src/matrix/multiply.ts';
import { formats } from '../src/number/formats.ts';
import { batchSizes, isLeading } from '../src/problem/batch.ts';
import { kindsOf } from '../src/problem/draw/draw-layout.ts';
import type { ProblemOptions } from '../src/problem/draw/generate-problem.ts';
import type { MemberOrder } from '../src/problem/layout.ts';
import { type Problem, shapeOf } from '../src/problem/problem.ts';
import { problems } from '../src/problem/problems.ts';
import type { Shape } from '../src/problem/shape.ts';

/** Of a thousand problems, at least so many have it. */
type Line = readonly [atLeast: number, trait: string, has: (problem: Problem) => boolean];

const { extent, volume } = profiles.ci;
const format = formats.float64;

function promise(title: string, options: Partial<ProblemOptions>, lines: readonly Line[]): void {
  describe(title, () => {
    const wanted = { format, extent, volume, ...options };
    const sample = fc.sample(problems(wanted), { seed: 2, numRuns: 1000 });
    for (const [atLeast, trait, has] of lines) {
      test(`at least ${atLeast} of 1000 have ${trait}`, () => {
        expect(sample.filter(has).length).toBeGreaterThanOrEqual(atLeast);
      });
    }
  });
}

function shaped(has: (shape: Shape) => boolean): (problem: Problem) => boolean {
  return (problem) => has(shapeOf(problem));
}

function extents(has: (extent: number) => boolean): (problem: Problem) => boolean {
  return shaped(({ m, n, k }) => [m, n, k].some(has));
}

function upstream(has: (entries: readonly number[]) => boolean): (problem: Problem) => boolean {
  return ({ dY }) => dY.rows > 2 && has([...dY.toArray()]);
}

promise('a plain problem of profile ci', {}, [
  [80, 'm = n = k above 1', shaped(({ m, n, k }) => m > 1 && m === n && n === k)],
  [100, 'm = n, and another k', shaped(({ m, n, k }) => m === n && n !== k)],
  [80, 'n = k, and another m', shaped(({ m, n, k }) => n === k && m !== n)],
  [80, 'm = k, and another n', shaped(({ m, n, k }) => m === k && m !== n)],
  [80, 'a single row', shaped(({ m }) => m === 1)],
  [80, 'a single column', shaped(({ k }) => k === 1)],
  [80, 'a single inner index', shaped(({ n }) => n === 1)],
  [20, 'an extent of 17, one more than a tile', extents((each) => each === 17)],
  [8, 'an extent of 31, one less than a tile', extents((each) => each === 31)],
  [20, 'an extent of 24, three tiles of 8', extents((each) => each === 24)],
  [100, 'an extent of 48 or more', extents((each) => each >= 48)],
  [
    20,
    'a sum twice as long as both sides of its result',
    shaped(({ m, n, k }) => k >= 2 * Math.max(m, n) && Math.min(m, n) > 3),
  ],
  [
    8,
    'dY = Y',
    ({ X, W, dY }) => dY.rows > 1 && String(dY.toArray()) === String(multiply(X, W).toArray()),
  ],
  [30, 'a one-hot dY', upstream((dY) => dY.filter((entry) => entry !== 0).length === 1)],
  [15, 'a uniform dY', upstream((dY) => new Set(dY).size === 1)],
  [20, 'a dY of subnormal numbers', upstream((dY) => dY.every((v) => Math.abs(v) < 2 ** -1022))],
  [
    30,
    'an integer in dY beyond 2^40',
    ({ dY }) => dY.toArray().some((v) => Number.isInteger(v) && v > 2 ** 40 && v < 2 ** 53),
  ],
  [90, 'an entry of X beyond 2^100', ({ X }) => X.toArray().some((v) => Math.abs(v) > 2 ** 100)],
  [150, 'no zero at all', (problem) => !entriesOf(problem).includes(0)],
  [15, 'a 4×4 tile of zeros in X below other entries', ({ X }) => hidesTile(X)],
]);

const viewed =
  (kind: LayoutKind) =>
  ({ layouts: { X, W, dY } = {} }: Problem): boolean =>
    [X, W, dY].some((layout) => layout !== undefined && kindsOf(layout).includes(kind));

promise(
  'a problem with views',
  { layouts: layoutKinds },
  layoutKinds
    .filter((kind) => kind !== 'batch order')
    .map((kind) => [100, `an operand that is a view of kind ${kind}`, viewed(kind)]),
);

const membered = (name: 'X' | 'W' | 'dY', order: MemberOrder) => (problem: Problem) =>
  problem.layouts?.[name]?.members === order;

promise('a batch of views', { layouts: layoutKinds, batch: 'leading', extent: 9, volume: 200 }, [
  [400, 'an operand whose batch axes are in another order', viewed('batch order')],
  [50, 'heads and rows of X swapped', membered('X', 'interleaved')],
  [50, 'members of W innermost', membered('W', 'innermost')],
  [15, 'two batch axes of dY turned', membered('dY', 'turned')],
  [15, 'gaps between the members of X', membered('X', 'padded')],
]);

promise('a problem with a batch that broadcasts', { batch: 'broadcast', extent: 9, volume: 200 }, [
  [200, 'a W that serves several batch elements', ({ batch }) => sizes(batch, 'W')],
  [80, 'an X that serves several batch elements', ({ batch }) => sizes(batch, 'X')],
  [100, 'operands of unlike rank', ({ batch }) => batch?.ranks.X !== batch?.ranks.W],
  [100, 'the same batch axes on X and W', ({ batch }) => batch !== undefined && isLeading(batch)],
]);

function entriesOf({ X, W, dY }: Problem): number[] {
  return [X, W, dY].flatMap((matrix) => [...matrix.toArray()]);
}

function hidesTile(X: Problem['X']): boolean {
  if (X.rows < 8 || X.cols < 4) return false;
  const above = X.rowRange(0, 4).toArray();
  return above.some(Boolean) && !X.rowRange(4, 8).columnRange(0, 4).toArray().some(Boolean);
}

function sizes(batch: Problem['batch'], operand: 'X' | 'W'): boolean {
  const all = batchSizes(batch);
  return all[operand] < all.dY;
}
