import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { triedIn } from '../verdict/count.ts';
import schema from '../verdict/verdict.schema.json' with { type: 'json' };
import type { Verdict } from '../verdict/verdict.ts';
import { exitCode } from './exit-code.ts';
import { command, complaints, folder, gradgate } from './gradgate.test-setup.ts';

/** Two cheap properties, the second of which lists its shapes. */
const two = ['--property', 'inner-product-reduction', '--property', 'product-terms'];

function read(out: string): Verdict {
  const verdict = JSON.parse(readFileSync(join(out, 'verdict.json'), 'utf8'));
  const validate = new Ajv().compile(schema);
  validate(verdict);
  expect(validate.errors).toBeNull();
  return verdict;
}

function roundsIn(out: string): number[] {
  return read(out).properties.map((property) => triedIn(property).rounds ?? 0);
}

describe('gradgate check --for', () => {
  test('an interrupted run says what it did, and is gone on with', async () => {
    const out = join(folder, 'interrupted');
    const long = ['check', ...two, '--out', out, '--for', '1h'];
    const child = spawn('node', [command, ...long], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    await expect.poll(() => existsSync(join(out, 'progress.json')), { timeout: 20_000 }).toBe(true);
    child.kill('SIGINT');
    expect(await ended).toBe(exitCode.interrupted);
    const cut = read(out);
    const [first, second] = cut.properties;
    const not = { outcome: 'not reached' };
    expect(cut).toMatchObject({ complete: false });
    expect(first).toMatchObject({ ...not, ended: 'while' });
    expect(second).toMatchObject({ ...not, ended: 'before', runs: 0 });
    const [before = 0] = roundsIn(out);
    expect(first).toMatchObject({ runs: 250 * before });
    expect(before).toBeGreaterThan(0);

    // Longer than the first session can have had: properties have equal shares of all sessions.
    const resumed = await gradgate('check', ...two, '--out', out, '--for', '6s', '--resume');
    expect([resumed.code, complaints(resumed)]).toEqual([exitCode.verified, '']);
    const [rounds = 0, listed] = roundsIn(out);
    expect(rounds).toBeGreaterThan(before);
    expect(listed).toBe(1);

    const refused = await gradgate('check', '--seed', '2', '--out', out, '--for', '1s', '--resume');
    expect(refused.code).toBe(exitCode.request);
    expect(refused.stderr).toMatch(
      /^resume: expected the progress of a run with the same seed, 2, got one with 1\..*\n$/,
    );
  });

  test('two runs do not keep their progress in one folder; a run that is gone locks nothing', async () => {
    const out = join(folder, 'both');
    const long = spawn('node', [command, 'check', ...two, '--out', out, '--for', '1h']);
    const ended = new Promise((resolve) => long.on('exit', resolve));
    await expect.poll(() => existsSync(join(out, 'progress.lock')), { timeout: 20_000 }).toBe(true);
    const second = await gradgate('check', ...two, '--out', out, '--for', '1s');
    expect(second.code).toBe(exitCode.request);
    expect(second.stderr).toMatch(
      /^--for: expected a folder in which no other run keeps its progress, got .* process \d+ does\..*\n$/,
    );
    long.kill('SIGINT');
    expect(await ended).toBe(exitCode.interrupted);
    expect(existsSync(join(out, 'progress.lock'))).toBe(false);
    writeFileSync(join(out, 'progress.lock'), `${long.pid}\n`);
    const third = await gradgate('check', ...two, '--out', out, '--for', '1s');
    expect([third.code, third.stderr]).toEqual([exitCode.verified, '']);
  });

  test('shards are judged apart and merged', async () => {
    const [first, second, out] = ['first', 'second', 'merged'].map((name) => join(folder, name));
    const shard = (index: number, to = '') =>
      gradgate('check', ...two, '--for', '1s', '--shard', `${index}/2`, '--out', to);
    const codes = await Promise.all([shard(1, first), shard(2, second)]);
    expect(codes.map(({ code }) => code)).toEqual([exitCode.verified, exitCode.verified]);
    const { code, stdout } = await gradgate('merge', `${second}`, `${first}`, '--out', `${out}`);
    expect([code, stdout.trim().split('\n').at(-1)]).toEqual([
      exitCode.verified,
      'reference: verified, 2 of 2 properties hold',
    ]);
    const sums = roundsIn(first ?? '').map(
      (count, at) => count + (roundsIn(second ?? '')[at] ?? 0),
    );
    expect(roundsIn(out ?? '')).toEqual(sums);
    expect(readFileSync(join(out ?? '', 'report.md'), 'utf8')).toContain('shards 1, 2 of 2');
  });

  test('a violation is found in its time, and exits as ever', async () => {
    const out = join(folder, 'misprint');
    const misprint = [
      'check',
      'bank/faults/misprint.ts',
      '--property',
      'equation-2',
      '--for',
      '1h',
    ];
    const { code, stdout } = await gradgate(...misprint, '--out', out);
    expect(code).toBe(exitCode.violated);
    expect(stdout).toMatch(/replay: .* --replay equation-2\/deep\/1\//);
    expect((await gradgate('merge', join(out, 'verdict.json'), '--out', out)).code).toBe(code);
  });
});

describe('a wrong request gets one sentence and exit 2', () => {
  const file = join(folder, 'verdict.json');
  writeFileSync(file, '{"version":1}');
  const empty = mkdtempSync(join(folder, 'empty-'));
  const requests: [args: string[], sentence: RegExp][] = [
    [['check', '--for', '1s', '--runs', '3'], /^--runs: expected none together with for, got 3\./],
    [
      ['check', '--for', '1s', '--resume', '--out', empty],
      /^--resume: expected what a run with --for kept in .*progress.json, got nothing that can be/,
    ],
    [
      ['merge', folder],
      /^merge: expected a verdict.json, .* got another file .version: expected that of/,
    ],
    [['merge', empty], /^merge: expected a verdict.json, .* got ENOENT/],
  ];
  for (const [args, sentence] of requests) {
    test(args.join(' ').replaceAll(folder, ''), async () => {
      const { code, stderr } = await gradgate(...args);
      expect(stderr).toMatch(sentence);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(code).toBe(exitCode.request);
    });
  }
});
