import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JitiOptions } from 'jiti';
import { messageOf } from '../../errors.ts';

/** What Node itself may not load. */
const typescript = ['.ts', '.mts', '.cts', '.tsx'];

/**
 * The default export of a module. TypeScript is jiti's to load, on every version of Node alike.
 * @throws what the module throws; Error, with the place, when it cannot be parsed
 */
export async function loaded(path: string): Promise<unknown> {
  const url = pathToFileURL(path).href;
  if (typescript.includes(extname(path))) return byJiti(url, path);
  try {
    return (await import(url)).default;
  } catch (error) {
    if (error instanceof SyntaxError) return byJiti(url, path); // which says where it is
    throw withPlace(error);
  }
}

async function byJiti(url: string, path: string): Promise<unknown> {
  try {
    return await byJitiWith(url, path);
  } catch (error) {
    if (!isNotFound(error)) throw withPlace(error);
    return byPaths(url, path, error);
  }
}

/** With the aliases of tsconfig.json, if there is one. @throws what was thrown before, where these do not help */
async function byPaths(url: string, path: string, before: unknown): Promise<unknown> {
  try {
    return await byJitiWith(url, path, { tsconfigPaths: true });
  } catch (error) {
    if (isNotFound(error)) throw withAdvice(before);
    throw withPlace(error);
  }
}

async function byJitiWith(url: string, path: string, options: JitiOptions = {}): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(url, { interopDefault: false, ...options });
  const module: { default?: unknown } = await jiti.import(path);
  return module.default;
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && /^Cannot find (module|package)/.test(error.message);
}

/** What is not found may be known to vite alone. */
function withAdvice(error: unknown): Error {
  const advice =
    'aliases are read from the paths of tsconfig.json, not from a configuration of vite; there, use gradgate/vitest';
  return new Error(`${messageOf(error)} (${advice})`);
}

/** jiti says below the cause where it is: "ParseError: Unexpected token", then "/a.ts:1:18". */
function withPlace(error: unknown): unknown {
  const text = error instanceof Error ? String(error.message) : '';
  const [, cause, place] = /^(\w*Error: .*?)\s*\n\s*(\S.*:\d+:\d+)\s*$/.exec(text) ?? [];
  return place === undefined ? error : new Error(messageOf(`${place}: ${cause}`));
}
