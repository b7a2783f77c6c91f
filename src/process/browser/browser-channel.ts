import { messageOf } from '../../errors.ts';
import type { Asked, Channel, Hearer } from '../channel.ts';
import type { Watch } from '../child.ts';
import { endStrays } from '../end-strays.ts';
import { replyFrom } from '../message-from.ts';
import type { Bundle } from './bundle.ts';
import type { Opened, PageHearer, ToOpen } from './open-page.ts';
import type { Page } from './playwright.ts';

/** A page to open, and who hears what it does beside its answers. */
export interface BrowserOptions {
  /** The program of the browser. */
  readonly executable: string;
  /** The variables that it gets. */
  readonly environment: NodeJS.ProcessEnv;
  /** By which what it starts is known. */
  readonly mark: string;
  /** Told which processes begin and end. */
  readonly watch?: Watch;
  /** Told what the page prints. */
  readonly print?: (text: string) => void;
  /** Told what is thrown there outside of all calls; without, it is thrown here so, too. */
  readonly trouble?: (error: Error) => void;
}

interface Told extends BrowserOptions {
  readonly files: Bundle;
  readonly open: (what: ToOpen, hearer: PageHearer) => Promise<Opened>;
  /** Told which browser it is. */
  readonly met: (browser: string) => void;
}

/** A page of a browser that is started for it alone: so whatever happens to it is its own doing. */
export class BrowserChannel implements Channel {
  readonly unfinished = '';
  readonly exitCode = undefined;
  readonly lastWords = '';
  readonly gone: Promise<void>;
  readonly #opened: Promise<Opened>;
  readonly #hearer: Hearer;
  #last: Promise<unknown> = Promise.resolve();
  #heard = true;
  #alive = true;

  constructor({ met, open, ...options }: Told, hearer: Hearer) {
    this.#hearer = hearer;
    this.#opened = open(options, {
      print: (text) => options.print?.(`${text}\n`),
      trouble: fewTimes(options.trouble ?? throwLater),
      crashed: () => this.#end('its page crashed'),
    });
    this.#opened.then(
      ({ browser }) => met(browser),
      (error) => this.#end(`no page could be opened: ${messageOf(error)}`),
    );
    this.gone = this.#watched(options);
  }

  get alive(): boolean {
    return this.#alive;
  }

  makeRoom(): void {
    // The other side refuses what is larger, and what it sends is no text.
  }

  send(asked: Asked): void {
    this.#last = this.#ask(asked);
  }

  deafen(): void {
    this.#heard = false;
  }

  /** A page does not end: what it was asked is waited for. */
  endInput(): void {
    void this.#last.then(() => this.kill());
  }

  async kill(): Promise<void> {
    await this.#opened.then(
      ({ server }) => server.kill(),
      () => {}, // there is none
    );
    await this.gone;
  }

  async #watched({ mark, watch }: BrowserOptions): Promise<void> {
    const opened = await this.#opened.catch(() => undefined);
    const pid = opened?.server.process().pid;
    if (pid !== undefined) watch?.({ child: pid, mark });
    await opened?.closed;
    this.#alive = false;
    endStrays(mark);
    if (pid !== undefined) watch?.({ gone: pid });
    this.#end('its browser ended');
  }

  async #ask(asked: Asked): Promise<void> {
    try {
      const { page } = await this.#opened;
      const message = await answerOf(page, asked);
      if (!this.#heard) return;
      const reply = replyFrom(message);
      if (reply !== undefined) this.#hearer.reply(reply);
      else this.#hearer.noise('expected an answer, got another message from its page.');
    } catch (error) {
      this.#end(`its page went away: ${firstLine(messageOf(error))}`);
    }
  }

  /** Told once: whatever comes after the first is its consequence. */
  #end(how: string): void {
    if (!this.#heard) return;
    this.#heard = false;
    this.#hearer.ended(how);
  }
}

function answerOf(page: Page, asked: Asked): Promise<unknown> {
  return page.evaluate((request) => Reflect.get(globalThis, 'gradgateAnswer')(request), asked);
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

/** A page that throws again and again is told a few times. */
function fewTimes(tell: (error: Error) => void): (error: Error) => void {
  let left = 10;
  return (error) => {
    if (left-- > 0) tell(error);
  };
}

/** Outside of all calls: whoever runs this process is told. */
function throwLater(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}
