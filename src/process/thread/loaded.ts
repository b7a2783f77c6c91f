import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What Node itself may not load. */
const typescript = ['.ts', '.mts', '.cts', '.tsx'];

/**
 * The default export of a module. TypeScript is jiti's to load, on every version of Node alike.
 * @throws what the module throws, or Error, with file and line, when it cannot be read
 */
export async function loaded(path: string): Promise<unknown> {
  const url = pathToFileURL(path).href;
  if (!typescript.includes(extname(path))) return (await import(url)).default;
  const { createJiti } = await import('jiti');
  const module: { default?: unknown } = await createJiti(url).import(path);
  return module.default;
}
