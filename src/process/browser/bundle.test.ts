import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bundle } from './bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));

function module(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('a module becomes files for a page, with what it refers to', async () => {
  module('kernel.wasm', '\0asm'.repeat(2000));
  const text = `const at: URL = new URL('./kernel.wasm', import.meta.url);
await Promise.resolve();
export default { name: at.href };`;
  const files = await bundle(module('right.ts', text));
  expect(files.get('page.js')?.type).toBe('text/javascript');
  const wasm = [...files].find(([name]) => name.endsWith('.wasm'));
  expect(wasm?.[1].type).toBe('application/wasm');
  expect(wasm?.[1].body.length).toBe(8000);
});

test('what a page gets of ours needs nothing of Node', async () => {
  const files = await bundle(module('plain.ts', 'export default 1;'));
  const text = [...files.values()].map(({ body }) => String(body)).join();
  const has = (part: string): boolean => text.includes(part);
  expect([has('gradgateAnswer'), has('externalized for browser compatibility')]).toEqual([
    true,
    false,
  ]);
});

test('what cannot be bundled is said', async () => {
  const missing = module('missing.ts', `import 'gradgate-is-not-there'; export default 1;`);
  await expect(bundle(missing)).rejects.toThrow(
    /^The adapter cannot be bundled for a browser: .*gradgate-is-not-there/,
  );
  const broken = module('broken.ts', 'export default 1 +;');
  await expect(bundle(broken)).rejects.toThrow(/Unexpected token, at \S*broken\.ts:1:19$/);
});
