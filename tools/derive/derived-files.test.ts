import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { derivedFiles } from './derived-files.ts';
import { reportsIndex } from './reports-index.tsx';

const read = (path: string): string => readFileSync(path, 'utf8');

describe('what follows from the catalogues is as npm run derive writes it', () => {
  for (const [path, text] of derivedFiles(read)) {
    test(path, () => {
      expect(read(path), `${path} is stale: run npm run derive`).toBe(text);
    });
  }
});

test('what is written by hand stays as it is, and what is stale is written anew', () => {
  const aged = (path: string): string =>
    read(path)
      .replaceAll('float32', 'float31')
      .replaceAll('<math>', '<moth>')
      .replaceAll('<main', '<moin')
      .replace('AGFzbQ', 'AGFzbR')
      .replace('| `d3-array` | ISC', '| `d3-array` | MIT')
      .replace('| `bias`', '| `bias` (new)');
  for (const [path, text] of derivedFiles(aged)) {
    expect(aged(path), path).not.toBe(read(path));
    expect(text, path).not.toContain('bias` (new)');
    expect(text.length, path).toBe(read(path).length);
  }
});

test('a part whose place is gone is an error, not a silence', () => {
  const changed = (path: string): string =>
    read(path).replace('<!-- options: written', '<!-- choices: written');
  expect(() => derivedFiles(changed)).toThrow('docs/protocol.md has no <!-- options: written by');
  const bare = (path: string): string => read(path).replaceAll('|', '');
  expect(() => reportsIndex(bare('reports/README.md'))).toThrow('no table any more');
  const moved = (path: string): string => read(path).replace('"claims": {', '"assertions": {');
  expect(() => derivedFiles(moved)).toThrow('a schema has no');
});
