import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A library from the folder of the adapter at this URL, where it is installed; `T` is what the adapter
 * uses of it, as our own packages do not include it.
 * @throws Error, with the command that installs it, when it could not be loaded
 */
export function library<T>(name: string, url: string): T {
  try {
    // SAFETY: what is not as the adapter says shows when it is called.
    return createRequire(url)(name) as T;
  } catch (cause) {
    const folder = relative('.', dirname(fileURLToPath(url)));
    const remedy = `Install it first: npm ci --prefix ${folder}`;
    throw new Error(`${name} could not be loaded. ${remedy}`, { cause });
  }
}

/** Which version of it is installed there. */
export function versionOf(name: string, url: string): string {
  const folder = join(dirname(fileURLToPath(url)), 'node_modules', name);
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}
