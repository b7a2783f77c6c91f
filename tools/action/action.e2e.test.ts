import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-action-'));
afterAll(() => rmSync(folder, { recursive: true }));

const action = readFileSync('action.yml', 'utf8');

/** Runs the action's step in a job's folder, as a runner does it. */
async function step(inputs: Record<string, string>) {
  const [, command = ''] = /^ {6}run: '(.*)'$/m.exec(action) ?? [];
  const [output, summary] = [join(folder, 'output'), join(folder, 'summary')];
  for (const file of [output, summary]) writeFileSync(file, '');
  const env = {
    ...process.env,
    ...inputs,
    ...{ GITHUB_ACTIONS: 'true', GITHUB_ACTION_PATH: resolve('.'), GITHUB_WORKSPACE: folder },
    ...{ GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary },
  };
  const shell = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', command];
  const ended = await promisify(execFile)('bash', shell, { cwd: folder, env }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    // SAFETY: execFile rejects with the output and the exit code of the child.
    (error: unknown) => error as { code: number; stdout: string },
  );
  return { ...ended, output: readFileSync(output, 'utf8'), summary: readFileSync(summary, 'utf8') };
}

const inputs = [...action.matchAll(/^ {8}([A-Z]+): \$\{\{ inputs\.([a-z]+) \}\}$/gm)];

test('every input is handed on by a variable, and declared', () => {
  expect(inputs.map(([, name]) => name)).toEqual(['ADAPTER', 'COMMAND', 'OPTIONS', 'OUT']);
  for (const [, name, input] of inputs) {
    expect(name?.toLowerCase()).toBe(input);
    expect(action).toMatch(new RegExp(`^ {2}${input}:$`, 'm'));
  }
});

test('a wrong adapter fails the job, with an annotation of its file, a summary and reports', async () => {
  writeFileSync(join(folder, 'mine.mjs'), wrong);
  const ADAPTER = 'mine.mjs';
  const { code, stdout, output, summary } = await step({ ADAPTER, OPTIONS: '--profile\nsmoke\n' });
  expect({ code, output }).toEqual({ code: 1, output: 'exit-code=1\n' });
  expect(stdout).toMatch(/^::error file=mine\.mjs,title=gradgate%3A mine%3A equation-1::/m);
  expect(summary).toContain('equation-1');
  expect(readFileSync(join(folder, 'gradgate-report', 'report.html'), 'utf8')).toContain('mine');
});

test('an input is one word, whatever it holds', async () => {
  const { code, stdout, output } = await step({
    ADAPTER: 'no such; $(touch here) `touch here`.mjs',
  });
  expect(output).toBe(`exit-code=${code}\n`);
  expect(code).toBe(2);
  expect(stdout).not.toContain('verified');
  expect(() => readFileSync(join(folder, 'here'))).toThrow();
});

const wrong = `export default {
  name: 'mine',
  numberFormat: 'float64',
  backward: ({ X, W }) => ({
    dX: { shape: X.shape, data: X.data.map(() => 0) },
    dW: { shape: W.shape, data: W.data.map(() => 0) },
  }),
};
`;
