import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { exitCode } from './exit-code.ts';
import { folder, gradgateIn } from './gradgate.test-setup.ts';

test('in a job of GitHub, failures are annotations and the report is its summary', async () => {
  const summary = join(folder, 'summary.md');
  writeFileSync(summary, '# before\n');
  const job = {
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_WORKSPACE: resolve('.'),
  };
  const args = [
    'check',
    'bank/faults/misprint.ts',
    '--profile',
    'smoke',
    '--property',
    'equation-2',
  ];
  const { code, stdout } = await gradgateIn(job, ...args, '--out', join(folder, 'out'));
  expect(code).toBe(exitCode.violated);
  const lines = stdout.trimEnd().split('\n');
  const [, token] = /^::stop-commands::([0-9a-f-]{36})$/.exec(lines[0] ?? '') ?? [];
  expect(token).toBeDefined();
  expect(lines.at(-2)).toBe(`::${token}::`); // nothing in between is a command
  expect(lines.at(-1)).toMatch(
    /^::error file=bank\/faults\/misprint\.ts,title=gradgate%3A misprint/,
  );
  const written = readFileSync(summary, 'utf8');
  expect(written).toMatch(/^# before\n.*equation-2/s);
  const quiet = await gradgateIn(job, ...args, '--reporter', 'json', '--out', join(folder, 'out'));
  expect(quiet.stdout).not.toContain('::');
  const full = { ...job, GITHUB_STEP_SUMMARY: join(folder, 'nowhere', 'summary.md') };
  const lost = await gradgateIn(full, ...args, '--out', join(folder, 'out'));
  expect(lost.code).toBe(exitCode.surroundings);
  expect(lost.stderr).toMatch(/^Nothing could be written to .*summary\.md/m);
});

test('elsewhere, the reporter of that name prints the same annotations', async () => {
  const args = ['check', 'bank/faults/misprint.ts', '--profile', 'smoke', '--reporter'];
  const out = join(folder, 'elsewhere');
  const env = { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '' };
  const { code, stdout } = await gradgateIn(env, ...args, 'github-actions', '--out', out);
  expect(code).toBe(exitCode.violated);
  expect(stdout).toMatch(/^::stop-commands::/);
  expect(stdout).toMatch(/^::error .*equation-2/m);
});
