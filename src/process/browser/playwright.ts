/**
 * What we use of playwright-core, which has its own types only where it is installed:
 * https://playwright.dev/docs/api/class-browsertype#browser-type-launch-server
 */
export interface Playwright {
  readonly chromium: {
    launchServer(options: {
      readonly executablePath: string;
      readonly args: readonly string[];
      readonly env: NodeJS.ProcessEnv;
    }): Promise<BrowserServer>;
    connect(endpoint: string): Promise<Browser>;
  };
}

/** A browser as a process. */
export interface BrowserServer {
  wsEndpoint(): string;
  process(): { readonly pid?: number | undefined };
  kill(): Promise<void>;
  on(event: 'close', told: () => void): unknown;
}

/** A browser as who is spoken to. */
export interface Browser {
  version(): string;
  newPage(): Promise<Page>;
}

/** One page of a browser. */
export interface Page {
  route(url: string, answer: (route: Route) => Promise<void>): Promise<unknown>;
  goto(url: string): Promise<unknown>;
  /** Calls a function there with a copy of what is given; resolves to a copy of what it resolves to. */
  evaluate(call: (given: unknown) => unknown, given: unknown): Promise<unknown>;
  on(event: 'crash', told: () => void): unknown;
  on(event: 'console', told: (message: { text(): string }) => void): unknown;
  on(event: 'pageerror', told: (error: Error) => void): unknown;
}

/** What a page asks of the network. */
export interface Route {
  request(): { url(): string };
  fulfill(answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | Buffer;
  }): Promise<void>;
}

/** Named by a variable, as the compiler would look for its types. */
const name: string = 'playwright-core';

/** @throws Error with code ERR_MODULE_NOT_FOUND, where it is not installed */
export async function playwright(): Promise<Playwright> {
  return (await import(name)).default;
}
