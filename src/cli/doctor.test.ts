import semver from 'semver';
import { afterEach, expect, test, vi } from 'vitest';
import * as canaries from '../gate/run/judge-canaries.ts';
import { exitCode } from './exit-code.ts';
import { runCommand } from './run-command.ts';

afterEach(() => vi.restoreAllMocks());

async function run(...args: string[]) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const code = await runCommand(['doctor', ...args]);
  const said = [...log.mock.calls, ...error.mock.calls].flat().join('\n');
  log.mockRestore();
  error.mockRestore();
  return { code, said };
}

test('ten wrong subjects are caught and ten right ones pass; what is installed is named', async () => {
  const { code, said } = await run('--seed', '7');
  expect(said).toContain('✓ 10 of 10 wrong subjects were caught\n✓ 10 of 10 right subjects passed');
  expect(said).toContain(`on Node ${process.version}`);
  expect(said).toMatch(/^✓ fast-check +4\./m);
  for (const name of ['Python', 'Rust', 'Go', 'Java', 'C\\+\\+', 'GPU', 'Chromium']) {
    expect(said).toMatch(new RegExp(`^[✓–] ${name} `, 'm'));
  }
  expect(code).toBe(exitCode.verified);
});

test('what goes wrong is named, and asks for a report: void', async () => {
  vi.spyOn(canaries, 'judgeManyCanaries').mockResolvedValue([
    { name: 'misprint', property: 'equation-2', outcome: 'missed' },
    { name: 'pairwise', property: 'purity', outcome: 'not accused' },
  ]);
  const { code, said } = await run();
  expect(said).toContain(
    '✗ 0 of 1 wrong subjects were caught\n    missed: misprint, by equation-2',
  );
  expect(said).toContain('please report');
  expect(code).toBe(exitCode.void);
});

test('a package that is out of its range is no error here, and told', async () => {
  vi.spyOn(canaries, 'judgeManyCanaries').mockResolvedValue([]);
  vi.spyOn(semver, 'satisfies').mockImplementation((_, range) => !String(range).startsWith('^4.0'));
  const { code, said } = await run();
  expect(said).toMatch(/^✗ fast-check +4\.[\d.]+ is not in \^4\.0\.0 \(draws problems\)$/m);
  expect(said).toMatch(/^✓ vitest /m);
  expect(code).toBe(exitCode.verified);
});

test('a wrong request is one sentence', async () => {
  expect((await run('--seed', 'x')).said).toMatch(/^--seed: expected a whole number, got x/);
  expect((await run('me')).said).toMatch(/^doctor: expected options alone, got me/);
});
