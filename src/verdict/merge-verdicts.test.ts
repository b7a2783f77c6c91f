import { describe, expect, test } from 'vitest';
import { conclude } from './conclude.ts';
import { noEvidence } from './evidence.ts';
import { mergeVerdicts } from './merge-verdicts.ts';
import type { PropertyVerdict, Tried } from './property-verdict.ts';
import type { Verdict } from './verdict.ts';

const run = {
  subject: 's',
  numberFormat: 'float64',
  claims: {},
  profile: 'deep',
  seed: 1,
  runs: 250,
};
const law = { id: 'x', cites: 'step 3', statement: 's' };
const tried: Tried = {
  ...{ runs: 500, rounds: 2 },
  evidence: { ...noEvidence, features: { exact: 400 }, problems: 9, mostlyZero: 3 },
};
const holds: PropertyVerdict = { ...law, outcome: 'holds', ...tried };
const problem = { shape: { m: 1, n: 1, k: 1 }, X: [[1]], W: [[1]], dY: [[1]] };

function failing(replay: string) {
  const fact = { kind: 'fact', where: 'dX', expected: 'a', actual: 'b' } as const;
  const counterexample = { ...problem, ...fact, shrinks: 0, replay, first: problem, steps: [] };
  return { ...law, ...tried, outcome: 'fails', runs: 30, rounds: 1, counterexample } as const;
}

function shard(
  index: number,
  property: PropertyVerdict,
  changes: Partial<typeof run> = {},
): Verdict {
  const shards = { asked: [index], of: 8 };
  const about = { gradgate: '0.1.0', complete: true };
  return conclude({ ...run, ...changes, shards }, [property], about);
}

const merged = (...verdicts: Verdict[]): Verdict =>
  mergeVerdicts(verdicts.map((verdict, at) => ({ path: `folder ${at}`, verdict })));

describe('merging', () => {
  test('is void when one shard is: its canaries are those of all', () => {
    const sang = (outcome: 'caught' | 'missed') => ({
      canaries: [{ name: 'a', property: 'x', outcome }],
    });
    const verdicts = [
      { ...shard(1, holds), ...sang('caught') },
      { ...shard(2, holds), ...sang('missed') },
    ];
    expect(merged(...verdicts).conclusion).toBe('void');
    expect(merged(...verdicts.slice(0, 1)).canaries).toEqual(sang('caught').canaries);
  });

  test('adds up what all asked, and says which shards they were', () => {
    const verdict = merged(shard(3, holds), shard(1, holds));
    const evidence = { ...noEvidence, features: { exact: 800 }, problems: 18, mostlyZero: 6 };
    expect(verdict.properties).toEqual([{ ...holds, runs: 1000, rounds: 4, evidence }]);
    expect(verdict.run.shards).toEqual({ asked: [1, 3], of: 8 });
    expect(verdict.conclusion).toBe('verified');
    // What is merged can be merged again, in any order.
    const other = shard(8, failing('c'));
    const all = merged(shard(3, holds), other, shard(1, holds));
    expect(merged(other, verdict)).toEqual(all);
  });

  test('one violation decides, the first by the order of shards', () => {
    const verdict = merged(shard(7, failing('b')), shard(2, holds), shard(5, failing('a')));
    expect(verdict.conclusion).toBe('violated');
    expect(verdict.properties[0]).toMatchObject({ runs: 560, counterexample: { replay: 'a' } });
  });

  const unclaimed: PropertyVerdict = { ...law, outcome: 'not claimed', claim: 'layouts' };
  const crashed: PropertyVerdict = { ...law, outcome: 'crashed', message: 'it threw', ...tried };
  const known: PropertyVerdict = {
    ...{ ...law, outcome: 'known to fail', why: 'a link' },
    found: failing('k'),
  };
  const cured: PropertyVerdict = { ...law, outcome: 'holds again', why: 'a link', ...tried };
  const bug: PropertyVerdict = {
    ...law,
    ...{ outcome: 'our bug', message: 'm', stack: 's', replay: 'x/deep/1/0' },
  };
  const pairs: [string, PropertyVerdict, PropertyVerdict, Verdict['conclusion']][] = [
    ['one holds, one crashes', holds, crashed, 'not run'],
    ['one crashes, one fails', crashed, failing('a'), 'violated'],
    ['neither claims it', unclaimed, unclaimed, 'not run'],
    ['a known failure that one shard does not meet', cured, known, 'verified'],
    ['a known failure that none meets', cured, cured, 'violated'],
    ['a known failure and one that is not', known, failing('a'), 'violated'],
    ['one fails, and in the other our own code threw', failing('a'), bug, 'bug'],
  ];
  for (const [name, first, second, conclusion] of pairs) {
    test(`${name}: ${conclusion}`, () => {
      expect(merged(shard(1, first), shard(2, second)).conclusion).toBe(conclusion);
      expect(merged(shard(1, second), shard(2, first)).conclusion).toBe(conclusion);
    });
  }

  test('a claim settles what fails when it does in every shard', () => {
    const settled = {
      ...failing('a'),
      settledBy: [{ claims: { subnormals: 'flushed' } }],
    } as const;
    const of = (other: PropertyVerdict) => merged(shard(1, settled), shard(2, other)).settledBy;
    expect([holds, settled].map(of)).toEqual([settled.settledBy, settled.settledBy]);
    expect([failing('b'), crashed].map(of)).toEqual([undefined, undefined]);
  });

  test('keeps what was thrown outside of calls, and that a shard did not finish', () => {
    const cut: Verdict = { ...shard(2, holds), complete: false, trouble: 'lost' };
    const { complete, trouble, conclusion } = merged(shard(1, holds), cut);
    expect([complete, trouble, conclusion]).toEqual([false, 'lost', 'not run']);
  });

  const { shards: _, ...plain } = shard(1, holds).run;
  const wrong: [Verdict[], string][] = [
    [[shard(1, holds), shard(1, holds)], 'merge: expected every shard once, got shard 1 twice.'],
    [
      [shard(1, holds), shard(2, holds, { seed: 2 })],
      'merge: expected the same seed in all, 1 as in folder 0, got 2 in folder 1. Merge the shards',
    ],
    [[shard(1, holds), shard(2, { ...holds, id: 'y' })], 'the same properties in all, "x" as in'],
    [
      [{ ...shard(1, holds), run: plain }],
      'verdicts of runs with --for or --rounds, got another in folder 0',
    ],
  ];
  for (const [verdicts, sentence] of wrong) {
    test(`is refused: ${sentence}`, () => {
      expect(() => merged(...verdicts)).toThrow(sentence);
    });
  }
});
