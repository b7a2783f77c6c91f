import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { discover, keyOf, missingNeed, targetsOf } from './description.ts';
import { numpy } from './numpy.test-setup.ts';
import { judge } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'subjects-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, description: object, adapter = 'adapter.py'): void {
  mkdirSync(join(folder, name));
  const all = { library: 'A', language: 'C', formats: ['float64'], gradients: 'by hand' };
  const text = JSON.stringify({ ...all, ...description });
  writeFileSync(join(folder, name, 'subject.json'), text);
  writeFileSync(join(folder, name, adapter), '');
}

describe('what is discovered', () => {
  test('every folder of this repository is a subject, but for what they share', () => {
    const entries = readdirSync('subjects', { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const names = discover('subjects').map(({ name }) => name);
    expect(names).toEqual(folders.filter((name) => name !== 'lib').sort());
  });

  test('folders with a subject.json, and no others', () => {
    mkdirSync(join(folder, 'lib'));
    write('b', { command: './b' });
    write('a', { adapters: ['a.ts'] }, 'a.ts');
    expect(discover(folder).map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test.each([
    [{}, 'adapter.py', /wants .* a command or adapters/],
    [{ command: './c' }, 'main.py', /there is no adapter beside it/],
    [{ adapters: ['d.ts'] }, 'adapter.ts', /there is no d\.ts beside it/],
  ])('one that says %j beside %s is refused by name', (description, adapter, complaint) => {
    write('c', description, adapter);
    expect(() => discover(folder)).toThrow(complaint);
    expect(() => discover(folder)).toThrow(/c.subject\.json: /);
    rmSync(join(folder, 'c'), { recursive: true });
  });
});

describe('what is run', () => {
  test('a command once in each variant', () => {
    const run = targetsOf({ ...numpy, options: ['--runs', '9'] });
    expect(run.map(({ label }) => label)).toEqual(['float64', 'float32']);
    expect(run[1]?.arguments.join(' ')).toBe(
      '--command python adapter.py --format float32 --runs 9',
    );
  });

  test('each adapter; the one that is named so goes by the name of the folder', () => {
    const { command: _, variants: __, ...rest } = numpy;
    const run = targetsOf({ ...rest, adapters: ['adapter.ts', 'strassen.ts'] });
    expect(run.map(({ arguments: [path] }) => path)).toEqual([
      'subjects/numpy/adapter.ts',
      'subjects/numpy/strassen.ts',
    ]);
    expect(run.map(keyOf)).toEqual(['numpy', 'numpy/strassen']);
  });
});

test('the options of a subject win over those of the run', async () => {
  const cli = join(folder, 'cli.cjs');
  const echo = `const { parseArgs } = require('node:util');
    const { values } = parseArgs({ strict: false, options: {
      out: { type: 'string' }, seed: { type: 'string' }, profile: { type: 'string' },
    } });
    const verdict = { run: { subject: 'A', numberFormat: 'float64', ...values }, properties: [] };
    require('node:fs').writeFileSync(values.out + '/verdict.json', JSON.stringify(verdict));`;
  writeFileSync(cli, echo);
  const [target] = targetsOf({ ...numpy, options: ['--seed', '2'] });
  if (target === undefined) throw new Error('no target');
  const settings = { profile: 'ci', seed: 1, install: false };
  await judge(target, settings, { cli, out: folder });
  const verdict = JSON.parse(readFileSync(join(folder, 'verdict.json'), 'utf8'));
  expect(verdict).toMatchObject({ run: { seed: '2', profile: 'ci' } });
});

test.each([
  ['a program on the path', ['node'], undefined],
  ['a file', [process.execPath], undefined],
  [
    'a missing program, with what to do',
    ['nope: apt-get install nope'],
    'nope is missing: apt-get install nope',
  ],
  ['a missing file', ['/nowhere/at/all'], '/nowhere/at/all is missing'],
])('%s', (_, needs, expected) => {
  expect(missingNeed({ ...numpy, needs }, join(process.execPath, '..'))).toBe(expected);
});
