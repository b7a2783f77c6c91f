import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seedFor } from '../run/replay.ts';
import { lawOn, plan } from './law-on.test-setup.ts';
import type { Plan } from './plan.ts';
import { parametersOf, searched } from './search.ts';

const property = lawOn(() => true);

/** What fast-check is told. */
function parameters(more: Partial<Plan>, ...path: [path?: string]) {
  return parametersOf({ property, plan: { ...plan, ...more } }, ...path);
}

describe('fast-check is told', () => {
  test('the seed of the property, and to go on after a failure', () => {
    expect(parameters({})).toEqual({ seed: seedFor(1, 'law'), endOnFailure: false });
    expect(parameters({ seed: 2 }).seed).not.toBe(parameters({}).seed);
  });

  test('to end at the first failure, where nothing smaller is wanted', () => {
    expect(parameters({ unshrunk: true }).endOnFailure).toBe(true);
  });

  test('to ask one problem, where there is a path to it', () => {
    const one = { seed: seedFor(1, 'law'), path: '3:0', endOnFailure: true, numRuns: 1 };
    expect(parameters({ path: '3:0' })).toEqual(one);
    // Of a sequence, the plan's path says more than fast-check's.
    expect(parameters({ path: '3:0/AB:C' }, '3:0')).toEqual(one);
  });
});

test('what it found is told by its path, and by none where it found nothing', () => {
  const found = fc.check(
    fc.property(fc.nat(), (n) => n < 5),
    { seed: 1 },
  );
  const { numRuns, counterexamplePath } = found;
  expect(searched(found)).toEqual({ failed: true, runs: numRuns, path: counterexamplePath });
  const none = fc.check(
    fc.property(fc.nat(), () => true),
    { numRuns: 7 },
  );
  expect(searched(none)).toEqual({ failed: false, runs: 7, path: '' });
});
