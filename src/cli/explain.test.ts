import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import misprint from '../../bank/faults/misprint.ts';
import { propertyNamed } from '../../properties/index.ts';
import { Border } from '../call/border.ts';
import { planOf } from '../gate/run/plan-of.ts';
import { verdictOf } from '../gate/run/verdict-of.ts';
import { conclude } from '../verdict/conclude.ts';
import type { PropertyVerdict } from '../verdict/property-verdict.ts';
import type { RunInfo } from '../verdict/verdict.ts';
import { exitCode } from './exit-code.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = {
  ...{ subject: 's', numberFormat: 'float64', claims: {} },
  ...{ profile: 'ci', seed: 1, runs: 120 },
} as const satisfies RunInfo;
const law = { cites: 'c', statement: 'Y' };
const wrong = await verdictOf(propertyNamed('equation-2'), new Border(misprint), planOf({}));
const properties: PropertyVerdict[] = [
  { ...law, id: 'holding', outcome: 'holds', runs: 3 },
  wrong,
  { ...law, id: 'unclaimed', outcome: 'not claimed', claim: 'bias' },
  { ...law, id: 'late', outcome: 'not reached', ended: 'before', runs: 0 },
];

/** What `explain` says of a verdict with this run and these properties. */
async function explained(about: Partial<RunInfo>, all: PropertyVerdict[], ...flags: string[]) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const verdict = conclude({ ...run, ...about }, all, { gradgate: '0.1.0', complete: true });
  writeFileSync(join(folder, 'verdict.json'), JSON.stringify(verdict));
  const code = await runCommand(['explain', folder, ...flags]);
  const said = log.mock.calls.flat().join('\n');
  log.mockRestore();
  expect(code).toBe(exitCode.verified);
  return said;
}

test('it tells every failure in full, and how to ask it again', async () => {
  const said = await explained({}, properties, '--command', 'python3 a.py');
  expect(said).toMatch(/^equation-2 \(eq\. \(2\)\): dW = Xᵀ · dY\n {2}dW, entry \(0, 0\): /);
  expect(said).toMatch(/replay: npx gradgate check --command 'python3 a.py' --replay [^ ]+\n/);
  expect(said).toContain('late (c): Y\n  not judged');
  expect(said).not.toMatch(/holding|unclaimed/);
});

test('without an adapter, the commands leave a place for it, and do not ask the reference', async () => {
  expect(await explained({}, properties)).toMatch(/replay: npx gradgate check ADAPTER --replay /);
});

test('the adapter that was asked is named, where the folder says which', async () => {
  for (const [asked, words] of [
    [{ adapter: 'my layer.ts', browser: true }, "'my layer.ts' --browser"],
    [{ command: 'python3 a.py' }, "--command 'python3 a.py'"],
  ] as const) {
    const owner = { numberFormat: 'float64', asked };
    writeFileSync(join(folder, 'adapter.json'), JSON.stringify(owner));
    expect(await explained({}, properties)).toContain(`npx gradgate check ${words} --replay `);
    expect(await explained({}, properties, 'package.json')).toContain('check package.json ');
  }
  rmSync(join(folder, 'adapter.json'));
});

test('as JSON it has a text for every property', async () => {
  const told = JSON.parse(await explained({}, properties, '--json'));
  expect(Object.keys(told)).toEqual(['holding', 'equation-2', 'unclaimed', 'late']);
  expect(told).toMatchObject({ holding: 'holding (c): Y\n  it holds' });
  expect(told.unclaimed).toContain('not claimed: claims.bias');
});

test('what sizes problems is asked for again, where it is not as the profile has it', async () => {
  expect(await explained({ runs: 7 }, properties)).toMatch(/--replay [^ ]+ --runs 7\n/);
  const large = { profile: 'large', runs: 24, shapes: [{ m: 300, n: 2, k: 5 }] } as const;
  expect(await explained(large, properties)).toMatch(/--replay [^ ]+ --shapes 300x2x5\n/);
  const rounds = { runs: 7, shards: { asked: [1], of: 1 } };
  expect(await explained(rounds, properties)).not.toContain('--runs');
});

test('what is known to fail is told; where nothing is, it says so', async () => {
  const { id: _, cites: _cites, statement: _law, ...found } = wrong;
  if (found.outcome !== 'fails') throw new Error('the misprint holds');
  const known: PropertyVerdict = {
    ...law,
    id: 'x',
    outcome: 'known to fail',
    why: 'a link',
    found,
  };
  expect(await explained({}, [known])).toContain('known to fail: a link');
  expect(await explained({}, properties.slice(0, 1))).toBe('s: nothing fails');
});

test('what is no verdict is a wrong request', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(await runCommand(['explain', join(folder, 'nowhere')])).toBe(exitCode.request);
  expect(error.mock.calls.join()).toMatch(/^explain: expected a verdict\.json, or the folder/);
  error.mockRestore();
});
