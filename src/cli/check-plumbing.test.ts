import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { exitCode } from './exit-code.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const code = await runCommand(['check-adapter', ...args]);
  const said = [...log.mock.calls, ...error.mock.calls].flat().join('\n');
  vi.restoreAllMocks();
  return { code, said };
}

test('the plumbing of a module holds, whatever its gradients are', async () => {
  const { code, said } = await run('bank/faults/misprint.ts');
  expect(said).toContain('✓ loads, and its default export is a subject');
  expect(said).toContain('✓ numbers arrive and come back as they are');
  expect(said).not.toContain('base64');
  expect(code).toBe(exitCode.verified);
});

test('an adapter with a typo is told where, once, with the line of its own file', async () => {
  const path = join(folder, 'typo.mjs');
  writeFileSync(
    path,
    `export default {
  name: 'typo', numberFormat: 'float64',
  backward({ X, W, dY }) {
    const k = W.shaep[1];
    return { dX: X, dW: W };
  },
};
`,
  );
  const { code, said } = await run(path);
  expect(said).toMatch(/^✗ backward answers the gradients .*\n {4}backward threw: .*undefined/m);
  expect(said).toMatch(/typo\.mjs:4:/);
  expect(code).toBe(exitCode['not run']);
});

test('what is thrown is told in all its lines, at most twelve, and before the frames', async () => {
  const path = join(folder, 'wordy.mjs');
  const throwing = (lines: number): string => `export default {
    name: 'wordy', numberFormat: 'float64',
    backward() { throw new Error('\\n no kernel \\n' + '  for it\\n'.repeat(${lines})); },
  };`;
  writeFileSync(path, throwing(1));
  const { said } = await run(path);
  expect(said).toMatch(
    / {4}backward threw: no kernel\n {8}\| {3}for it\n {8}at Object\.backward \(/,
  );
  expect(said).toContain("'Your own library' in the README says what is expected.");
  writeFileSync(path, throwing(50));
  const wordy = (await run(path)).said;
  expect(wordy.match(/\| {3}for it/g)).toHaveLength(11);
  expect(wordy).toContain('| …\n');
});

test('float32 storage in a float64 adapter is seen by the numbers that do not come back', async () => {
  const path = join(folder, 'narrow.mjs');
  writeFileSync(
    path,
    `export default {
  name: 'narrow', numberFormat: 'float64',
  backward({ X, W, dY }) {
    const [m, n] = X.shape, k = W.shape[1];
    const dX = new Float32Array(m * n), dW = new Float32Array(n * k);
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) for (let l = 0; l < k; l++) {
      dX[i * n + j] += dY.data[i * k + l] * W.data[j * k + l];
      dW[j * k + l] += X.data[i * n + j] * dY.data[i * k + l];
    }
    return { dX: { shape: X.shape, data: dX }, dW: { shape: W.shape, data: dW } };
  },
};
`,
  );
  const { code, said } = await run(path);
  expect(said).toMatch(/^✗ numbers arrive and come back/m);
  expect(code).toBe(exitCode.violated);
});

test('what is no subject, or is not there, is one sentence', async () => {
  const path = join(folder, 'none.mjs');
  writeFileSync(path, 'export default 3;\n');
  expect((await run(path)).said).toMatch(/^✗ loads, and its default export is a subject/m);
  const none = await run();
  expect(none.said).toMatch(/^check-adapter: expected the file of an adapter, or .*, got none/);
  expect(none.code).toBe(exitCode.request);
});
