import { expect, test } from 'vitest';
import { openPage } from './open-page.ts';
import type { Page, Playwright, Route } from './playwright.ts';

const script = { type: 'text/javascript', body: '0;' };
const files = new Map([
  ['page.js', script],
  ['a b.js', script],
]);

/** A Chromium that is none, and what is done with it. */
function fake({ goto = async () => {} }: Partial<Pick<Page, 'goto'>> = {}) {
  const told: Record<string, (value: unknown) => void> = {};
  const log: unknown[] = [];
  let answer: (route: Route) => Promise<void> = async () => {};
  const on = (event: string, listener: (value: never) => void): void => {
    // SAFETY: each test gives what its event brings.
    told[event] = listener as (value: unknown) => void;
  };
  const page: Page = {
    ...{ goto, on, evaluate: async () => undefined },
    route: async (_, given) => {
      answer = given;
    },
  };
  const server = {
    ...{ wsEndpoint: () => 'ws:', process: () => ({ pid: 1 }), on },
    kill: async () => void log.push('killed'),
  };
  const playwright: Playwright = {
    chromium: {
      launchServer: async (options) => {
        log.push(options.executablePath);
        return server;
      },
      connect: async () => ({ version: () => '1.2', newPage: async () => page }),
    },
  };
  const asked = async (url: string) => {
    let given: unknown;
    const fulfill: Route['fulfill'] = async ({ status, headers, body }) => {
      given = [status, headers['Content-Type'], body.length > 0];
    };
    await answer({ request: () => ({ url: () => url }), fulfill });
    return given;
  };
  return { load: async () => playwright, told, log, asked };
}

const what = { files, executable: '/chromium', environment: {} };
const nobody = { print: () => {}, trouble: () => {}, crashed: () => {} };

test('a page is given its files, and tells what becomes of it', async () => {
  const { load, told, log, asked } = fake();
  const heard: unknown[] = [];
  const hearer = {
    print: (text: string) => heard.push(text),
    trouble: ({ message }: Error) => heard.push(message),
    crashed: () => heard.push('crashed'),
  };
  const { browser, closed } = await openPage(what, hearer, load);
  expect([browser, log]).toEqual(['Chromium 1.2', ['/chromium']]);
  expect(await asked('http://localhost/')).toEqual([200, 'text/html', true]);
  expect(await asked('http://localhost/page.js')).toEqual([200, 'text/javascript', true]);
  expect(await asked('http://localhost/a%20b.js')).toEqual([200, 'text/javascript', true]);
  expect(await asked('http://localhost/other.js')).toEqual([404, 'text/plain', false]);
  told['console']?.({ text: () => 'text' });
  told['pageerror']?.(new Error('lost'));
  told['crash']?.(undefined);
  told['close']?.(undefined);
  await closed;
  expect(heard).toEqual(['text', 'lost', 'crashed']);
});

test('a browser whose page does not open is ended', async () => {
  const { load, log } = fake({ goto: () => Promise.reject(new Error('no way')) });
  await expect(openPage(what, nobody, load)).rejects.toThrow('no way');
  expect(log).toEqual(['/chromium', 'killed']);
});
