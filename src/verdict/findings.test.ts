import { expect, test } from 'vitest';
import { nothingCounted } from './count.ts';
import { Findings } from './findings.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { PropertyVerdict } from './property-verdict.ts';
import { smallestIn } from './smallest-in.ts';

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
  for (const entry of [...journal, ...[3, 2].map(failing)]) findings.hear(entry);
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
