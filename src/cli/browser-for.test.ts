import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { browserFor } from './browser-for.ts';
import { Unsuited } from './surroundings.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const chromium = join(folder, 'chromium');
writeFileSync(chromium, '');

test('a browser is needed, and what speaks to it: each is asked for in a sentence', () => {
  expect(browserFor({ CHROME_PATH: chromium }, ['vite'])).toBe(chromium);
  const withoutBrowser = () => browserFor({ CHROME_PATH: join(folder, 'none') }, ['vite']);
  expect(withoutBrowser).toThrow(Unsuited);
  expect(withoutBrowser).toThrow(/^--browser needs an installed Chromium, and none was found\. /);
  const withoutPackage = () => browserFor({ CHROME_PATH: chromium }, ['vite', 'not-there']);
  expect(withoutPackage).toThrow(Unsuited);
  expect(withoutPackage).toThrow(/needs not-there, .* npm install --save-dev not-there$/);
});
