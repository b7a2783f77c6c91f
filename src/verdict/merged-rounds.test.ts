import { describe, expect, test } from 'vitest';
import { conclude } from './conclude.ts';
import { noEvidence } from './evidence.ts';
import type { KnownState } from './known-failure.ts';
import { mergeVerdicts } from './merge-verdicts.ts';
import type { PropertyVerdict, Tried } from './property-verdict.ts';
import type { RunInfo, Verdict } from './verdict.ts';

const about = { gradgate: '0.1.0', complete: true };
const law = { id: 'equation-1', cites: '(1)', statement: 's' };
const shape = { m: 1, n: 1, k: 1 };

function shard(asked: number[], property: PropertyVerdict, more: Partial<RunInfo> = {}): Verdict {
  const run = { subject: 's', numberFormat: 'float64', claims: {}, profile: 'deep', seed: 1 };
  const shards = { asked, of: 3 };
  return conclude({ ...run, runs: 250, rounds: 9, ...more, shards }, [property], about);
}

function failing(replay: string, tried: Tried): PropertyVerdict & { outcome: 'fails' } {
  const fact = { kind: 'fact', where: 'dX', expected: 'a', actual: 'b' } as const;
  const counterexample = { shape, ...fact, shrinks: 0, replay, first: { shape }, steps: [] };
  return { ...law, outcome: 'fails', ...tried, counterexample };
}

function merged(...verdicts: Verdict[]): Verdict {
  return mergeVerdicts(verdicts.map((verdict, at) => ({ path: `p${at}`, verdict })));
}

const holds: PropertyVerdict = { ...law, outcome: 'holds', runs: 750, rounds: 3 };

describe('of a run that counts its rounds', () => {
  test('all shards are the whole run, in any order and in parts; some are not', () => {
    const whole = merged(shard([3], holds), shard([1], holds), shard([2], holds));
    expect(whole.run.shards).toEqual({ asked: [1], of: 1 });
    expect(whole.complete).toBe(true);
    expect(whole.properties[0]).toMatchObject({ runs: 2250, rounds: 9 });
    const part = merged(shard([3], holds), shard([1], holds));
    expect(part.run.shards).toEqual({ asked: [1, 3], of: 3 });
    expect(merged(part, shard([2], holds))).toEqual(whole);
    const timed = [1, 2, 3].map((index) => {
      const { rounds: _, ...run } = shard([index], holds).run;
      return conclude(run, [holds], about);
    });
    expect(merged(...timed).run.shards).toEqual({ asked: [1, 2, 3], of: 3 });
  });

  test('the failure of the first round is told, with what was tried in it alone', () => {
    const [late, early] = [
      failing('b', { runs: 7, round: 5 }),
      failing('a', { runs: 9, round: 3 }),
    ];
    for (const verdicts of [
      [shard([1], late), shard([2], early)],
      [shard([1], early), shard([2], late)],
    ]) {
      expect(merged(...verdicts).properties).toEqual([early]);
    }
    expect(merged(shard([1], holds), shard([2], late)).properties).toEqual([late]);
  });

  test('so is one that is known', () => {
    const known = (round: number, replay: string): PropertyVerdict => ({
      ...{ ...law, outcome: 'known to fail', why: 'a link' },
      found: failing(replay, { runs: round, round }),
    });
    const [late, early] = [known(5, 'b'), known(2, 'a')];
    expect(merged(shard([1], late), shard([2], early), shard([3], holds)).properties).toEqual([
      early,
    ]);
  });
});

describe('of a run with a time', () => {
  const { rounds: _, ...run } = shard([1], holds).run;
  const timed = (asked: number[], property: PropertyVerdict): Verdict =>
    conclude({ ...run, shards: { asked, of: 3 } }, [property], about);

  test('what failed has what all shards tried, also where it is known', () => {
    const tried = { runs: 9, rounds: 1 };
    const found = failing('a', tried);
    const known: PropertyVerdict = { ...law, outcome: 'known to fail', why: 'a link', found };
    expect(merged(timed([1], holds), timed([2], found)).properties[0]).toMatchObject({
      ...{ outcome: 'fails', runs: 759, rounds: 4 },
    });
    expect(merged(timed([1], holds), timed([2], known)).properties[0]).toMatchObject({
      ...{ outcome: 'known to fail', found: { outcome: 'fails', runs: 759, rounds: 4 } },
    });
    const not: PropertyVerdict = { ...law, outcome: 'not reached', ended: 'while', ...tried };
    expect(merged(timed([1], holds), timed([2], not)).properties[0]).toMatchObject({
      ...{ outcome: 'not reached', runs: 759, rounds: 4 },
    });
  });

  test('whether it holds weakly follows from what all shards saw together', () => {
    const evidence = { ...noEvidence, features: { exact: 9 }, problems: 9 };
    const strong: PropertyVerdict = { ...law, outcome: 'holds', runs: 9, rounds: 1, evidence };
    const [verdict] = merged(timed([1], strong), timed([2], strong)).properties;
    expect(verdict).toMatchObject({
      outcome: 'holds weakly',
      runs: 18,
      evidence: { problems: 18 },
    });
    expect(verdict).toHaveProperty('lacking');
  });
});

test('what any shard found besides is kept', () => {
  const bug = { message: 'm', stack: 's' };
  const arithmetic = { unknown: 'it threw' };
  const odd: Verdict = {
    ...shard([2], holds),
    bug,
    replaced: 'Math.max',
    trouble: 't',
    arithmetic,
  };
  const { complete, ...all } = merged(shard([1], holds), odd, {
    ...shard([3], holds),
    complete: false,
  });
  expect(all).toMatchObject({ bug, replaced: 'Math.max', trouble: 't', arithmetic });
  expect(complete).toBe(false);
});

test('a known failure that is met in one shard is met', () => {
  const state = (said: KnownState['state']): PropertyVerdict => ({
    ...holds,
    known: [{ why: 'a link', replay: 'a', state: said }],
  });
  for (const order of [
    ['met', 'fixed'],
    ['fixed', 'met'],
  ] as const) {
    const [one, other] = order;
    const [verdict] = merged(shard([1], state(one)), shard([2], state(other))).properties;
    expect(verdict?.known).toEqual([{ why: 'a link', replay: 'a', state: 'met' }]);
  }
  const other: KnownState = { why: 'another', state: 'fixed' };
  const two: PropertyVerdict = { ...holds, known: [{ why: 'a link', state: 'unmatched' }, other] };
  const [verdict] = merged(shard([1], two), shard([2], two)).properties;
  expect(verdict?.known).toEqual(two.known);
  // Of one shard it may not be known, as that one stopped at another failure.
  const [some] = merged(shard([1], two), shard([2], holds)).properties;
  expect(some).not.toHaveProperty('known');
  const [plain] = merged(shard([1], holds), shard([2], holds)).properties;
  expect(plain).not.toHaveProperty('known');
});

test('parts are taken in the order of their first shards', () => {
  const crashed = (message: string): PropertyVerdict => ({
    ...{ ...law, outcome: 'crashed', message, runs: 1, rounds: 1 },
    settledBy: [{ claims: { subnormals: 'flushed' } }],
  });
  const part = (asked: number[], property: PropertyVerdict): Verdict => {
    const verdict = shard(asked, property);
    return { ...verdict, run: { ...verdict.run, shards: { asked, of: 4 } } };
  };
  const [late, early] = [part([2], crashed('second')), part([1, 3], crashed('first'))];
  const { run, properties, settledBy } = merged(late, early);
  expect(run.shards).toEqual({ asked: [1, 2, 3], of: 4 });
  expect(properties).toMatchObject([{ outcome: 'crashed', message: 'first', runs: 2, rounds: 2 }]);
  expect(settledBy).toEqual([{ claims: { subnormals: 'flushed' } }]);
  const bare: PropertyVerdict = { ...law, outcome: 'crashed', message: 'third', runs: 1 };
  expect(merged(early, part([2], bare))).not.toHaveProperty('settledBy');
});

test('of no verdict there is none', () => {
  expect(() => mergeVerdicts([])).toThrow('merge: expected a verdict, got none. Merge the shards');
});
