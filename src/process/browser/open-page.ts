import type { Bundle, ServedFile } from './bundle.ts';
import { type BrowserServer, type Page, playwright, type Route } from './playwright.ts';

/** A page, and the browser that it is in. */
export interface Opened {
  readonly page: Page;
  readonly server: BrowserServer;
  /** Which one it is, with its version. */
  readonly browser: string;
  /** Resolves when the browser has ended. */
  readonly closed: Promise<void>;
}

/** What to open. */
export interface ToOpen {
  readonly files: Bundle;
  readonly executable: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Who hears what a page does. */
export interface PageHearer {
  print(text: string): void;
  trouble(error: Error): void;
  crashed(): void;
}

/** A GPU, where there is one; else WebGL and WebGPU in software. */
const switches = ['--enable-unsafe-webgpu', '--enable-unsafe-swiftshader'];

/** Not asked of any network: the page's files are given to it. A secure context, which WebGPU wants. */
const origin = 'http://localhost';

/** Opens the page in a browser of its own. @throws Error, where the browser does not start */
export async function openPage(
  what: ToOpen,
  hearer: PageHearer,
  load = playwright,
): Promise<Opened> {
  const { chromium } = await load();
  const { executable: executablePath, environment: env } = what;
  const server = await chromium.launchServer({ executablePath, args: switches, env });
  const closed = new Promise<void>((resolve) => {
    server.on('close', resolve);
  });
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    const page = await browser.newPage();
    page.on('console', (message) => hearer.print(message.text()));
    page.on('pageerror', (error) => hearer.trouble(error));
    page.on('crash', () => hearer.crashed());
    await page.route(`${origin}/**`, (route) => serve(route, what.files));
    await page.goto(`${origin}/`);
    return { page, server, closed, browser: `Chromium ${browser.version()}` };
  } catch (error) {
    await server.kill();
    throw error;
  }
}

const index: ServedFile = {
  type: 'text/html',
  body: '<!doctype html><title>gradgate</title><script type="module" src="/page.js"></script>',
};

/** Isolated from other origins, as threads that share memory need it. */
const isolated = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

async function serve(route: Route, files: Bundle): Promise<void> {
  const name = decodeURIComponent(new URL(route.request().url()).pathname.slice(1));
  const file = name === '' ? index : files.get(name);
  const headers = { 'Content-Type': file?.type ?? 'text/plain', ...isolated };
  await route.fulfill({ status: file ? 200 : 404, headers, body: file?.body ?? '' });
}
