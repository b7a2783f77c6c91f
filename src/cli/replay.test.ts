import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { check } from './check.ts';
import { exitCode } from './exit-code.ts';
import { parse } from './parse.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const request = parse(['check', '--out', folder, ...args]);
  if (request.verb !== 'check') throw new Error(request.verb);
  const code = await check(request);
  const said = log.mock.calls.flat().join('\n');
  vi.restoreAllMocks();
  return { code, said };
}

test('a replay that holds is no pass, and says what to run instead', async () => {
  const path = 'src/cli/fixtures/wears-out.ts';
  const first = await run(path, '--property', 'equation-1');
  expect(first.code).toBe(exitCode.violated);
  expect(first.said).toContain('the fault depends on what was asked before');
  const written = readFileSync(join(folder, 'verdict.json'), 'utf8');
  const [, token = ''] = /"replay": "([^"]+)"/.exec(written) ?? [];
  const [, before] = /^equation-1\/ci\/1\/(\d+)/.exec(token) ?? [];
  const again = await run(path, '--replay', token);
  expect(again.code).toBe(exitCode['not reproduced']);
  expect(again.said).toContain('This problem alone does not fail');
  expect(again.said).toContain(`${before} problems of equation-1 came before it`);
  const whole = `npx gradgate check ${path} --property equation-1 --profile ci --seed 1`;
  expect(again.said).toContain(`See it again: ${whole}\n`);
  expect(again.said).not.toContain('verified');
  expect(readFileSync(join(folder, 'replay.md'), 'utf8')).toContain(`See it again: ${whole}\n`);
  expect((await run(path, '--replay', token, '--reporter', 'dot')).code).toBe(again.code);
});

test('a replay that fails otherwise says how the problem failed when it was found', async () => {
  const path = 'src/cli/fixtures/fails-by-mood.ts';
  vi.stubEnv('GRADGATE_TEST_MOOD', 'wrong');
  await run(path, '--property', 'equation-1', '--profile', 'smoke');
  const written = readFileSync(join(folder, 'verdict.json'), 'utf8');
  const [, token = ''] = /"replay": "([^"]+)"/.exec(written) ?? [];
  const same = await run(path, '--replay', token);
  expect(same.code).toBe(exitCode.violated);
  expect(same.said).not.toContain('In the run that found');
  const file = relative(process.cwd(), join(folder, 'verdict.json'));
  const before = `In the run that found this problem (${file}), it failed otherwise: dX, entry (`;
  vi.stubEnv('GRADGATE_TEST_MOOD', 'throws');
  const crashed = await run(path, '--replay', token);
  expect(crashed.said).toContain('not in the mood');
  expect(crashed.said).toContain(before);
  vi.stubEnv('GRADGATE_TEST_MOOD', 'right');
  const mended = await run(path, '--replay', token);
  expect(mended.code).toBe(exitCode['not reproduced']);
  expect(mended.said).toContain(before.replace('otherwise', 'so'));
  // Of a verdict of another problem, or of none, nothing is known.
  for (const text of ['{}', written.replaceAll(token, 'equation-1/ci/1/0')]) {
    writeFileSync(join(folder, 'verdict.json'), text);
    expect((await run(path, '--replay', token)).said).not.toContain('In the run that found');
  }
  vi.unstubAllEnvs();
});

test('a replay command of a run of few problems says how few', async () => {
  const { said } = await run(
    'bank/faults/misprint.ts',
    '--property',
    'equation-2',
    '--profile',
    'smoke',
    '--runs',
    '7',
  );
  expect(said).toMatch(/--replay equation-2\/smoke\/\S+ --runs 7\n/);
});
