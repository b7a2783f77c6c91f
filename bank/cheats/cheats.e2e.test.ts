import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, gradgate } from '../../src/cli/gradgate.test-setup.ts';
import { cheats } from './index.ts';

const seeds = Number(process.env['GRADGATE_SEEDS'] ?? '1');

for (const { name, story, code, needs = [] } of cheats) {
  const title = `${name}, which ${story}, is not verified: exit ${code}`;
  // One violated property says it; all of them are shrunk for long.
  const bail = code === 1 ? ['--bail'] : [];
  test(title, { timeout: 120_000 * seeds }, async () => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const args = ['--seed', `${seed}`, '--out', join(folder, name), ...needs, ...bail];
      const outcome = await gradgate('check', `bank/cheats/${name}.ts`, ...args);
      expect(outcome.code, `seed ${seed}`).toBe(code);
    }
  });
}

test('a table of its questions is verified without a secret: that is what a secret is for', async () => {
  const args = ['--property', 'equation-1', '--out', join(folder, 'no-secret')];
  const { code } = await gradgate('check', 'bank/cheats/recognises-seed-1.ts', ...args);
  expect(code).toBe(0);
});

test('every cheat has its module', () => {
  const modules = readdirSync(import.meta.dirname).filter((file) => !/test|index|wrong/.test(file));
  expect(modules.sort()).toEqual(cheats.map(({ name }) => `${name}.ts`).sort());
});
