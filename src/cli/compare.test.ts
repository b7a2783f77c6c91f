import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { annotations } from '../report/github-actions.ts';
import { heading } from '../report/heading.ts';
import { reportPage } from '../report/html/report-page.tsx';
import { markdown } from '../report/markdown.ts';
import type { Outcome } from '../verdict/property-verdict.ts';
import { isAllOld, sinceBase, sinceSentence } from '../verdict/since-base.ts';
import { failing, run as told, verdictOn } from '../verdict/told.test-setup.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { asVerdict } from './as-verdict.ts';
import { Bases } from './bases.ts';
import { exitCode } from './exit-code.ts';
import { saidBy } from './said-by.test-setup.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-base-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a verdict into a folder of its own, and returns its path. */
function written(name: string, verdict: Verdict): string {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'verdict.json'), JSON.stringify(verdict));
  return join(place, 'verdict.json');
}

const holds: Outcome = { outcome: 'holds', runs: 1 };
const crash: Outcome = { outcome: 'crashed', runs: 1, message: 'it threw' };
const unclaimed: Outcome = { outcome: 'not claimed', claim: 'bias' };
const listed: Outcome = { outcome: 'known to fail', why: 'no. 7', found: failing() };
const otherwise = failing({ where: 'dW', replay: 'x/ci/1/3' });

test('what fails is new, as before, otherwise or fixed', () => {
  const base = verdictOn([holds, failing(), failing(), failing(), unclaimed, crash, listed]);
  const head = verdictOn([failing(), failing(), otherwise, holds, failing(), crash, failing()]);
  const since = sinceBase(head, base);
  expect(since).toEqual({
    base: { subject: 'misprint', gradgate: '0.1.0', profile: 'ci', seed: 1 },
    new: ['law-0', 'law-2', 'law-4'],
    otherwise: ['law-2'],
    fixed: ['law-3'],
    still: ['law-1', 'law-5', 'law-6'],
  });
  expect(sinceSentence(since)).toBe(
    'since misprint (gradgate 0.1.0, profile ci, seed 1): new: law-0, law-2 (which failed otherwise), law-4; ' +
      'fixed: law-3; still failing: law-1, law-5, law-6',
  );
  expect(sinceSentence(sinceBase(base, base))).toContain('): still failing: law-1, law-2');
  expect(sinceSentence(sinceBase(verdictOn([holds]), verdictOn([holds])))).toContain(
    'nothing new, and nothing fixed',
  );
});

test('without a base all that fails is new; what was shrunk a little is told by its result', () => {
  const alone = sinceBase(verdictOn([failing(), holds]), undefined);
  expect(alone).toEqual({ new: ['law-0'], otherwise: [], fixed: [], still: [] });
  expect(sinceSentence(alone)).toBe('the base has no verdict on this subject: new: law-0');
  const briefly = failing({
    ...{ replay: 'x/ci/1/9', shape: { m: 9, n: 9, k: 9 } },
    shrinking: { ended: 'out of calls', calls: 300, after: 'law-0' },
  });
  const since = sinceBase(verdictOn([briefly]), verdictOn([failing()]));
  expect(since.still).toEqual(['law-0']);
});

test('every report has it, and what fails still is a warning in a job', () => {
  const head = verdictOn([failing(), failing()]);
  const base = verdictOn([holds, failing()]);
  const verdict: Verdict = { ...head, since: sinceBase(head, base) };
  expect(asVerdict(JSON.parse(JSON.stringify(verdict)))).toEqual(verdict);
  const again = (token: string) => token;
  const words =
    'since misprint (gradgate 0.1.0, profile ci, seed 1): new: law-0; still failing: law-1';
  expect(markdown(verdict, again).replaceAll('\\', '')).toContain(`**${words}**`);
  expect(reportPage(verdict, again)).toContain(words);
  expect(heading(verdict)).toBe('NOT verified, 2 of 2 properties are violated, 1 of them new');
  const levels = annotations(verdict, again).map((line) => line.slice(2).split(' ')[0]);
  expect(levels).toEqual(['error', 'warning']);
  const old: Verdict = { ...head, since: sinceBase(head, head) };
  expect(heading(old)).toContain(', none of them new');
});

test('only what was wrong before, and was asked to its end, is let pass', () => {
  const base = verdictOn([failing(), crash, holds]);
  const old = (outcomes: readonly Outcome[], more: Partial<Verdict> = {}) => {
    const head = { ...verdictOn(outcomes), ...more };
    return isAllOld({ ...head, since: sinceBase(head, base) });
  };
  expect(old([failing(), crash, holds])).toBe(true);
  expect(old([failing(), holds, holds])).toBe(true);
  expect(old([holds, crash, holds])).toBe(true);
  expect(old([holds, holds, holds])).toBe(false); // there is nothing to let pass
  expect(old([failing(), holds, failing()])).toBe(false);
  expect(old([failing(), holds, { outcome: 'not reached', ended: 'while', runs: 1 }])).toBe(false);
  expect(old([failing(), crash, holds], { complete: false })).toBe(false);
  expect(old([failing(), crash, holds], { trouble: 'it threw' })).toBe(false);
  expect(old([failing(), crash, holds], { conclusion: 'void' })).toBe(false);
  expect(isAllOld(base)).toBe(false);
});

test('compare ends with 1 where something new fails that no list lets pass', async () => {
  const base = written('one', verdictOn([holds, failing(), failing()]));
  const worse = written('two', verdictOn([failing(), failing(), holds]));
  const better = written('three', verdictOn([holds, failing(), holds]));
  const known = written('four', verdictOn([listed, failing(), failing()]));
  const first = await saidBy('compare', base, worse);
  expect(first).toEqual({
    code: exitCode.violated,
    said: [
      'misprint, since misprint (gradgate 0.1.0, profile ci, seed 1): new: law-0; fixed: law-2; still failing: law-1',
      '✗ new    law-0: dX: expected a, got b',
      '~ still  law-1: dX: expected a, got b',
      '✓ fixed  law-2',
    ].join('\n'),
  });
  expect((await saidBy('compare', base, better)).code).toBe(exitCode.verified);
  expect((await saidBy('compare', base, known)).code).toBe(exitCode.verified);
  const asJson = await saidBy('compare', base, worse, '--json');
  expect(JSON.parse(asJson.said)).toMatchObject([{ subject: 'misprint', new: ['law-0'] }]);
});

test('folders are compared subject by subject, at whichever version, of the same profile if it can be', async () => {
  const named = (subject: string, more: object, outcomes: readonly Outcome[]): Verdict => {
    const verdict = verdictOn(outcomes);
    return { ...verdict, run: { ...told, subject, ...more } };
  };
  written('base/a', named('a 1.0', {}, [failing()]));
  written('base/z', named('a 1.0', { profile: 'deep' }, [holds]));
  written('base/b', named('b', { numberFormat: 'float32' }, [failing()]));
  written('head/a', named('a 2.0', { profile: 'deep' }, [failing()]));
  written('head/b', named('b', {}, [failing()]));
  const { said } = await saidBy('compare', join(folder, 'base'), join(folder, 'head'));
  expect(said).toContain('a 2.0, since a 1.0 (gradgate 0.1.0, profile deep, seed 1): new: law-0');
  expect(said).toContain('b, the base has no verdict on this subject: new: law-0');
  const bases = new Bases('compare', join(folder, 'base'));
  expect(bases.since(named('a 3.0', { profile: 'smoke' }, [failing()])).still).toEqual(['law-0']);
});

test('check compares with a base, and on demand fails for what is new alone', async () => {
  const few = ['--profile', 'smoke', '--property', 'equation-2', '--no-config', '--quiet'];
  const check = (out: string, ...more: string[]) =>
    saidBy('check', 'bank/faults/misprint.ts', ...few, '--out', join(folder, out), ...more);
  await check('main');
  const plain = await check('pr', '--base', join(folder, 'main'));
  expect(plain.code).toBe(exitCode.violated);
  expect(plain.said).toContain('profile smoke, seed 1): still failing: equation-2');
  const verdict = JSON.parse(readFileSync(join(folder, 'pr', 'verdict.json'), 'utf8'));
  expect(verdict.since).toMatchObject({ new: [], still: ['equation-2'] });
  const onlyNew = await check('pr', '--base', join(folder, 'main', 'verdict.json'), '--only-new');
  expect(onlyNew.code).toBe(exitCode.verified);
  const empty = written('other', { ...verdictOn([holds]), run: { ...told, subject: 'other' } });
  expect((await check('pr', '--base', empty, '--only-new')).code).toBe(exitCode.violated);
});

test('what cannot be compared is one sentence, and a wrong request', async () => {
  const base = written('five', verdictOn([holds]));
  for (const [args, words] of [
    [['compare', base], /^compare: expected two verdicts, or folders of them, got 1\./],
    [['compare', join(folder, 'none'), base], /^compare: expected a verdict\.json, or the folder/],
    [
      ['compare', base, mkdtempSync(join(folder, 'empty-'))],
      /^compare: expected a verdict\.json in/,
    ],
    [['check', '--base', join(folder, 'none')], /^--base: expected a verdict\.json, or the folder/],
    [['check', '--base='], /^--base: expected a verdict, or a folder of them, got nothing/],
    [['check', '--only-new'], /^--only-new: expected only together with base, got no base/],
    [
      ['check', '--base', base, '--replay', 'equation-2/ci/1/0'],
      /^--base: expected none together with replay/,
    ],
  ] as const) {
    const { code, said } = await saidBy(...args);
    expect(said).toMatch(words);
    expect([code, said.split('\n')]).toEqual([exitCode.request, [said]]);
  }
});
