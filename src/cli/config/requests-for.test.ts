import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { runCommand } from '../run-command.ts';
import { type CheckOptions, defineConfig } from './gradgate-config.ts';
import { configurable, requestsFor } from './requests-for.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
const below = join(folder, 'packages', 'a');
mkdirSync(below, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  vi.restoreAllMocks();
  writeFileSync(join(folder, 'a.subject.ts'), 'export default {};');
  writeFileSync(join(folder, 'b.subject.ts'), 'export default {};');
});

/** Writes a configuration, and says where it is. */
function configured(config: unknown, name = 'gradgate.config.ts'): string {
  const path = join(folder, name);
  writeFileSync(path, `export default ${JSON.stringify(config)};`);
  return path;
}

const asked = (path: string, ...args: string[]) =>
  requestsFor(['check', '--config', path, ...args]);

test('what the command line says counts before what is configured', async () => {
  const path = configured({ adapter: 'a.subject.ts', profile: 'deep', seed: 3, runs: 9 });
  expect(await asked(path, '--seed', '7')).toMatchObject([
    {
      subject: { from: 'module', path: join(folder, 'a.subject.ts') },
      options: { profile: 'deep', seed: 7, runs: 9 },
    },
  ]);
  const other = join(folder, 'b.subject.ts');
  expect(await asked(path, other)).toMatchObject([
    { subject: { path: other }, options: { profile: 'deep', seed: 3 } },
  ]);
});

test('of several subjects each is asked, with what is said for all and what it says itself', async () => {
  const path = configured({
    bail: true,
    subjects: [
      { adapter: 'a.subject.ts', out: 'reports/a' },
      { command: 'python3 b.py', timeout: '1m', bail: false, property: ['purity'] },
    ],
  });
  expect(await asked(path)).toMatchObject([
    { subject: { from: 'module' }, out: join(folder, 'reports/a'), options: { bail: true } },
    {
      subject: { from: 'command', command: 'python3 b.py', timeout: 60_000 },
      options: { properties: ['purity'] },
    },
  ]);
});

test('paths are from the folder of the configuration', async () => {
  const path = configured({
    ...{ adapter: 'a.subject.ts', observe: 'o.jsonl', browser: false },
    reporter: ['console', 'junit=reports/j.xml'],
  });
  expect(await asked(path)).toMatchObject([
    {
      observe: join(folder, 'o.jsonl'),
      reporters: [{ name: 'console' }, { name: 'junit', file: join(folder, 'reports/j.xml') }],
    },
  ]);
});

test('the nearest is found from below, and not looked for where it is not wanted', async () => {
  configured({ profile: 'smoke' });
  vi.spyOn(process, 'cwd').mockReturnValue(below);
  const options = { profile: 'smoke' };
  expect(await requestsFor(['check'])).toMatchObject([{ options }]);
  expect(await requestsFor(['check', '--no-config'])).toMatchObject([{ options: {} }]);
  const [again] = await requestsFor(['check', '--replay', 'one-hot/ci/1/3:0']);
  expect(again).toMatchObject({ options: { replay: 'one-hot/ci/1/3:0' } });
});

test.each<[config: unknown, words: RegExp]>([
  [{ pofile: 'ci' }, /options of gradgate check: .*, got pofile, which may mean profile/],
  [{ seed: {} }, /seed: expected a text or a number, got \{\}/],
  [{ shapes: [{ m: 1 }] }, /shapes: expected a text, or several, got \{"m":1\}/],
  [{ zzz: 1 }, /got zzz\./],
  [{ 'probe-claims': true }, /got probe-claims/],
  [{ replay: 'one-hot/ci/1/3:0' }, /got replay/],
  [{ bail: 'yes' }, /bail: expected true or false, got "yes"/],
  [{ adapter: 3 }, /adapter: expected a path, got 3/],
  [{ seed: -1 }, /^gradgate\.config\.ts, seed: expected/],
  [{ adapter: 'none.ts' }, /^gradgate\.config\.ts, adapter: expected a file, got .*none\.ts/],
  [{ subjects: 'a' }, /subjects: expected a list of objects, one at least, got "a"/],
  [{ subjects: [] }, /subjects: expected a list of objects, one at least, got \[\]/],
  [3, /expected an object as its default export, got 3/],
  [{ out: 'o', subjects: [{}, { seed: 2 }] }, /^--out: expected another one for each subject/],
  [{ json: true, subjects: [{}, {}] }, /^--json: expected one subject, got 2 of them/],
])('%j is one sentence', async (config, words) => {
  await expect(asked(configured(config))).rejects.toThrow(words);
});

test('what is not there, or does not load, is one sentence, too', async () => {
  await expect(asked(join(folder, 'none.ts'))).rejects.toThrow(/^--config: expected a file, got/);
  const path = join(folder, 'broken.ts');
  writeFileSync(path, 'export default {');
  await expect(asked(path)).rejects.toThrow(/^broken\.ts: expected a module that loads, got/);
});

test('who forgets the default export is told: else the built-in subject would be judged', async () => {
  const path = join(folder, 'named.ts');
  writeFileSync(path, 'export const config = { adapter: "a.subject.ts" };');
  await expect(asked(path)).rejects.toThrow(
    'named.ts: expected an object as its default export, got undefined.',
  );
  const common = join(folder, 'common.cjs');
  writeFileSync(common, 'module.exports = { seed: 9 };');
  expect(await asked(common)).toMatchObject([{ options: { seed: 9 } }]);
});

test('what is typed is told as it is typed', async () => {
  await expect(asked(configured({ seed: 1 }), '--seed=x')).rejects.toThrow(/^--seed: expected/);
  await expect(asked(configured({ seed: 1 }), 'none.ts')).rejects.toThrow(/^adapter: expected/);
});

test('every option of the command has its name in a configuration', () => {
  const all: Required<CheckOptions> = {
    ...{ adapter: '', command: '', browser: true, timeout: '', profile: 'ci', seed: 1, secret: '' },
    ...{ runs: 1, extent: 1, volume: 1, shapes: [], tile: 2, for: '', rounds: 1, shard: '' },
    ...{
      resume: true,
      bail: true,
      property: [],
      out: '',
      corpus: '',
      reporter: [],
      observe: '',
      quiet: true,
      json: true,
    },
    ...{ known: '', strict: true, base: '', 'only-new': true },
  };
  expect(Object.keys(configurable).toSorted()).toEqual(
    Object.keys(all)
      .filter((name) => name !== 'adapter')
      .toSorted(),
  );
  expect(defineConfig({ seed: 2 })).toEqual({ seed: 2 });
});

test('--print-config prints what would be asked for, and does nothing', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const path = configured({ subjects: [{ seed: 2 }, { seed: 3 }] });
  const code = await runCommand(['check', '--config', relative('.', path), '--print-config']);
  const printed = log.mock.calls.flat().join('\n');
  expect(code).toBe(0);
  const [one, two] = [{ seed: 2 }, { seed: 3 }].map((options) => ({ config: path, options }));
  expect(JSON.parse(printed)).toMatchObject([one, two]);
});

test('several subjects are judged one after the other, and the first that fails decides', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const few = { profile: 'smoke', property: ['equation-2'] };
  const [a, b, c] = ['a', 'b', 'c'].map((name) => join(folder, 'out', name));
  const wrong = { adapter: join(process.cwd(), 'bank/faults/misprint.ts'), out: b };
  const path = configured({ ...few, subjects: [{ out: a }, wrong, { out: c }] });
  expect(await runCommand(['check', '--config', path])).toBe(1);
  const said = log.mock.calls.flat().join('\n');
  expect(said.match(/^\S+: (verified|NOT verified)/gm)).toEqual([
    'reference: verified',
    'misprint: NOT verified',
    'reference: verified',
  ]);
});
