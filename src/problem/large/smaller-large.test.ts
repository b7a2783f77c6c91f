import { expect, test } from 'vitest';
import { dense } from '../layout.ts';
import type { LargeProblem } from './large-problem.ts';
import { smallerLarge } from './smaller-large.ts';

const least: LargeProblem = {
  ...{ shape: { m: 1, n: 1, k: 1 }, kind: 'exact', grows: false, small: true, salt: 7 },
};

test('the least problem has none that is smaller', () => {
  expect([...smallerLarge(least)]).toEqual([]);
});

test.each(['m', 'n', 'k'] as const)('%s is halved towards 1, and down to one less', (axis) => {
  const problem = { ...least, shape: { ...least.shape, [axis]: 11 } };
  const shapes = [...smallerLarge(problem)].map(({ shape }) => shape);
  expect(shapes).toEqual([1, 6, 9, 10].map((extent) => ({ ...least.shape, [axis]: extent })));
});

test('so is the number of members, after no batch at all', () => {
  const offered = [...smallerLarge({ ...least, members: 11 })];
  expect(offered.map(({ members }) => members)).toEqual([undefined, 2, 7, 9, 10]);
  expect(offered[0]).toEqual(least);
  expect([...smallerLarge({ ...least, members: 2 })]).toEqual([least]);
  expect([...smallerLarge({ ...least, members: 3 })]).toEqual([least, { ...least, members: 2 }]);
});

test('less is asked for: nothing, or all but one', () => {
  const variants = (variant: LargeProblem['variant']) =>
    [...smallerLarge({ ...least, ...(variant && { variant }) })].map((next) => next.variant);
  expect(variants({ alpha: 2 })).toEqual([undefined]);
  expect(variants({ alpha: 2, transX: true, into: 'overwrite' })).toEqual([
    ...[undefined, { transX: true, into: 'overwrite' }],
    ...[
      { alpha: 2, into: 'overwrite' },
      { alpha: 2, transX: true },
    ],
  ]);
});

test('views go all at once, and then each becomes plainer', () => {
  const [X, dY] = [
    { ...dense, gap: 2 },
    { ...dense, columnMajor: true },
  ];
  const problems = [...smallerLarge({ ...least, layouts: { X, dY } })];
  expect(problems[0]).toEqual(least);
  const offered = problems.map(({ layouts }) => layouts);
  for (const fewer of [{ dY }, { X }, { X: { ...dense, gap: 1 }, dY }]) {
    expect(offered).toContainEqual(fewer);
  }
});

test('numbers become small, then even in their signs, and exact', () => {
  const { small: _, ...large } = least;
  expect([...smallerLarge(large)]).toEqual([least]);
  expect([...smallerLarge({ ...least, grows: true })]).toEqual([least]);
  expect([...smallerLarge({ ...large, kind: 'rounded' })]).toEqual([large]);
  expect([...smallerLarge({ ...large, kind: 'saturating', grows: true })]).toEqual([
    { ...large, kind: 'saturating' },
    { ...large, grows: true },
  ]);
});
