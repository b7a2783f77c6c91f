import { defineConfig } from 'vitest/config';

/** The tests of the folders that are named, without those that need the compiled command. */
const folders = (process.env['GRADGATE_MUTANTS'] ?? '').split(',');

export default defineConfig({
  test: {
    include: folders.map((folder) => (folder.endsWith('.ts') ? folder : `${folder}/**/*.test.ts`)),
    exclude: ['**/*.e2e.test.ts', '**/dist/**', '**/node_modules/**'],
    testTimeout: 120_000,
  },
});
