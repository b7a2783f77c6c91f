import type { TestContext } from 'vitest';
import { expect, test } from 'vitest';
import { explain } from '../../verdict/explain.ts';
import type { KnownState } from '../../verdict/known-failure.ts';
import type { Knowing, Outcome, PropertyVerdict } from '../../verdict/property-verdict.ts';
import { reasonOf } from '../../verdict/reason-of.ts';
import { again, failing, outcomes } from '../../verdict/told.test-setup.ts';
import { checkReproduced, endTest } from './end-test.ts';

const verdictOf = (outcome: Outcome & Knowing): PropertyVerdict => {
  return { id: 'law', cites: 'step 3', statement: 'the law', ...outcome };
};

/** How a test ends: why it is skipped, or what is thrown; nothing, where it passes. */
function ended(outcome: Outcome & Knowing, ...replay: [typeof again] | []) {
  const skipped: string[] = [];
  // SAFETY: nothing else of a context is used.
  const context = { skip: (note: string) => void skipped.push(note) } as unknown as TestContext;
  try {
    endTest(verdictOf(outcome), context, ...replay);
  } catch (error) {
    return { thrown: error };
  }
  return skipped.length === 0 ? 'passed' : { skipped: skipped.join() };
}

const byOutcome = (...words: string[]) => outcomes.filter(({ outcome }) => words.includes(outcome));

test('what holds, weakly too, passes', () => {
  for (const outcome of byOutcome('holds', 'holds weakly')) expect(ended(outcome)).toBe('passed');
});

test('what is not checked, or known to fail, is skipped, with the reason', () => {
  const skipped = byOutcome('not claimed', 'not offered', 'known to fail');
  expect(skipped).toHaveLength(3);
  for (const outcome of skipped) {
    expect(ended(outcome)).toEqual({ skipped: reasonOf(verdictOf(outcome)) });
  }
});

test('all else fails, told in full, without a place in gradgate', () => {
  const passed = ['holds', 'holds weakly', 'not claimed', 'not offered', 'known to fail'];
  for (const outcome of outcomes.filter((each) => !passed.includes(each.outcome))) {
    const message = explain(verdictOf(outcome), again);
    expect(ended(outcome, again)).toEqual({ thrown: new Error(message) });
    expect(ended(outcome, again)).toMatchObject({ thrown: { stack: message } });
  }
});

test('a failure names the command that asks it again; the option, where no command is known', () => {
  expect(ended(failing(), again)).toMatchObject({
    thrown: { message: expect.stringContaining('again x/ci/1/0') },
  });
  expect(ended(failing())).toMatchObject({
    thrown: { message: expect.stringContaining('--replay x/ci/1/0') },
  });
});

test('what a subject says is printed so that no terminal obeys it', () => {
  const outcome: Outcome = { outcome: 'crashed', runs: 1, message: 'red \u001b[31m' };
  const { thrown } = { thrown: undefined, ...Object(ended(outcome)) };
  expect(thrown.message).toContain('red ');
  expect(thrown.message).not.toContain('\u001b');
});

const stale: KnownState = { why: 'no. 7', state: 'fixed', fails: true };
const words = 'a known failure is fixed: what it names holds now';

test('a list that should be changed fails what would pass, where the run is strict', () => {
  const known = [stale, { ...stale, why: 'no. 8' }, { ...stale, why: 'no. 9', fails: undefined }];
  // SAFETY: as JSON has it, a field that is undefined is none.
  const holds = { outcome: 'holds', runs: 1, known: known as KnownState[] } as const;
  const { thrown } = { thrown: undefined, ...Object(ended(holds)) };
  expect(thrown.message).toMatch(new RegExp(`^${words}.*\\(no. 7\\)\n${words}.*\\(no. 8\\)$`));
  expect(ended({ ...holds, known: known.slice(2) as KnownState[] })).toBe('passed');
});

test('but a failure itself is told before the list', () => {
  const { thrown } = { thrown: undefined, ...Object(ended({ ...failing(), known: [stale] })) };
  expect(thrown.message).toContain('law');
  expect(thrown.message.startsWith(words)).toBe(false);
});

test('one problem that holds reproduces nothing, and is no verdict', () => {
  for (const outcome of outcomes) {
    const check = () => checkReproduced(verdictOf(outcome));
    if (!outcome.outcome.startsWith('holds') || outcome.outcome === 'holds again') check();
    else
      expect(check).toThrow(
        'not reproduced: the problem of the replay token holds, and no other was asked',
      );
  }
});

test('one that could not be asked does not hold', () => {
  const none: Outcome = { outcome: 'holds weakly', runs: 0, lacking: ['problems were left out'] };
  expect(() => checkReproduced(verdictOf(none))).toThrow(
    'not reproduced: the problem of the replay token could not be asked, and no other was asked',
  );
});

test('which is told without a place in gradgate', () => {
  const [holds] = outcomes;
  try {
    if (holds) checkReproduced(verdictOf(holds));
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ stack: expect.stringMatching(/^not reproduced: .* asked$/) });
  }
});
