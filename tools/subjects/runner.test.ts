import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { PropertyVerdict, Verdict } from '../../src/verdict/verdict.ts';
import { type Described, discover, missingNeed, targetsOf } from './description.ts';
import type { Outcome } from './outcome.ts';
import { report } from './report.ts';
import { judge } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'subjects-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, description: object): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'subject.json'), JSON.stringify(description));
}

const numpy: Described = {
  name: 'numpy',
  library: 'NumPy',
  language: 'Python',
  command: 'python adapter.py --format {variant}',
  variants: ['float64', 'float32'],
};

describe('what is discovered', () => {
  test('every folder of this repository says enough', () => {
    const names = discover('subjects').map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['jax', 'jax-js', 'numpy', 'pytorch', 'tinygrad']),
    );
  });

  test('folders with a subject.json, and no others', () => {
    mkdirSync(join(folder, 'shared'));
    write('b', { library: 'B', language: 'C', command: './b' });
    write('a', { library: 'A', language: 'C', adapters: ['a.ts'] });
    expect(discover(folder).map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test('one that is started in two ways, or in none, is refused by name', () => {
    write('c', { library: 'C', language: 'C' });
    expect(() => discover(folder)).toThrow(/c.subject\.json: wants .* a command or adapters/);
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

  test('each adapter', () => {
    const { command: _, variants: __, ...rest } = numpy;
    const run = targetsOf({ ...rest, adapters: ['subjects/tfjs/cpu.ts', 'subjects/tfjs/wasm.ts'] });
    expect(run.map(({ label }) => label)).toEqual(['cpu', 'wasm']);
  });
});

test('the options of a subject win over those of the run', async () => {
  const cli = join(folder, 'cli.cjs');
  const echo = `const { parseArgs } = require('node:util');
    const { values } = parseArgs({ strict: false, options: {
      out: { type: 'string' }, seed: { type: 'string' }, profile: { type: 'string' },
    } });
    require('node:fs').writeFileSync(values.out + '/verdict.json', JSON.stringify(values));`;
  writeFileSync(cli, echo);
  const [target] = targetsOf({ ...numpy, options: ['--seed', '2'] });
  if (target === undefined) throw new Error('no target');
  const settings = { profile: 'ci', seed: 1, install: false };
  const outcome = await judge(target, settings, { cli, out: folder });
  expect(outcome).toMatchObject({ kind: 'judged', verdict: { seed: '2', profile: 'ci' } });
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

function judged(properties: readonly Partial<PropertyVerdict>[]): Outcome {
  const run = {
    subject: 'NumPy 2',
    numberFormat: 'float32',
    claims: { vectors: true, layouts: ['gaps'] },
  };
  const verdict = { run: { ...run, profile: 'ci', runs: 120 }, conclusion: 'verified', properties };
  // SAFETY: a report reads these fields alone.
  return { kind: 'judged', seconds: 12.3, verdict: verdict as unknown as Verdict };
}

test('a report has a line for each run, and says what was not run and why', () => {
  const evidence = { features: {}, entries: 1, zeros: 0, ledger: [], closest: 0.123 };
  const outcomes: Outcome[] = [
    judged([
      { id: 'equation-1', outcome: 'passed', evidence },
      { id: 'purity', outcome: 'passed', weak: ['too little'] },
      { id: 'vectors', outcome: 'failed', known: 'a link', reason: 'dX is wrong' },
      { id: 'scaling', outcome: 'error', known: 'a link', reason: 'it threw' },
      { id: 'linearity', outcome: 'failed', reason: 'dW is wrong' },
      { id: 'nan-dye', outcome: 'skipped' },
    ]),
    { kind: 'not run', why: 'python3 is missing' },
  ];
  const entries = targetsOf(numpy).map((target, at) => {
    const outcome = outcomes[at] ?? { kind: 'not run', why: '' };
    return { described: numpy, target, outcome };
  });
  const [, ...sections] = report(entries).split(/^(?=\||## )/m);
  expect(`${sections.join('')}`).toMatchInlineSnapshot(`
    "| library | language | format | verdict | hold | weakly | known to fail | violated | not claimed | largest error | profile | seconds |
    | --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: |
    | \`numpy\` NumPy 2 | Python | float32 | verified | 2 | 1 | 2 | 1 | 1 | 0.12 | ci | 12 |

    ## Violated, or known to fail

    - NumPy 2, float32: vectors, scaling. Known: a link
    - NumPy 2, float32: **linearity**: dW is wrong

    ## Claims

    - NumPy 2, float32: vectors; layouts: gaps

    ## Not run

    - \`numpy\` NumPy (float32): python3 is missing
    "
  `);
});
