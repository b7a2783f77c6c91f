/** The site of the documents, built as `npm run docs` does, and opened. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { extname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import { findChromium } from '../../src/process/browser/find-chromium.ts';
import { buildSite } from './build-site.ts';
import { deadLinks } from './dead-links.ts';

mkdirSync('reports/site', { recursive: true }); // which git ignores
const site = mkdtempSync(join('reports', 'site', 'test-'));
beforeAll(() => buildSite(site, { rows: 5 }));
afterAll(() => rmSync(site, { recursive: true }));

const html = (path: string): string => readFileSync(join(site, path), 'utf8');

test('every link leads somewhere, those to places within pages, too', () => {
  expect(deadLinks(site)).toEqual([]);
});

test('a link to a place that is not there is found', () => {
  const path = join(site, 'broken.html');
  writeFileSync(
    path,
    '<a href="docs/ci.html#known-failures">a</a><a href="docs/ci.html#no">b</a><a href="/docs/ci.html">c</a>',
  );
  expect(deadLinks(site)).toEqual(['broken.html: docs/ci.html#no', 'broken.html: /docs/ci.html']);
  rmSync(path);
});

test('every property has a page with its law, its formula and what it catches', () => {
  const equations = JSON.parse(readFileSync('src/report/html/equations.json', 'utf8'));
  for (const { id, equation } of properties) {
    const page = html(`properties/${id}.html`);
    expect(page, id).toContain('What it sees');
    expect(page, id).toContain('Real bugs of its kind');
    if (equation !== undefined) expect(page, id).toContain(equations[id]);
  }
});

/** Where there is none, what needs it is counted as skipped. */
const program = findChromium(process.env);

describe.skipIf(program === undefined)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    const args = ['--no-sandbox'];
    browser = await chromium.launch({ ...(program && { executablePath: program }), args });
  });
  afterAll(() => browser.close());

  /** Pages of each kind; the documents are all opened, since people write them. */
  const paths = [
    'index.html',
    'README.ko.html',
    'reports/findings.html',
    'api/gradgate.html',
  ].concat(
    readdirSync('docs')
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name.replace('.md', '.html')}`),
    properties.slice(0, 2).map(({ id }) => `properties/${id}.html`),
  );

  test('pages open, complain of nothing, ask nobody, and fit a phone', async () => {
    const page = await browser.newPage({ viewport: { width: 400, height: 800 } });
    const met = await served(page);
    const wide: string[] = [];
    for (const path of paths) {
      await page.goto(`${host}${path}`);
      await page.waitForFunction("document.querySelector('#app').__vue_app__ !== undefined");
      const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      if (over !== 0) wide.push(path);
    }
    expect(met).toEqual([]);
    expect(wide).toEqual([]);
    await page.close();
  });

  test('what is searched for is found without asking anybody', async () => {
    const page = await browser.newPage();
    const met = await served(page);
    await page.goto(`${host}index.html`);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('searchbox').fill('Freivalds');
    await page.locator('.result').first().waitFor();
    expect(met).toEqual([]);
    await page.close();
  });
});

/** Where the site is served, which it must not ask for. */
const host = 'http://site.test/under/a/path/';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.png': 'image/png',
};

/** Gives the page the site; what it asks for beyond that, or complains of, is kept. */
async function served(page: Page): Promise<string[]> {
  const met: string[] = [];
  page.on('console', (message) => met.push(message.text()));
  page.on('pageerror', (error) => met.push(error.message));
  await page.route('**/*', async (route) => {
    const url = route.request().url();
    const file = join(
      site,
      decodeURIComponent(new URL(url).pathname).slice('/under/a/path'.length),
    );
    if (url.startsWith(host) && existsSync(file)) {
      const contentType = types[extname(file)] ?? 'text/plain';
      return route.fulfill({ contentType, body: readFileSync(file) });
    }
    met.push(route.request().url());
    return route.abort();
  });
  return met;
}
