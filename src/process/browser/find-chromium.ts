import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Variables by which other tools are told where Chromium is. */
const variables = ['CHROME_PATH', 'CHROME_BIN', 'PUPPETEER_EXECUTABLE_PATH'];

/** What it is called by those who install it. */
const names = [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
  ...['microsoft-edge', 'chrome.exe', 'msedge.exe'],
];

/** Where it is outside of PATH. */
const usual = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * An installed Chromium, or a browser made of it: the one that a variable names, or else the first on
 * PATH or where it usually is. Where a variable names no file, nothing else is taken for it.
 */
export function findChromium(environment: NodeJS.ProcessEnv): string | undefined {
  const named = variables.map((variable) => environment[variable]).find(Boolean);
  if (named !== undefined) return existsSync(named) ? named : undefined;
  const folders = (environment['PATH'] ?? '').split(delimiter).filter(Boolean);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...found, ...usual].find((path) => existsSync(path));
}
