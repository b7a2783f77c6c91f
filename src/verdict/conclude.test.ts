import { describe, expect, test } from 'vitest';
import { propertyNamed } from '../../properties/index.ts';
import { type About, conclude } from './conclude.ts';
import { noEvidence } from './evidence.ts';
import { held } from './held.ts';
import type { Outcome } from './property-verdict.ts';
import { about, failing, outcomes, run } from './told.test-setup.ts';
import type { Conclusion, RunInfo, Verdict } from './verdict.ts';

/** The verdict over properties with these outcomes. */
function over(
  named: readonly (Outcome | Outcome['outcome'])[],
  more: Partial<About> = {},
  asked: Partial<RunInfo> = {},
): Verdict {
  const laws = named.map((name) => {
    const outcome =
      typeof name === 'string' ? outcomes.find((each) => each.outcome === name) : name;
    if (outcome === undefined) throw new Error(`no ${name}`);
    return { id: outcome.outcome, cites: 'step 3', statement: 'the law', ...outcome };
  });
  return conclude({ ...run, ...asked }, laws, { ...about, ...more });
}

describe('the conclusion is of the worst that was found:', () => {
  test.each<[Outcome['outcome'][], Conclusion]>([
    [['holds', 'not claimed', 'not offered'], 'verified'],
    [['holds weakly'], 'verified'],
    [['holds', 'fails', 'crashed'], 'violated'],
    [['holds', 'holds again'], 'violated'],
    [['holds', 'crashed'], 'not run'],
    [['holds', 'not reached'], 'not run'],
    [['no such problem'], 'not run'],
    [['not claimed', 'not offered'], 'not run'],
    [[], 'not run'],
    [['holds', 'known to fail'], 'verified'],
    [['known to fail'], 'verified'],
    [['fails', 'our bug'], 'bug'],
  ])('of %j it is %s', (named, conclusion) => {
    expect(over(named).conclusion).toBe(conclusion);
  });
});

test('what was thrown outside of calls makes nothing worse than not run', () => {
  const trouble = 'it threw later';
  expect(over(['holds'], { trouble })).toMatchObject({ conclusion: 'not run', trouble });
  expect(over(['holds', 'fails'], { trouble }).conclusion).toBe('violated');
});

test('nothing counts where gradgate itself is wrong', () => {
  const bug = { message: 'out of range', stack: 'at f' };
  expect(over(['holds', 'fails'], { bug })).toMatchObject({ conclusion: 'bug', bug });
  const canary = { name: 'a', property: 'x' };
  const [missed, accused, caught] = (['missed', 'accused', 'caught'] as const).map(
    (outcome) => over(['fails'], { bug, canaries: [{ ...canary, outcome }] }).conclusion,
  );
  expect([missed, accused, caught]).toEqual(['void', 'void', 'bug']);
  expect(over(['holds'], { replaced: 'Math.fround' }).conclusion).toBe('void');
});

test('a replay whose problem holds is not reproduced, and one that is met is', () => {
  const replay = { replay: 'x/ci/1/0' };
  expect(over(['holds'], {}, replay).conclusion).toBe('not reproduced');
  expect(over(['holds weakly'], {}, replay).conclusion).toBe('not reproduced');
  expect(over(['known to fail'], {}, replay).conclusion).toBe('verified');
  expect(over(['fails'], {}, replay).conclusion).toBe('violated');
});

describe('what settles everything that fails', () => {
  const flushed = [{ claims: { subnormals: 'flushed' } }] as const;
  const settled = { ...failing(), settledBy: flushed };
  const crashed = { outcome: 'crashed', runs: 1, message: 'no', settledBy: flushed } as const;

  test('is told of what is violated, and of what could not be run', () => {
    expect(over([settled, 'holds', 'not claimed']).settledBy).toEqual(flushed);
    expect(over([crashed]).settledBy).toEqual(flushed);
    expect(over([settled, crashed]).settledBy).toEqual(flushed);
  });

  test('is not told where something else is wrong, too, or nothing is', () => {
    expect(over([settled], { trouble: 'it threw later' })).not.toHaveProperty('settledBy');
    expect(over(['holds'])).not.toHaveProperty('settledBy');
    expect(over([settled, 'fails'])).not.toHaveProperty('settledBy');
    expect(over([settled, 'holds again'])).not.toHaveProperty('settledBy');
    const replaced = over([settled], { replaced: 'Math.fround' });
    expect(replaced).not.toHaveProperty('settledBy');
    const other = { ...failing(), settledBy: [{ claims: { bias: true } }] } as const;
    expect(over([settled, other])).not.toHaveProperty('settledBy');
    expect(
      over([settled, { ...other, settledBy: [...flushed, ...other.settledBy] }]),
    ).toMatchObject({ settledBy: flushed });
  });
});

test('a gradient that the subject has not is named', () => {
  expect(over(['holds'])).not.toHaveProperty('unchecked');
  expect(over(['holds'], {}, { claims: { gradients: 'dX' } }).unchecked).toEqual(['dW']);
  expect(over(['holds'], {}, { claims: { gradients: 'dW' } }).unchecked).toEqual(['dX']);
});

describe('a property that held', () => {
  const property = propertyNamed('equation-1');

  test('of which nothing is known holds', () => {
    expect(held(property, {}, { runs: 3 })).toEqual({ outcome: 'holds', runs: 3 });
    const tried = { runs: 3, evidence: noEvidence };
    expect(held(property, {}, tried)).toEqual({ outcome: 'holds', ...tried });
  });

  test('on weak evidence says what was lacking', () => {
    const evidence = { ...noEvidence, problems: 3, mostlyZero: 3 };
    const found = held(property, {}, { runs: 3, evidence });
    expect(found).toMatchObject({ outcome: 'holds weakly', runs: 3, evidence });
    expect(found).toHaveProperty('lacking', expect.arrayContaining(['none was rounded']));
  });

  test('without a problem that could be asked says why', () => {
    const evidence = { ...noEvidence, unasked: 'no code times a scale' };
    const lacking = ['no problem could be asked (no code times a scale)'];
    expect(held(property, {}, { runs: 0, evidence })).toEqual({
      ...{ outcome: 'holds weakly', runs: 0, evidence, lacking },
    });
  });
});
