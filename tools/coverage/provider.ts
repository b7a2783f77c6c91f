/**
 * Coverage that counts processes of their own, too. Tests start the compiled command and adapters;
 * V8 writes down what these ran, and what of it lies in our sources is added to what vitest counts.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import v8 from '@vitest/coverage-v8';
import { V8CoverageProvider } from '@vitest/coverage-v8/dist/provider.js';
import type { ReportContext } from 'vitest/node';
import { addChildren } from './add-children.ts';

/** Where processes write what they ran. */
const folder = join(import.meta.dirname, '..', '..', 'reports', 'coverage-of-processes');

class Provider extends V8CoverageProvider {
  override async clean(clean?: boolean): Promise<void> {
    rmSync(folder, { recursive: true, force: true });
    await super.clean(clean);
  }

  override async generateCoverage(context: ReportContext) {
    const coverage = await super.generateCoverage(context);
    await addChildren(coverage, folder);
    return coverage;
  }
}

const provider: typeof v8 = {
  ...v8,
  /** Only what a worker starts is told to write: a worker itself is counted by vitest. */
  startCoverage: (options) => {
    process.env['NODE_V8_COVERAGE'] = folder;
    process.env['NODE_OPTIONS'] = `--import=${new URL('write-at-end.mjs', import.meta.url)}`;
    return v8.startCoverage?.(options);
  },
  getProvider: async () => new Provider(),
};

export default provider;
