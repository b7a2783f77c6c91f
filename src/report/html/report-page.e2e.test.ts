import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../process/browser/find-chromium.ts';
import { again, outcomes, verdictOn } from '../../verdict/told.test-setup.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { matrixPage } from '../matrix/matrix-page.tsx';
import { rowOf } from '../matrix/matrix-row.ts';
import { misprinted } from './misprinted.test-setup.ts';
import { reportPage } from './report-page.tsx';

type Options = Parameters<Browser['newContext']>[0];

/** Where there is none, what needs it is counted as skipped. */
const program = findChromium(process.env);

describe.skipIf(program === undefined)('a report, in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradgate-page-'));
  let browser: Browser;
  beforeAll(async () => {
    const args = ['--no-sandbox'];
    browser = await chromium.launch({ ...(program && { executablePath: program }), args });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** A page with this verdict; whatever it asks the network for, or complains of, is kept. */
  function opened(verdict: Verdict, options?: Options) {
    return openedAs(reportPage(verdict, again), options);
  }

  async function openedAs(html: string, options: Options = {}) {
    const path = join(folder, 'page.html');
    writeFileSync(path, html);
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    const met: string[] = [];
    page.on('request', (request) => met.push(request.url()));
    page.on('console', (message) => met.push(message.text()));
    page.on('pageerror', (error) => met.push(error.message));
    await page.goto(pathToFileURL(path).href);
    return { page, met, context };
  }

  /** What axe finds against WCAG 2.2, levels A and AA. */
  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
      const run = Reflect.get(globalThis, 'axe').run;
      return await run({
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      });
    });
    return found.violations.map(({ id, nodes }: { id: string; nodes: { html: string }[] }) => {
      return `${id}: ${nodes
        .map(({ html }) => html)
        .slice(0, 2)
        .join(' | ')}`;
    });
  }

  test('asks for nothing but itself, and complains of nothing', async () => {
    const { page, met } = await opened(await misprinted('equation-2'));
    expect(met).toEqual([page.url()]);
  });

  test('is stepped through, by button and by key', async () => {
    const { page } = await opened(await misprinted('equation-2'));
    const timeline = page.locator('.timeline');
    const shown = timeline.locator('li:visible');
    expect(await shown.locator('h5').allTextContents()).toEqual(['Found']);
    await timeline.getByRole('button', { name: 'Next' }).click();
    expect(await shown.locator('h5').allTextContents()).toEqual(['Step 1']);
    await timeline.getByRole('slider').press('End');
    expect(await shown.locator('h5').allTextContents()).toEqual(['Step 8, the smallest']);
    expect(await timeline.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true);
    await timeline.getByRole('button', { name: 'Back' }).click();
    expect(await shown.locator('h5').allTextContents()).toEqual(['Step 7']);
  });

  test('switches its theme, and keeps it', async () => {
    const { page } = await opened(await misprinted('equation-2'), { colorScheme: 'light' });
    const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await paper();
    await page.getByLabel('Theme').selectOption('dark');
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await paper()).toBe(dark);
  });

  test('copies a replay', async () => {
    const verdict = await misprinted('equation-2');
    const { page, context } = await opened(verdict);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate('navigator.clipboard.readText()');
    expect(copied).toBe('again equation-2/ci/1/0:1:3:0:4:3:3:4:11');
  });

  test('opens the failure that a link names', async () => {
    const { page } = await opened(await misprinted('equation-2', 'one-hot'));
    const card = page.locator('#failure-one-hot > details');
    expect(await card.getAttribute('open')).toBeNull();
    await page.getByRole('link', { name: 'one-hot' }).click();
    await page.locator('#failure-one-hot > details[open]').waitFor();
  });

  test('prints every step and every failure', async () => {
    const { page } = await opened(await misprinted('equation-2', 'one-hot'));
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('.timeline li:visible').count()).toBeGreaterThan(10);
    expect(await page.locator('.stepper:visible, button:visible').count()).toBe(0);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator('details[open]').count()).toBe(1);
  });

  test('is read without a script', async () => {
    const { page } = await opened(await misprinted('equation-2'), { javaScriptEnabled: false });
    expect(await page.locator('.timeline li:visible').count()).toBe(9);
    expect(await page.locator('button:visible, select:visible').count()).toBe(0);
  });

  test.each([
    ['light', 1280],
    ['dark', 400],
  ] as const)('is clean by axe, and fits its window: %s, %i pixels', async (colorScheme, width) => {
    const { properties } = await misprinted('equation-2', 'linearity');
    const verdict = {
      ...verdictOn(outcomes),
      properties: [...properties, ...verdictOn(outcomes).properties],
    };
    const { page } = await opened(verdict, { colorScheme, viewport: { width, height: 900 } });
    await page.evaluate(
      "for (const each of document.querySelectorAll('details')) each.open = true",
    );
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  });

  test('the matrix opens a cell without a script, hides what is right, and is clean by axe', async () => {
    const wrong = rowOf(await misprinted('equation-2'));
    const right = { ...wrong, library: 'right', conclusion: 'verified', cells: {} } as const;
    const html = matrixPage([wrong, right], 'us');
    const { page } = await openedAs(html, { javaScriptEnabled: false });
    await page.getByRole('button', { name: 'equations: wrong, open' }).click();
    expect(await page.locator('.opened:visible').textContent()).toContain(
      'expected exactly 1, got 0',
    );
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox').check();
    expect(await page.locator('tbody tr:visible').count()).toBe(1);
    const { page: seen } = await openedAs(html);
    expect(await violations(seen)).toEqual([]);
  });

  test('opens with five hundred failures', async () => {
    const [failed] = (await misprinted('equation-2')).properties;
    if (failed === undefined) throw new Error('nothing failed');
    const many = Array.from({ length: 500 }, (_, place) => ({ ...failed, id: `law-${place}` }));
    const { page, met } = await opened({
      ...verdictOn([]),
      properties: many,
      conclusion: 'violated',
    });
    expect(await page.locator('article').count()).toBe(500);
    expect(met).toHaveLength(1);
  });
});
