import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { propertyNamed } from '../../../properties/index.ts';
import { planOf } from '../../gate/run/plan-of.ts';
import { verdictOn } from '../../gate/run/verdict-on.test-setup.ts';
import { markVariable } from '../end-strays.ts';
import { isRunning } from '../fixtures/is-running.ts';
import { threadSubject } from './thread-subject.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const child = join(folder, 'child');

/** What was thrown outside of all calls. */
const troubles: string[] = [];

/** The hostile module in a thread, for whom half a second is for ever. */
function hostile(deed: string) {
  const mark = `hostile-${deed.replaceAll(' ', '-')}`;
  return threadSubject({
    path: resolve('src/process/fixtures/hostile-module.ts'),
    environment: { ...process.env, DEED: deed, CHILD: child, [markVariable]: mark },
    mark,
    trouble: (error) => troubles.push(error.message),
    timeout: 500,
    startTimeout: deed === 'loops at load' ? 3000 : 30_000,
  });
}

async function judged(deed: string) {
  const subject = await hostile(deed);
  const plan = planOf({ profile: 'smoke', runs: 10 });
  const verdict = await verdictOn(propertyNamed('equation-1'), subject, plan);
  await subject.dispose();
  return verdict;
}

type Deed = [deed: string, outcome: 'crashed' | 'fails' | 'holds', sentence: RegExp];

const deeds: Deed[] = [
  ['loops for ever', 'crashed', /^backward: expected an answer within 0\.5 s, got none\.$/],
  ['never settles', 'crashed', /^backward: expected an answer within 0\.5 s, got none\.$/],
  ['exits with 0', 'crashed', /^backward: expected an answer, but its thread ended\.$/],
  ['throws ten million letters', 'crashed', /^backward threw: x{1000}…$/],
  ['throws what throws', 'crashed', /^backward threw: undefined$/],
  ['fills the memory', 'crashed', /but its thread ran out of memory|within 0\.5 s, got none/],
  ['answers a billion entries', 'fails', /dX: expected \S+, got 100000×10000$/],
  ['answers a proxy', 'fails', /expected an answer that can be read, got a throw: do not look$/],
  ['answers functions', 'fails', /expected one that can be copied, got .*could not be cloned\.$/],
  ['answers seven', 'fails', /^backward: expected an object with dX and dW, got 7$/],
  ['begin throws', 'crashed', /^begin threw: no context$/],
  ['reset throws', 'crashed', /^reset threw: no context$/],
  ['prints much', 'holds', /^/],
  ['leaves a child', 'holds', /^/],
];

describe('a module in a thread that', () => {
  for (const [deed, outcome, sentence] of deeds) {
    test(`${deed}: ${outcome}`, async () => {
      const verdict = await judged(deed);
      expect(verdict.outcome).toBe(outcome);
      expect(verdict.reason ?? '').toMatch(sentence);
    });
  }
});

test('what its host uses may be replaced there: the judge has its own', async () => {
  const verdict = await judged('replaces what its host uses');
  expect(verdict.outcome).toMatch(/^(crashed|fails)$/);
});

test('what is thrown outside of all calls is told, and the thread goes on', async () => {
  troubles.length = 0;
  expect((await judged('rejects late')).outcome).toBe('holds');
  expect(new Set(troubles)).toEqual(new Set(['the device was lost']));
});

test('one that loops while it loads is a crash, with the time that it had', async () => {
  await expect(hostile('loops at load')).rejects.toThrow(
    /^initialize: expected an answer within 3 s, got none\.$/,
  );
});

test('one that loops in dispose is ended', async () => {
  const subject = await hostile('loops in dispose');
  await expect(subject.dispose()).resolves.toBeUndefined();
});

test('what it has started is ended with it', async () => {
  await judged('leaves a child');
  const pid = Number(readFileSync(child, 'utf8'));
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 60_000 });
});
