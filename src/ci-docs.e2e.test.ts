/** The code blocks of docs/ci.md, run as they stand, on a subject that is there. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readKnown } from './cli/known/known-file.ts';
import './cli/uncounted.test-setup.ts';

const project = mkdtempSync(join(tmpdir(), 'gradgate-ci-'));
afterAll(() => rmSync(project, { recursive: true }));

const blocks = [...readFileSync('docs/ci.md', 'utf8').matchAll(/^```(\w+)\n(.*?)^```/gms)];

const asked = new Set<string>();

/** The block of a language that has these words. */
function blockWith(language: string, words: string): string {
  const found = blocks.filter(([, its, code = '']) => its === language && code.includes(words));
  expect(found, words).toHaveLength(1);
  asked.add(found[0]?.[2] ?? '');
  return found[0]?.[2] ?? '';
}

/** What stands for an installed package: `gradgate` and `npx` that lead here. */
function install(): string {
  const bin = join(project, 'bin');
  mkdirSync(bin, { recursive: true });
  const command = `node ${resolve('dist/src/cli/main.js')}`;
  // Of a whole run, as it is without a folder of its own, the verdict is told of; elsewhere one property is enough.
  const quick = [
    '[ "$1" = check ] && set -- "$@" --profile smoke',
    'case "$*" in *--out*|*--base*) set -- "$@" --property equation-2 ;; esac',
  ].join('\n');
  writeFileSync(join(bin, 'gradgate'), `#!/bin/sh\n${quick}\nexec ${command} "$@"\n`);
  writeFileSync(join(bin, 'npx'), '#!/bin/sh\nexec "$@"\n');
  writeFileSync(join(bin, 'npm'), '#!/bin/sh\n');
  for (const name of ['gradgate', 'npx', 'npm']) chmodSync(join(bin, name), 0o755);
  return bin;
}

const bin = install();

/** Runs lines of a shell in the project. */
function shell(lines: string, more: Record<string, string> = {}) {
  const { GITHUB_ACTIONS: _, PATH = '', ...environment } = process.env;
  const env = { ...environment, ...more, PATH: `${bin}${delimiter}${PATH}` };
  return spawnSync('sh', ['-c', lines], { cwd: project, env, encoding: 'utf8' });
}

/** The subject of the page: the misprint under its name, or the same with the right formulas. */
function writeSubject(kind: 'right' | 'wrong', path = 'my-layer.subject.ts'): void {
  const backward = kind === 'right' ? ', backward: reference.backward' : '';
  mkdirSync(join(project, 'src'), { recursive: true });
  writeFileSync(
    join(project, path),
    [
      `import misprint from '${resolve('bank/faults/misprint.ts')}';`,
      `import { reference } from '${resolve('src/contract/reference.ts')}';`,
      `export default { ...misprint, name: 'my-layer'${backward} };`,
    ].join('\n'),
  );
}

/** The lines under `run` or `script` of a workflow, with its variables filled in. */
function stepsOf(workflow: string, subject: string): string[] {
  const filled = workflow.replaceAll(/\$\{\{ matrix\.subject \}\}/g, subject);
  const block = /- run: \|\n((?: {10}.*\n)+)/.exec(filled)?.[1];
  return block === undefined
    ? [...filled.matchAll(/^ {4}- (np[mx] .*)$/gm)].map(([, line = '']) => line)
    : [block];
}

test('the list is written, shown and pruned by the commands of the page', () => {
  writeSubject('wrong');
  const update = shell(blockWith('sh', '--update-known'));
  expect([update.status, update.stderr]).toEqual([0, expect.stringContaining(' written to ')]);
  const written = readKnown(join(project, 'gradgate.known.json')).length;
  expect(written).toBeGreaterThan(1);
  expect(shell('gradgate check my-layer.subject.ts').status).toBe(0);
  const [list = '', prune = ''] = blockWith('sh', '--prune').split('\n');
  expect(shell(list).stdout).toMatch(/^met +equation-2/m);
  writeSubject('right');
  expect(shell('gradgate check my-layer.subject.ts').status).toBe(0);
  expect(shell(prune).stdout).toContain(`${written} of ${written} taken away`);
});

test('the file of the page is one', () => {
  const file = join(project, 'page.json');
  writeFileSync(file, blockWith('json', '"failures"'));
  expect(readKnown(file)).toMatchObject([{ property: 'equation-2', versions: '>=2.0 <2.3' }]);
});

test('a base is compared with by the commands of the page', () => {
  writeSubject('wrong');
  rmSync(join(project, 'gradgate.known.json'), { force: true });
  shell('gradgate check my-layer.subject.ts --out base');
  const [informs = '', onlyNew = '', compare = ''] = blockWith('sh', '--only-new').split('\n');
  expect(shell(informs)).toMatchObject({ status: 1 });
  expect(shell(informs).stdout).toContain('still failing: equation-2');
  expect(shell(onlyNew)).toMatchObject({ status: 0 });
  cpSync(join(project, 'base'), join(project, 'head'), { recursive: true });
  expect(shell(compare)).toMatchObject({ status: 0 });
  writeSubject('right');
  rmSync(join(project, 'base'), { recursive: true });
  shell('gradgate check my-layer.subject.ts --out base');
  expect(shell(compare)).toMatchObject({ status: 1 });
});

test('the workflow of GitHub gates by the base, where there is one', () => {
  const [gate = ''] = stepsOf(blockWith('yaml', 'actions/checkout'), 'linear');
  expect(gate).toContain('npx gradgate check');
  writeSubject('wrong', 'src/linear.subject.ts');
  rmSync(join(project, 'base'), { recursive: true, force: true });
  expect(shell(gate)).toMatchObject({ status: 1 });
  mkdirSync(join(project, 'base'));
  copyFileSync(join(project, 'report/verdict.json'), join(project, 'base/verdict.json'));
  expect(shell(gate)).toMatchObject({ status: 0 });
});

test('the job of GitLab has a report that it reads', () => {
  const steps = stepsOf(blockWith('yaml', 'artifacts:'), '');
  expect(steps).toHaveLength(2);
  writeSubject('right', 'src/linear.subject.ts');
  expect(shell(steps.join('\n'), { SUBJECT: 'linear' })).toMatchObject({ status: 0 });
  expect(existsSync(join(project, 'report/junit.xml'))).toBe(true);
});

test('the script says what the exit code means', () => {
  const script = blockWith('sh', 'case $code');
  writeSubject('right');
  expect(shell(script)).toMatchObject({ status: 0, stdout: expect.stringContaining('are right') });
  writeSubject('wrong');
  expect(shell(script)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('new is wrong'),
  });
  rmSync(join(project, 'my-layer.subject.ts'));
  expect(shell(script)).toMatchObject({ status: 2, stdout: expect.stringContaining('code 2') });
});

test('no block of the page is left out', () => {
  expect(blocks.map(([, , code = '']) => code).filter((code) => !asked.has(code))).toEqual([]);
});
