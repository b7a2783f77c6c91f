import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { Connection } from '../process/connection.ts';
import { Findings } from '../verdict/findings.ts';
import { exitCode, meanings } from './exit-code.ts';
import { runCommand } from './run-command.ts';
import { version } from './version.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** What a command line says, and its exit code. */
async function run(...args: string[]) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const code = await runCommand(args);
  const [said, told] = [log, error].map(({ mock }) => mock.calls.flat().join('\n'));
  log.mockRestore();
  error.mockRestore();
  return { code, said, told };
}

const bug = () => {
  throw new TypeError('planted');
};

/** Each with a place in our own code that is made to throw. */
const planted: [name: string, plant: () => void, args: string[]][] = [
  ['merge', () => vi.spyOn(JSON, 'stringify').mockImplementation(bug), merging()],
  ['help', () => vi.spyOn(Math, 'max').mockImplementation(bug), ['help']],
  [
    'check-adapter',
    () => vi.spyOn(Connection.prototype, 'request').mockImplementation(bug),
    ['check-adapter', '--command', 'cat'],
  ],
  [
    'the reporter',
    () => vi.spyOn(Findings.prototype, 'verdicts').mockImplementation(bug),
    ['check', '--profile', 'smoke', '--property', 'purity', '--out', join(folder, 'reporter')],
  ],
];

function merging(): string[] {
  const path = join(folder, 'verdict.json');
  const run = { subject: 's', numberFormat: 'float64', claims: {}, profile: 'deep', seed: 1 };
  const shards = { asked: [1], of: 1 };
  const properties: object[] = [];
  const verdict = { version: 3, gradgate: version, run: { ...run, runs: 1, shards }, properties };
  writeFileSync(path, JSON.stringify({ ...verdict, complete: true, conclusion: 'not run' }));
  return ['merge', path, '--out', join(folder, 'merged')];
}

for (const [name, plant, args] of planted) {
  test(`a bug of ours in ${name} is called one, and a report is asked for`, async () => {
    plant();
    const { code, told } = await run(...args);
    expect(told).toContain(`This is a bug in gradgate ${version}, please report it`);
    expect(told).toContain(`gradgate ${args.join(' ')}`);
    expect(told).toContain('TypeError: planted\n    at ');
    expect(code).toBe(exitCode.bug);
  });
}

test('what the system refuses is one sentence, and no bug', async () => {
  vi.spyOn(Connection.prototype, 'request').mockImplementation(() => {
    const message = 'EMFILE: too many open files, open /dev/null';
    throw Object.assign(new Error(message), { code: 'EMFILE', syscall: 'open' });
  });
  const { code, told } = await run('check-adapter', '--command', 'cat');
  expect(told).toBe(
    'The system refuses what gradgate needs: EMFILE: too many open files, open /dev/null.',
  );
  expect(code).toBe(exitCode.surroundings);
});

test.each<[name: string, args: string[]]>([
  ['check', ['check', '--profile', 'smoke']],
  ['an adapter', ['check-adapter', '--command', 'cat']],
])('a TMPDIR that is none is a wrong request: %s', async (_, args) => {
  vi.stubEnv('TMPDIR', join(folder, 'nowhere'));
  const { code, told } = await run(...args);
  vi.unstubAllEnvs();
  expect(told).toMatch(
    /^TMPDIR: expected a folder that can be written to, got .*nowhere \(ENOENT.*$/,
  );
  expect(code).toBe(exitCode.request);
});

test.each([
  [['check', 'file:%zz'], /^adapter: expected a file, or the URL of one, got file:%zz \(.*$/],
  [['check', 'file://elsewhere/x'], /^adapter: expected a file, or the URL of one, got .*$/],
  [
    ['check', '/dev/null'],
    /^adapter: expected a file, got \/dev\/null, which is no plain file\. .*$/,
  ],
  [['check', `${'x'.repeat(300)}\0`], /^adapter: expected a file, got x.*$/],
  [
    ['check-vectors', join(folder, 'deep.json')],
    /^check-vectors: expected JSON .* more than 64 deep/,
  ],
  [['merge', join(folder, 'deep.json')], /^merge: expected a verdict.json, .* more than 64 deep/],
])('%j is a wrong request', async (args, sentence) => {
  writeFileSync(join(folder, 'deep.json'), '['.repeat(1e5) + ']'.repeat(1e5));
  const { code, told } = await run(...args);
  expect(told).toMatch(sentence);
  expect(code).toBe(exitCode.request);
});

test('without a planted bug, merge ends otherwise', async () => {
  expect((await run(...merging())).code).toBe(exitCode['not run']);
});

test('what is no verdict is a wrong request, not a bug', async () => {
  const path = join(folder, 'no-verdict.json');
  for (const content of ['null', '{"version":3}', '{"version":2,"run":{},"properties":[]}']) {
    writeFileSync(path, content);
    const { code, told } = await run('merge', path);
    expect([code, told]).toEqual([exitCode.request, expect.stringContaining('got another file (')]);
  }
});

test('help and version', async () => {
  expect(await run('--version')).toMatchObject({ code: 0, said: version });
  expect((await run('help')).said).toContain('gradgate check ');
  expect(await run('help', 'judge')).toMatchObject({ code: exitCode.request });
  expect((await run('merge', '--help')).said).toMatch(/^gradgate merge <verdict/);
});

test('the page of the command has the table of exit codes', () => {
  const page = readFileSync('docs/command.md', 'utf8');
  for (const [ending, means] of Object.entries(meanings)) {
    const [, code] = Object.entries(exitCode).find(([name]) => name === ending) ?? [];
    expect(page).toContain(`| ${code} | ${means} |\n`);
  }
});
