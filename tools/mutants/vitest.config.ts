import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The tests that are named, or those of the folders, without those that need the compiled command. */
const folders = (process.env['GRADGATE_MUTANTS'] ?? '').split(',');

/** Files by name: one that fails early on a mutant is asked before the slower ones. */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.sort((a, b) => a.moduleId.localeCompare(b.moduleId));
  }
}

export default defineConfig({
  test: {
    include: folders.map((folder) => (folder.endsWith('.ts') ? folder : `${folder}/**/*.test.ts`)),
    exclude: ['**/*.e2e.test.ts', '**/dist/**', '**/node_modules/**'],
    testTimeout: 120_000,
    // What all files import is loaded once for each mutant.
    isolate: false,
    sequence: { sequencer: ByName },
  },
});
