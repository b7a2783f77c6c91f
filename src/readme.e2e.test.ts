import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import misprint from '../bank/faults/misprint.ts';
import { equation2 } from '../properties/equation-2.ts';
import { blocksIn, documents } from './blocks-in.test-setup.ts';
import { Border } from './call/border.ts';
import './cli/uncounted.test-setup.ts';
import { planOf } from './gate/run/plan-of.ts';
import { verdictOf } from './gate/run/verdict-of.ts';
import { explain } from './verdict/explain.ts';

/** Inside the package, so that `gradgate` is found by its own name; in a folder that git ignores. */
mkdirSync('dist', { recursive: true });
const folder = mkdtempSync(join('dist', 'readme-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = promisify(execFile);

/** Compiles what is in the folder as a user would, in strict mode. Resolves to what tsc says. */
async function compile(): Promise<string> {
  const options = '--strict --noEmit --skipLibCheck --module nodenext --target es2023 --types node';
  const files = readdirSync(folder).map((name) => join(folder, name));
  const tsc = resolve('node_modules', '.bin', 'tsc');
  try {
    return (await run(tsc, ['--ignoreConfig', ...options.split(' '), ...files])).stdout;
  } catch (error) {
    // SAFETY: execFile rejects with the output of the child.
    return (error as { stdout: string }).stdout || String(error);
  }
}

const readme = readFileSync('README.md', 'utf8');

/** What other examples import. */
const [readmeSubject] = blocksIn('README.md').flatMap(({ language, code }) =>
  language === 'ts' ? [code] : [],
);

/** Every example of a document, as a file: one that others import has the name under which they do. */
const examples = documents.flatMap((path) =>
  blocksIn(path)
    .filter(({ language }) => language === 'ts')
    .map(({ code }, at) => ({ code, name: nameOf(code, `${basename(path, '.md')}-${at}.ts`) })),
);

function nameOf(code: string, otherwise: string): string {
  if (code.includes('export const eulerIdentity')) return 'euler-identity.ts';
  return code === readmeSubject ? 'my-layer.subject.ts' : otherwise;
}

/** The user's own code, which the documents do not show. */
const stubs = {
  'my-layer.d.ts': `export declare function linearBackward(
  X: Float64Array,
  W: Float64Array,
  dY: Float64Array,
  mnk: readonly (number | undefined)[],
): { dX: Float32Array; dW: Float32Array };
`,
  'my-kernel.d.ts': `import type { Operand, Subject } from 'gradgate';
export declare const backward: Subject['backward'];
export declare function dXOfCodes(
  dY: Float64Array,
  scaled: Operand['scaled'],
  shape: readonly number[],
): Float32Array;
`,
};

test('every example of the documents compiles', async () => {
  const names = examples.map(({ name }) => name);
  expect(names).toContain('my-layer.subject.ts');
  expect(new Set(names).size).toBe(names.length);
  for (const [name, text] of Object.entries(stubs)) writeFileSync(join(folder, name), text);
  for (const { name, code } of examples) writeFileSync(join(folder, name), code);
  expect(await compile()).toBe('');
});

test('an example that no longer fits the package does not', async () => {
  const changed = readmeSubject?.replace("from 'gradgate'", "from 'gradgate/nowhere'") ?? '';
  writeFileSync(join(folder, 'my-layer.subject.ts'), changed);
  expect(await compile()).toContain('gradgate/nowhere');
});

test('the failure that the README shows is the one that is printed', async () => {
  const verdict = await verdictOf(
    equation2,
    new Border(misprint),
    planOf({ properties: ['equation-2'] }),
  );
  const command = (token: string) => `npx gradgate check bank/faults/misprint.ts --replay ${token}`;
  const told = `✗ ${explain(verdict, command)}\n`;
  expect(readme).toContain(told);
  const [, first = ''] = readFileSync('docs/report.md', 'utf8').split('| --- | --- |');
  const lines = [...first.matchAll(/^\| `([^`…]*)/gm)].map(([, line = '']) => line);
  const optional = /^it holds without/;
  expect(lines.filter((line) => !told.includes(line) && !optional.test(line))).toEqual([]);
});
