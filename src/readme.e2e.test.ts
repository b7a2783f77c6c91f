import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import misprint from '../bank/faults/misprint.ts';
import { equation2 } from '../properties/equation-2.ts';
import { Border } from './call/border.ts';
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
  const files = [...names, 'my-layer.d.ts'].map((name) => join(folder, name));
  const tsc = resolve('node_modules', '.bin', 'tsc');
  try {
    return (await run(tsc, ['--ignoreConfig', ...options.split(' '), ...files])).stdout;
  } catch (error) {
    // SAFETY: execFile rejects with the output of the child.
    return (error as { stdout: string }).stdout || String(error);
  }
}

const readme = readFileSync('README.md', 'utf8');
const documents = readme + readFileSync('docs/property.md', 'utf8');
const blocks = [...documents.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => code);
/** What others import has the name under which they do. */
const names = blocks.map((code, at) => {
  if (code.includes('export default')) return 'my-layer.subject.ts';
  return code.includes('export const eulerIdentity') ? 'euler-identity.ts' : `example-${at}.ts`;
});

/** The user's own layer, which the README does not show. */
const stub = `export declare function linearBackward(
  X: Float64Array,
  W: Float64Array,
  dY: Float64Array,
  mnk: readonly (number | undefined)[],
): { dX: Float32Array; dW: Float32Array };
`;

test('every example of the README and the guides compiles', async () => {
  expect(names).toContain('my-layer.subject.ts');
  expect(new Set(names).size).toBe(names.length);
  writeFileSync(join(folder, 'my-layer.d.ts'), stub);
  for (const [at, code] of blocks.entries()) writeFileSync(join(folder, names[at] ?? ''), code);
  expect(await compile()).toBe('');
});

test('an example that no longer fits the package does not', async () => {
  const [name = ''] = names;
  const changed = (blocks[0] ?? '').replace("from 'gradgate'", "from 'gradgate/nowhere'");
  writeFileSync(join(folder, name), changed);
  expect(await compile()).toContain('gradgate/nowhere');
});

test('the failure that the README shows is the one that is printed', async () => {
  const verdict = await verdictOf(
    equation2,
    new Border(misprint),
    planOf({ properties: ['equation-2'] }),
  );
  const command = (token: string) => `npx gradgate check bank/faults/misprint.ts --replay ${token}`;
  expect(readme).toContain(`✗ ${explain(verdict, command)}\n`);
});
