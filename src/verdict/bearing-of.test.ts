import { expect, test } from 'vitest';
import { bearingOf, isBailed, isFailure } from './bearing-of.ts';
import type { KnownState } from './known-failure.ts';
import { failing, outcomes } from './told.test-setup.ts';

const named = new Map(outcomes.map((each) => [each.outcome, each]));

test('every outcome has its bearing on the conclusion', () => {
  expect(Object.fromEntries([...named].map(([name, each]) => [name, bearingOf(each)]))).toEqual({
    holds: 'judged',
    'holds weakly': 'judged',
    fails: 'violated',
    crashed: 'not run',
    'not claimed': 'unjudged',
    'not offered': 'unjudged',
    'not reached': 'not run',
    'no such problem': 'not run',
    'known to fail': 'judged',
    'holds again': 'violated',
    'our bug': 'bug',
  });
});

test('a property of which no problem could be asked is not judged', () => {
  expect(bearingOf({ outcome: 'holds weakly', runs: 0, lacking: ['all'] })).toBe('unjudged');
});

test('a list of known failures that is wrong, and must not be, is a violation', () => {
  const stale: KnownState = { why: 'no. 7', state: 'fixed', fails: true };
  const fine: KnownState = { why: 'no. 8', state: 'met' };
  const bearingsOf = (known: readonly KnownState[]) =>
    outcomes.map((each) => bearingOf({ ...each, known }));
  const plain = outcomes.map((each) => bearingOf(each));
  expect(bearingsOf([fine])).toEqual(plain);
  const isQuiet = (bearing: string) => bearing === 'judged' || bearing === 'unjudged';
  expect(bearingsOf([fine, stale])).toEqual(
    plain.map((bearing) => (isQuiet(bearing) ? 'violated' : bearing)),
  );
});

test('what is violated, cannot be run, or is our bug ends a run that is to end', () => {
  expect(outcomes.filter(isFailure).map(({ outcome }) => outcome)).toEqual([
    ...['fails', 'crashed', 'crashed', 'not reached', 'not reached'],
    ...['no such problem', 'holds again', 'our bug'],
  ]);
});

test('only what was not reached because of an earlier failure is bailed', () => {
  expect(outcomes.filter(isBailed)).toEqual([{ outcome: 'not reached', ended: 'bail', runs: 0 }]);
  expect(isBailed(failing())).toBe(false);
});
