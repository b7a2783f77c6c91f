import { afterEach, expect, test, vi } from 'vitest';
import { propertyNamed } from '../../../properties/index.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import { planOf } from '../../gate/run/plan-of.ts';
import { verdictOn } from '../../gate/run/verdict-on.test-setup.ts';
import { ModuleLauncher } from '../module-launcher.ts';
import { moduleSubject } from '../module-subject.ts';
import { BrowserChannel } from './browser-channel.ts';
import type { Opened, PageHearer } from './open-page.ts';
import { servePage } from './serve-page.ts';

/** What was heard of the page. */
const troubles: string[] = [];
const printed: string[] = [];
afterEach(() => {
  for (const heard of [troubles, printed]) heard.length = 0;
});

type Deed = (page: { readonly hearer: PageHearer; readonly end: () => void }) => unknown;

/** A page that is none: what is asked of it crosses nothing but a copy. */
function opening(exported: unknown, deed: Deed) {
  return async (_: unknown, hearer: PageHearer): Promise<Opened> => {
    servePage(async () => ({ default: exported }));
    let end = (): void => {};
    const closed = new Promise<void>((resolve) => {
      end = resolve;
    });
    let asked = 0;
    const evaluate = async (call: (given: unknown) => unknown, given: unknown) => {
      asked += 1;
      const done = asked > 3 ? await deed({ hearer, end }) : undefined;
      return done ?? call(structuredClone(given));
    };
    const page = { evaluate, route: async () => {}, goto: async () => {}, on: () => {} };
    const process = () => ({});
    const server = { wsEndpoint: () => '', process, kill: async () => end(), on: () => {} };
    return { page, server, closed, browser: 'Chromium 1' };
  };
}

async function judged(exported: unknown, deed: Deed = () => undefined) {
  const launcher = new ModuleLauncher(
    (hearer) =>
      new BrowserChannel(
        {
          ...{ executable: '', environment: {}, mark: 'nobody', files: new Map() },
          ...{ open: opening(exported, deed), met: () => {} },
          print: (text) => printed.push(text),
          trouble: (error) => troubles.push(error.message),
        },
        hearer,
      ),
    { timeout: 500 },
  );
  const subject = await moduleSubject(launcher);
  const plan = planOf({ profile: 'smoke', runs: 10 });
  const verdict = await verdictOn(propertyNamed('equation-1'), subject, plan);
  await subject.dispose();
  return verdict;
}

test('a right subject in a page holds', async () => {
  expect((await judged(reference)).outcome).toBe('holds');
});

test('what cannot be copied is a wrong answer', async () => {
  const answers = () => ({ dX: { shape: [() => 1], data: [] }, dW: { shape: [1, 1], data: [0] } });
  // SAFETY: it is no right answer, which is what this is about.
  const verdict = await judged({
    ...reference,
    backward: answers as unknown as Subject['backward'],
  });
  expect(verdict.reason).toMatch(/expected one that can be copied, got .*could not be cloned/);
});

type Ending = [what: string, deed: Deed, sentence: RegExp];

const endings: Ending[] = [
  ['crashes', ({ hearer }) => hearer.crashed(), /but its page crashed\.$/],
  ['loses its browser', ({ end }) => end(), /but its browser ended\.$/],
  [
    'navigates',
    () => Promise.reject(new Error('its context was destroyed\nlater')),
    /but its page went away: its context was destroyed\.$/,
  ],
  ['is no answer', () => 7, /expected an answer, got another message from its page\.$/],
  ['hangs', () => new Promise(() => {}), /expected an answer within 0\.5 s, got none\.$/],
];

for (const [what, deed, sentence] of endings) {
  test(`a page that ${what} is a crash of one call`, async () => {
    const verdict = await judged(reference, deed);
    expect(verdict.outcome).toBe('crashed');
    expect(verdict.reason).toMatch(sentence);
  });
}

test('what a page prints and throws outside of calls is told, ten times at most', async () => {
  const { outcome } = await judged(reference, ({ hearer }) => {
    hearer.print('text');
    hearer.trouble(new Error('the device was lost'));
  });
  expect(outcome).toBe('holds');
  expect(printed[0]).toBe('text\n');
  expect([troubles[0], troubles.length]).toEqual(['the device was lost', 10]);
});

test('no subject, and no page, are told before anything is judged', async () => {
  await expect(judged({ name: 'none' })).rejects.toThrow(/numberFormat|backward/);
  const open = () => Promise.reject(new Error('no such program'));
  const options = { executable: '', environment: {}, mark: 'nobody', files: new Map() };
  const met = vi.fn();
  const launcher = new ModuleLauncher(
    (hearer) => new BrowserChannel({ ...options, open, met }, hearer),
    {},
  );
  await expect(moduleSubject(launcher)).rejects.toThrow(
    /^initialize: expected an answer, but no page could be opened: no such program\.$/,
  );
  expect(met).not.toHaveBeenCalled();
});
