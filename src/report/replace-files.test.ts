import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { replaceFiles, Unwritten } from './replace-files.ts';

const home = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(home, { recursive: true }));

test('what is there is replaced, and nothing else is left', () => {
  const folder = join(home, 'new', 'folder');
  for (const content of ['one', 'two']) replaceFiles(folder, { a: content, b: content });
  expect(readdirSync(folder)).toEqual(['a', 'b']);
  expect(readFileSync(join(folder, 'b'), 'utf8')).toBe('two');
});

test('where a file cannot be written, the others are as they were', () => {
  const folder = join(home, 'old');
  replaceFiles(folder, { good: 'whole' });
  const long = 'n'.repeat(300);
  expect(() => replaceFiles(folder, { good: 'new', [long]: 'new' })).toThrow(Unwritten);
  expect(readdirSync(folder)).toEqual(['good']);
  expect(readFileSync(join(folder, 'good'), 'utf8')).toBe('whole');
});

test('what stands in the way is named in one sentence', () => {
  const folder = join(home, 'blocked');
  mkdirSync(join(folder, 'name'), { recursive: true });
  writeFileSync(join(home, 'file'), '');
  for (const [place, sentence] of [
    [folder, /^Nothing could be written to .*blocked: E\w+: .*\.$/],
    [join(home, 'file', 'below'), /^Nothing could be written to .*below: E\w+: .*\.$/],
  ] as const) {
    expect(() => replaceFiles(place, { name: 'x' })).toThrow(sentence);
  }
  expect(readdirSync(folder)).toEqual(['name']);
});
