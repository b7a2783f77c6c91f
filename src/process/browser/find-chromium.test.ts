import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const chromium = join(folder, 'chromium');
const other = join(folder, 'other');
for (const path of [chromium, other]) writeFileSync(path, '');

test('a browser is the first on PATH, or the one that is named', () => {
  const path = ['/nowhere', folder].join(delimiter);
  expect(findChromium({ PATH: path })).toBe(chromium);
  expect(findChromium({ PATH: path, CHROME_PATH: other })).toBe(other);
  expect(findChromium({ CHROME_BIN: other })).toBe(other);
});

test('where the named one is not, no other is taken for it', () => {
  expect(findChromium({ PATH: folder, CHROME_PATH: join(folder, 'none') })).toBeUndefined();
});
