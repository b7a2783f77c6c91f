import { describe, expect, test } from 'vitest';
import { nothingCounted } from './count.ts';
import { Findings } from './findings.ts';
import { followed } from './followed.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { Outcome, PropertyVerdict } from './property-verdict.ts';
import { smallestIn } from './smallest-in.ts';
import { failing as told } from './told.test-setup.ts';

const run = {
  ...{ subject: 's', numberFormat: 'float64', claims: {}, profile: 'ci', seed: 1, runs: 9 },
};
const [x, y, z] = ['x', 'y', 'z'].map((id) => ({ id, cites: 'step 3', statement: id }));
const laws = [x, y, z].flatMap((law) => law ?? []);
const registered: JournalEntry = { kind: 'registered', run, laws };
const count = { ...nothingCounted, runs: 500, rounds: 2 };
const journal: JournalEntry[] = [
  registered,
  { kind: 'property started', subject: 's', id: 'x' },
  { kind: 'property judged', subject: 's', verdict: { ...laws[0], outcome: 'holds', runs: 9 } },
  { kind: 'property started', subject: 's', id: 'y' },
  { kind: 'round passed', subject: 's', id: 'y', count, time: 3 },
].flatMap((entry) => JSON.parse(JSON.stringify(entry)));
const about = { gradgate: '0.1.0', complete: true };
const failed = told();

test('a journal that is cut off says which property was being judged, and what is counted', () => {
  const findings = new Findings();
  expect(journal.map((entry) => findings.hear(entry))).toEqual(journal.map(() => true));
  const [verdict] = findings.verdicts({ ...about, trouble: 'the worker is gone' });
  expect(verdict?.properties).toMatchObject([
    { id: 'x', outcome: 'holds' },
    { id: 'y', outcome: 'not reached', ended: 'while', ...count },
    { id: 'z', outcome: 'not reached', ended: 'before', runs: 0 },
  ]);
  // What cut it off is no trouble beside that.
  expect(verdict).toMatchObject({ conclusion: 'not run' });
  expect(verdict).not.toHaveProperty('trouble');
  expect(findings.reached?.property).toBe('y');
  expect(findings.progress()).toEqual([{ run, properties: { y: { count, time: 3 } } }]);
});

test('a failure that was being shrunk is one, with the smallest problem so far', () => {
  const findings = new Findings();
  for (const entry of journal) findings.hear(entry);
  expect([3, 2].map((entry) => findings.hear(failing(entry)))).toEqual([true, true]);
  const [verdict] = findings.verdicts({ ...about, complete: false });
  expect(verdict).toMatchObject({ conclusion: 'violated', complete: false });
  expect(verdict?.properties[1]).toMatchObject({
    ...{ id: 'y', outcome: 'fails' },
    counterexample: { X: [[2]], shrinks: 1, first: { X: [[3]] }, replay: 'token of 2' },
  });
  const steps = verdict?.properties[1] && smallestIn(verdict.properties[1])?.steps;
  expect(steps?.map(({ largest }) => largest)).toEqual([3, 2]);
  // What came of it in the end counts.
  const judged = { ...(laws[1] ?? laws[0]), outcome: 'holds', runs: 1 } as PropertyVerdict;
  findings.hear({ kind: 'property judged', subject: 's', verdict: judged });
  expect(findings.verdicts(about)[0]?.properties[1]?.outcome).toBe('holds');
});

test('with bail, what comes after a failure is not judged because of it', () => {
  const outcomes = (bail: true | undefined, outcome: 'holds' | 'crashed'): unknown[] => {
    const findings = new Findings();
    findings.hear({ kind: 'registered', run: { ...run, ...(bail && { bail }) }, laws });
    const [law = { id: 'x', cites: '', statement: '' }] = laws;
    const verdict: PropertyVerdict =
      outcome === 'holds'
        ? { ...law, outcome, runs: 1 }
        : { ...law, outcome, runs: 1, message: '' };
    findings.hear({ kind: 'property judged', subject: 's', verdict });
    const properties = findings.verdicts(about)[0]?.properties.slice(1) ?? [];
    return properties.map((each) => ('ended' in each ? each.ended : each.outcome));
  };
  expect(outcomes(true, 'crashed')).toEqual(['bail', 'bail']);
  expect(outcomes(true, 'holds')).toEqual(['before', 'before']);
  expect(outcomes(undefined, 'crashed')).toEqual(['before', 'before']);
});

/** y fails on the problem with this entry. */
function failing(entry: number): JournalEntry {
  const shape = { m: 1, n: 1, k: 1 };
  const first = { shape, X: [[entry]], W: [[0]], dY: [[0]] };
  const steps = [{ shape, nonZero: 1, largest: entry, where: 'Y' }];
  const smallest = { ...first, shrinks: 0, replay: `token of ${entry}`, first, steps };
  const fact = { kind: 'fact', where: 'Y', expected: 'a', actual: 'b' } as const;
  const law = laws[1] ?? { id: '', cites: '', statement: '' };
  const counterexample = { ...smallest, ...fact };
  const verdict = { ...law, outcome: 'fails', runs: 1, counterexample } as const;
  return { kind: 'failing', subject: 's', verdict };
}

test('what is told twice is no news, and of a subject that nobody registered nothing is known', () => {
  const findings = new Findings();
  for (const entry of journal) findings.hear(entry);
  const once = findings.verdicts(about);
  expect(findings.hear(registered)).toBe(false);
  expect(findings.hear({ kind: 'property started', subject: 'other', id: 'x' })).toBe(false);
  expect(findings.verdicts(about)).toEqual(once);
});

test('a subject that is registered again, for other properties, has one verdict', () => {
  const findings = new Findings();
  findings.hear({ ...registered, laws: laws.slice(0, 1) });
  findings.hear({ ...registered, laws: laws.slice(1) });
  const [verdict, ...others] = findings.verdicts(about);
  expect([verdict?.properties.map(({ id }) => id), others]).toEqual([['x', 'y', 'z'], []]);
});

describe('how far a run is', () => {
  const asked = { kind: 'being asked', subject: 's', id: 'y', asked: 3, of: 9 } as const;

  test('is not known before a property is started', () => {
    const findings = new Findings();
    expect(findings.reached).toBeUndefined();
    findings.hear(registered);
    expect(findings.reached).toBeUndefined();
  });

  test('is told with what is being asked, until that is judged', () => {
    const findings = new Findings();
    for (const entry of journal) findings.hear(entry);
    const reached = { property: 'y', judged: 1, properties: 3 };
    expect(findings.reached).toEqual(reached);
    expect(findings.hear(asked)).toBe(true);
    expect(findings.reached).toEqual({ ...reached, asked });
    const verdict = { ...z, id: 'y', cites: '', statement: '', outcome: 'holds', runs: 9 } as const;
    findings.hear({ kind: 'property judged', subject: 's', verdict });
    expect(findings.reached).toEqual({ ...reached, judged: 2 });
    findings.hear({ kind: 'property started', subject: 's', id: 'z' });
    expect(findings.reached).toEqual({ ...reached, property: 'z', judged: 2 });
  });

  test('is that of the subject that was registered last', () => {
    const findings = new Findings();
    for (const entry of journal) findings.hear(entry);
    findings.hear({ ...registered, run: { ...run, subject: 'other' } });
    expect(findings.reached).toBeUndefined();
  });
});

describe('what is known of a subject beside its properties', () => {
  const bug = { message: 'out of range', stack: 'at f' };
  const arithmetic = { unknown: 'it threw' };
  const canary = { name: 'a', property: 'x' };
  const caught = [{ ...canary, outcome: 'caught' }] as const;
  const missed = [{ ...canary, outcome: 'missed' }] as const;
  const base = { subject: 's' };

  test('is in its verdict', () => {
    const findings = new Findings();
    const entries: JournalEntry[] = [
      ...journal,
      { ...base, kind: 'canaries judged', canaries: caught },
      { ...base, kind: 'arithmetic seen', arithmetic },
      { ...base, kind: 'bug found', bug },
      { ...base, kind: 'built-in replaced', name: 'Math.fround' },
    ];
    expect(entries.map((entry) => findings.hear(entry))).toEqual(entries.map(() => true));
    findings.hear({ ...base, kind: 'built-in replaced', name: 'Math.abs' });
    const replaced = 'Math.fround'; // the first one is why
    const told = { bug, arithmetic, replaced, canaries: caught };
    expect(findings.verdicts(about)).toMatchObject([{ ...told, conclusion: 'void' }]);
  });

  test('canaries that are judged again are no news, but count where they failed', () => {
    const findings = new Findings();
    const canariesAfter = (canaries: typeof caught | typeof missed): unknown[] => {
      const isNews = findings.hear({ ...base, kind: 'canaries judged', canaries });
      return [isNews, findings.verdicts(about)[0]?.canaries];
    };
    findings.hear(registered);
    expect(canariesAfter(caught)).toEqual([true, caught]);
    expect(canariesAfter(missed)).toEqual([false, missed]);
    expect(canariesAfter(caught)).toEqual([false, missed]);
  });
});

test('a property that is judged twice is news once', () => {
  const findings = new Findings();
  expect([...journal, ...journal].map((entry) => findings.hear(entry))).toEqual([
    ...[true, true, true, true, true],
    ...[false, true, false, true, true],
  ]);
});

describe('what was thrown outside of calls', () => {
  const trouble = 'the worker is gone';
  const troubleWith = (more: Partial<typeof run> & { bail?: true }, outcome: Outcome): unknown => {
    const findings = new Findings();
    findings.hear({ kind: 'registered', run: { ...run, ...more }, laws });
    for (const law of outcome.outcome === 'fails' ? laws.slice(0, 1) : laws) {
      findings.hear({ kind: 'property judged', subject: 's', verdict: { ...law, ...outcome } });
    }
    return findings.verdicts({ ...about, trouble })[0]?.trouble;
  };

  test('is told of a run that came to its end, and of one that was to end at a failure', () => {
    expect(troubleWith({}, { outcome: 'holds', runs: 1 })).toBe(trouble);
    expect(troubleWith({}, { outcome: 'not claimed', claim: 'bias' })).toBe(trouble);
    expect(troubleWith({ bail: true }, failed)).toBe(trouble);
  });

  test('is what cut a run off, and is not told beside that', () => {
    expect(troubleWith({}, failed)).toBeUndefined(); // the others were not reached
    expect(troubleWith({}, { outcome: 'crashed', runs: 1, message: 'it hung' })).toBeUndefined();
    expect(troubleWith({}, { outcome: 'no such problem' })).toBeUndefined();
  });
});

test('with bail, one failure among what holds is enough', () => {
  const findings = new Findings();
  findings.hear({ kind: 'registered', run: { ...run, bail: true }, laws });
  for (const [law, outcome] of [
    [laws[0], { outcome: 'holds', runs: 1 }],
    [laws[1], failed],
  ] as const) {
    if (law === undefined) throw new Error('no law');
    findings.hear({ kind: 'property judged', subject: 's', verdict: { ...law, ...outcome } });
  }
  expect(findings.verdicts(about)[0]?.properties[2]).toMatchObject({ ended: 'bail' });
});

describe('a smaller failure', () => {
  const law = { id: 'y', cites: '', statement: '' };
  const [large, small] = [told({ shrinks: 3 }), told({ replay: 'smaller' })];
  const crashed = { ...law, outcome: 'crashed', runs: 1, message: 'it threw' } as const;
  const whole = { replay: 'smaller', shrinks: 4, first: large.counterexample.first };

  test('goes on from the one before it, however each of them fails', () => {
    const known = { ...law, outcome: 'known to fail', why: 'no. 7' } as const;
    expect(followed({ ...law, ...large }, { ...law, ...small })).toMatchObject({
      counterexample: whole,
    });
    expect(followed({ ...known, found: large }, { ...known, found: small })).toMatchObject({
      found: { counterexample: whole },
    });
    const { counterexample } = small;
    expect(followed({ ...law, ...large }, { ...crashed, counterexample })).toMatchObject({
      counterexample: whole,
    });
  });

  test('is told as it is, where there is nothing to go on from, or nothing smaller', () => {
    const next = { ...law, ...small };
    const holds = { ...law, outcome: 'holds', runs: 1 } as const;
    expect(followed(undefined, next)).toBe(next);
    expect(followed(crashed, next)).toBe(next);
    expect(followed(next, crashed)).toBe(crashed);
    expect(followed(next, holds)).toBe(holds);
    expect([smallestIn(holds), smallestIn(crashed)]).toEqual([undefined, undefined]);
    const { counterexample } = small;
    expect(smallestIn({ ...crashed, counterexample })).toBe(counterexample);
  });
});
