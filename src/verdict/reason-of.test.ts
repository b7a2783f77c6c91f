import { describe, expect, test } from 'vitest';
import type { WrongEntries } from './counterexample.ts';
import { disagreementText, reasonOf } from './reason-of.ts';
import { failing, outcomes } from './told.test-setup.ts';

test('every outcome but one that holds has a reason', () => {
  expect(outcomes.map(reasonOf)).toEqual([
    undefined,
    'holds on weak evidence: none was rounded',
    'dX: expected a, got b',
    'it threw\nat line 2',
    'it did not begin',
    'not claimed: claims.layouts',
    'not checked: the subject has no forward',
    'not judged: the run ended before this property was done',
    'not judged: the run was to end at the first property that fails (bail)',
    'nothing was asked: the replay token names no problem of this property',
    'known to fail: upstream no. 7',
    'listed as a known failure (upstream no. 7), but it holds: take it off the list',
    'a bug in gradgate, please report it: out of range',
  ]);
  expect(reasonOf({ outcome: 'not reached', ended: 'while', runs: 3 })).toBe(
    'the run ended while this property was being judged',
  );
  const lacking = ['none was rounded', 'none was empty'];
  expect(reasonOf({ outcome: 'holds weakly', runs: 1, lacking })).toBe(
    'holds on weak evidence: none was rounded, none was empty',
  );
});

test.each([
  [1, 'all asked', '1 problem fails so, no other fails'],
  [3, 'all asked', '3 problems fail so, no other fails'],
  [3, 'not all asked', '3 problems fail so, not all others were asked'],
] as const)('of %i known failures, %s, it is told so', (failures, ended, words) => {
  const known = { outcome: 'known to fail', why: 'no. 7', found: failing() } as const;
  expect(reasonOf({ ...known, aside: { failures, ended } })).toBe(
    `known to fail: no. 7 (${words})`,
  );
});

describe('a disagreement', () => {
  const entries = (more: Partial<WrongEntries>): WrongEntries => ({
    ...{ kind: 'entries', where: 'dW', entry: [1, 0], expected: { mid: 0, rad: 0 } },
    ...{ actual: 1, excess: 1, sides: { actual: [[1]], expected: [[0]], wrong: [] }, ...more },
  });

  test.each([
    ['exactly 0, got 1', { mid: 0, rad: 0 }, 1],
    ['within 0.333 of -0, got NaN', { mid: '-0', rad: 1 / 3 }, 'NaN'],
  ] as const)('of entries says what was allowed: %s', (words, expected, actual) => {
    expect(disagreementText(entries({ expected, actual }))).toBe(
      `dW, entry (1, 0): expected ${words}`,
    );
  });

  test('of what is not finite says that both should be equal', () => {
    for (const expected of [
      { mid: 'Infinity', rad: 0 },
      { mid: 'NaN', rad: 0 },
    ] as const) {
      expect(disagreementText(entries({ expected, actual: 3 }))).toBe(
        `dW, entry (1, 0): ${expected.mid} and 3 should be equal numbers`,
      );
    }
    const unknown = entries({ expected: { mid: 2, rad: 'NaN' } });
    expect(disagreementText(unknown)).toBe('dW, entry (1, 0): 2 and 1 should be equal numbers');
  });

  test('of what was thrown says which claims say that there is an answer', () => {
    const thrown = { kind: 'throw', message: 'backward threw: not implemented' } as const;
    expect(disagreementText({ ...thrown, claims: { batching: 'broadcast' } })).toBe(
      "batching: 'broadcast' is claimed, but backward threw: not implemented",
    );
    expect(disagreementText({ ...thrown, claims: { bias: true, emptyExtents: true } })).toBe(
      'bias: true, emptyExtents: true are claimed, but backward threw: not implemented',
    );
  });
});
