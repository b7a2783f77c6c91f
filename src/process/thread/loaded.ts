import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
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
  const { createJiti } = await import('jiti');
  try {
    const module: { default?: unknown } = await createJiti(url, {
      interopDefault: false,
    }).import(path);
    return module.default;
  } catch (error) {
    throw withPlace(error);
  }
}

/** jiti says below the cause where it is: "ParseError: Unexpected token", then "/a.ts:1:18". */
function withPlace(error: unknown): unknown {
  const text = error instanceof Error ? String(error.message) : '';
  const [, cause, place] = /^(\w*Error: .*?)\s*\n\s*(\S.*:\d+:\d+)\s*$/.exec(text) ?? [];
  return place === undefined ? error : new Error(messageOf(`${place}: ${cause}`));
}
