import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Progress } from './progress.ts';

const folder = mkdtempSync(join(tmpdir(), 'progress-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a run that is resumed knows what was done, with the same seed and profile alone', () => {
  const path = join(folder, 'runs', 'progress.json');
  const asked = { profile: 'ci', seed: 1 };
  expect(new Progress(path, asked, true).has('numpy')).toBe(false);
  new Progress(path, asked, false).note('numpy');
  const resumed = new Progress(path, asked, true);
  expect([resumed.has('numpy'), resumed.has('jax')]).toEqual([true, false]);
  expect(new Progress(path, { ...asked, seed: 2 }, true).has('numpy')).toBe(false);
  resumed.note('jax');
  expect(new Progress(path, asked, true).has('numpy')).toBe(true);
  new Progress(path, asked, false).note('jax');
  expect(new Progress(path, asked, true).has('numpy')).toBe(false);
});
