import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { equation1 } from '../../../properties/equation-1.ts';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { propertyNamed } from '../../../properties/index.ts';
import { reference } from '../../contract/reference.ts';
import { shapeOf } from '../../problem/problem.ts';
import type { ProfileName } from '../run/profiles.ts';
import { applies, assertHolds, problemsFor } from './assert-holds.ts';
import { plainly, wrongIn } from './stating.test-setup.ts';

const problem = problemOf([1, 2, 1], {});

/** The largest extent of some problems for a property. */
function largest(profile?: ProfileName): number {
  const some = fc.sample(problemsFor(equation1, reference, profile), { seed: 1, numRuns: 60 });
  return Math.max(...some.flatMap((each) => Object.values(shapeOf(each))));
}

test('problems are those of the profile, ci where none is named', () => {
  expect(largest('smoke')).toBeLessThanOrEqual(17);
  expect(largest()).toBeGreaterThan(17);
  expect(largest()).toBe(largest('ci'));
});

test('those of a property that lists shapes have these, and small integers', () => {
  const shapes = [
    { m: 1, n: 2, k: 3 },
    { m: 3, n: 1, k: 2 },
  ];
  const listing = { ...equation1, wants: { shapes } };
  const some = fc.sample(problemsFor(listing, reference), { seed: 1, numRuns: 40 });
  const found = new Set(some.map((each) => JSON.stringify(shapeOf(each))));
  expect(found).toEqual(new Set(shapes.map((shape) => JSON.stringify(shape))));
  expect(new Set(some.map(({ drawn }) => drawn?.kind))).toEqual(new Set(['tiny']));
});

test('a property applies where the subject has and claims what it needs', () => {
  expect(applies(equation1, plainly())).toBe(true);
  expect(applies(propertyNamed('forward-product'), reference)).toBe(true);
  expect(applies(propertyNamed('forward-product'), plainly())).toBe(false);
  expect(applies(propertyNamed('bias-reduction'), reference)).toBe(false);
});

test('who is right passes, and who is wrong is told which property fails, and where', async () => {
  await expect(assertHolds(equation1, reference, problem)).resolves.toBeUndefined();
  const wrong = plainly({ backward: wrongIn('dX') });
  await expect(assertHolds(equation1, wrong, problem)).rejects.toThrow(
    'equation-1: dX, entry (0, 0): expected exactly 1, got 2',
  );
});
