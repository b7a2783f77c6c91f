/**
 * `npm run mutants -- FOLDER` plants small faults into the sources of a folder, one at a time, and asks its tests of
 * each: Stryker, with vitest. What no test notices is printed at the end, with the score. `-- FOLDER TESTS…` asks these
 * files or folders of tests instead. One folder takes from minutes to hours.
 */
import { Stryker } from '@stryker-mutator/core';

const [folder = '', ...tests] = process.argv.slice(2);
if (folder === '') {
  console.error('mutants: expected a folder, got none. Try npm run mutants -- src/verdict.');
  process.exit(2);
}

// Read by the configuration of vitest, in the processes that Stryker starts.
process.env['GRADGATE_MUTANTS'] = (tests.length > 0 ? tests : [folder]).join(',');

const stryker = new Stryker({
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: 'tools/mutants/vitest.config.ts', related: false },
  mutate: [
    folder.endsWith('.ts') ? folder : `${folder}/**/*.ts`,
    '!**/*.test.ts',
    '!**/*.test-d.ts',
    '!**/*.test-setup.ts',
    '!**/fixtures/**',
  ],
  // It would be read by the compiler's old interface, which the compiler has no more; vitest needs none.
  tsconfigFile: 'none.json',
  coverageAnalysis: 'perTest',
  dryRunTimeoutMinutes: 30,
  ignoreStatic: true,
  concurrency: Number(process.env['GRADGATE_CORES'] ?? 2),
  // What is not needed by tests is not copied: adapters have environments of gigabytes.
  ignorePatterns: [
    'subjects/*/**',
    '!subjects/lib/**',
    'python',
    'docs',
    'reports',
    '**/dist',
    '*.tgz',
  ],
  tempDirName: 'reports/runs/mutants',
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: 'reports/runs/mutants.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
});
await stryker.runMutationTest();
