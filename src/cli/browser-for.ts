import { findChromium } from '../process/browser/find-chromium.ts';
import { Unsuited } from './surroundings.ts';

/** What bundles a module for a page, and what speaks to the browser: who needs neither installs neither. */
const packages = ['vite', 'playwright-core'];

/**
 * The program of the browser for `--browser`.
 * @throws Unsuited, where there is none, or a package is missing
 */
export function browserFor(environment: NodeJS.ProcessEnv, needed = packages): string {
  const missing = needed.filter((name) => !isInstalled(name));
  if (missing.length > 0) {
    throw new Unsuited(
      `--browser needs ${missing.join(' and ')}, which is not installed. ` +
        `Try: npm install --save-dev ${missing.join(' ')}`,
    );
  }
  const found = findChromium(environment);
  if (found !== undefined) return found;
  throw new Unsuited(
    '--browser needs an installed Chromium, and none was found. ' +
      'Install chromium or google-chrome, or name its program in CHROME_PATH.',
  );
}

function isInstalled(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}
