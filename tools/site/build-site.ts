import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vitepress';
import { type Staging, stageSite } from './stage-site.ts';

/**
 * Builds the site into `out`; what it is made from lies beside that, inside of the repository, where Vue is found.
 * @throws Error for a dead link, or for a document that cannot be read
 */
export async function buildSite(out: string, staging: Staging = {}): Promise<void> {
  mkdirSync('reports/site', { recursive: true });
  const folder = mkdtempSync(join('reports', 'site', 'source-'));
  try {
    await stageSite(folder, staging);
    rmSync(out, { recursive: true, force: true });
    await build(folder, { outDir: resolve(out) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
