import { describe, expect, test } from 'vitest';
import type { Counterexample } from './counterexample.ts';
import type { Outcome } from './property-verdict.ts';
import { isAllOld, sinceBase, sinceSentence } from './since-base.ts';
import { failing, verdictOn } from './told.test-setup.ts';
import type { Since, Verdict } from './verdict.ts';

const holds: Outcome = { outcome: 'holds', runs: 1 };
const unclaimed: Outcome = { outcome: 'not claimed', claim: 'layouts' };
const crashed = (message: string, more: Partial<Counterexample> = {}): Outcome => {
  const { counterexample } = failing(more);
  return { outcome: 'crashed', runs: 1, message, counterexample };
};
const known = (found = failing()): Outcome => ({ outcome: 'known to fail', why: 'no. 7', found });

/** What became of a property. */
function became(before: Outcome | undefined, now: Outcome): string {
  const base = verdictOn(before === undefined ? [] : [before]);
  const { base: _, ...since } = sinceBase(verdictOn([now]), base);
  const told = Object.entries(since).filter(([, ids]) => ids.includes('law-0'));
  return told.map(([name]) => name).join(', ');
}

test('what changed of a property is whether it fails', () => {
  expect(became(holds, failing())).toBe('new');
  expect(became(unclaimed, failing())).toBe('new');
  expect(became(undefined, failing())).toBe('new');
  expect(became(failing(), failing())).toBe('still');
  expect(became(known(), failing())).toBe('still');
  expect(became(failing(), known())).toBe('still');
  expect(became(failing(), holds)).toBe('fixed');
  expect(became(failing(), unclaimed)).toBe('');
  expect(became(holds, holds)).toBe('');
});

describe('what fails otherwise is new', () => {
  const other = 'new, otherwise';
  const elsewhere = { replay: 'x/ci/2/0' };

  test('where another result is wrong, or it crashes now', () => {
    expect(became(failing(), failing({ where: 'dW' }))).toBe(other);
    expect(became(failing(), crashed('it threw'))).toBe(other);
    expect(became(crashed('it threw'), failing())).toBe(other);
    expect(became(crashed('it threw'), crashed('it hung'))).toBe(other);
    expect(became(crashed('it threw'), crashed('it threw'))).toBe('still');
    expect(became(known(), known(failing({ where: 'dW' })))).toBe(other);
  });

  test('where another problem fails that does not look like it', () => {
    const [one, two] = [{ diagnosis: 'one' }, { diagnosis: 'two' }];
    expect(became(failing(one), failing({ ...two, ...elsewhere }))).toBe(other);
    expect(became(failing(one), failing({ ...one, ...elsewhere }))).toBe('still');
    // One problem is one failure, however it is explained.
    expect(became(failing(one), failing(two))).toBe('still');
  });

  test('but not where one of them was shrunk a little, and not explained', () => {
    const shrinking = { ended: 'out of calls', calls: 3, after: 'law-1' } as const;
    const brief = { ...elsewhere, shrinking };
    expect(became(failing({ diagnosis: 'one' }), failing(brief))).toBe('still');
    expect(became(failing(brief), failing({ diagnosis: 'one' }))).toBe('still');
    expect(became(failing(brief), failing({ where: 'dW' }))).toBe(other);
    const { after: _, ...full } = shrinking;
    const told = failing({ diagnosis: 'one' });
    expect(became(told, failing({ ...elsewhere, shrinking: full }))).toBe(other);
  });

  test('and what crashed before it was asked is one with itself alone', () => {
    const early: Outcome = { outcome: 'crashed', runs: 0, message: 'it did not begin' };
    expect(became(early, early)).toBe('still');
    expect(became(early, failing())).toBe(other);
    expect(became(failing(), early)).toBe(other);
  });
});

test('a verdict is compared with a base by the ids of properties, and says which base', () => {
  const base = verdictOn([failing(), holds, failing(), failing()]);
  const head = verdictOn([holds, failing(), failing(), failing({ where: 'dW' })]);
  expect(sinceBase(head, base)).toEqual({
    base: { gradgate: '0.1.0', subject: 'misprint', profile: 'ci', seed: 1 },
    new: ['law-1', 'law-3'],
    otherwise: ['law-3'],
    fixed: ['law-0'],
    still: ['law-2'],
  });
  expect(sinceBase(head, undefined)).toEqual({
    ...{ new: ['law-1', 'law-2', 'law-3'], otherwise: [], fixed: [], still: [] },
  });
});

describe('all that is wrong is old', () => {
  const since = (still: string[]): Since => ({ new: [], otherwise: [], fixed: [], still });
  const old = since(['law-0', 'law-1']);
  const isOld = (outcomes: Outcome[], more: Partial<Verdict> = {}): boolean =>
    isAllOld(verdictOn(outcomes, { since: old, ...more }));
  const bug: Outcome = { outcome: 'our bug', message: 'm', stack: 's', replay: 'x/ci/1/0' };

  test('where each that fails or cannot be run did so before', () => {
    expect(isOld([failing(), crashed('it threw'), holds])).toBe(true);
    expect(isOld([crashed('it threw')])).toBe(true);
    expect(isOld([failing(), failing(), failing()])).toBe(false);
    expect(isOld([failing(), failing(), crashed('it threw')])).toBe(false);
    expect(isOld([crashed('it threw'), crashed('it threw'), failing()])).toBe(false);
  });

  test('not where nothing was compared, or the run says nothing', () => {
    expect(isAllOld(verdictOn([failing()]))).toBe(false);
    expect(isOld([holds])).toBe(false);
    expect(isOld([unclaimed])).toBe(false);
    expect(isOld([failing()], { complete: false })).toBe(false);
    expect(isOld([failing()], { trouble: 'it threw later' })).toBe(false);
    expect(isOld([failing()], { conclusion: 'void' })).toBe(false);
    expect(isOld([failing(), bug])).toBe(false);
  });
});

test('the sentence says since what, and what became of each', () => {
  const base = { gradgate: '0.1.0', subject: 'my-layer 2.0', profile: 'ci', seed: 1 };
  const none = { new: [], otherwise: [], fixed: [], still: [] };
  const words = 'since my-layer 2.0 (gradgate 0.1.0, profile ci, seed 1): ';
  expect(sinceSentence({ base, ...none })).toBe(`${words}nothing new, and nothing fixed`);
  const all = { new: ['a', 'b'], otherwise: ['b'], fixed: ['c', 'd'], still: ['e'] };
  expect(sinceSentence({ base, ...all })).toBe(
    `${words}new: a, b (which failed otherwise); fixed: c, d; still failing: e`,
  );
  expect(sinceSentence({ ...none, new: ['a'] })).toBe(
    'the base has no verdict on this subject: new: a',
  );
});
