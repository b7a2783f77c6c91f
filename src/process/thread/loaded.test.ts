import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loaded } from './loaded.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));

function module(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('a module is its default export, in TypeScript or JavaScript', async () => {
  expect(await loaded(module('a.ts', 'const a: number = 1; export default a;'))).toBe(1);
  expect(await loaded(module('b.mjs', 'export default 2;'))).toBe(2);
  expect(await loaded(module('c.ts', 'export const c = 3;'))).toBeUndefined();
});

test('what cannot be parsed is said with its place; what is thrown, as it is', async () => {
  const broken = module('d.ts', 'const d: number = ;\n');
  await expect(loaded(broken)).rejects.toThrow(/d\.ts:1:18: ParseError: Unexpected token$/);
  const throwing = (name: string, what: string) => loaded(module(name, `throw ${what};`));
  await expect(throwing('e.ts', 'new Error("no driver")')).rejects.toThrow('no driver');
  await expect(throwing('f.mjs', 'new Error("no driver")')).rejects.toThrow('no driver');
  await expect(throwing('g.ts', '7')).rejects.toBe(7);
});

test('aliases are those of tsconfig.json; of others, it is said what to do', async () => {
  const aliased = module('h.ts', "import { one } from '@/one';\nexport default one;");
  await expect(loaded(aliased)).rejects.toThrow(/^Cannot find module '@\/one' \(aliases are read/);
  module('one.ts', 'export const one: number = 1;');
  writeFileSync(join(folder, 'tsconfig.json'), '{"compilerOptions":{"paths":{"@/*":["./*"]}}}');
  expect(await loaded(aliased)).toBe(1);
});
