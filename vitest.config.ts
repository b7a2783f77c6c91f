import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests of the doors import `gradgate/…` as users do, and read the sources.
  test: {
    include: ['src/**/*.test.ts', 'properties/**/*.test.ts', 'subjects/**/*.test.ts'],
    globalSetup: ['src/cli/build.test-setup.ts'],
    testTimeout: 120_000,
    reporters: ['default', ['junit', { outputFile: 'reports/junit.xml' }]],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'properties/**/*.ts'],
      exclude: [
        '**/*.test.ts',
        '**/*.test-d.ts',
        '**/*.test-setup.ts',
        '**/fixtures/**',
        // Only ever run in processes of their own (command.test.ts), where nobody counts.
        'src/cli/{main,suite}.ts',
      ],
      reporter: ['text-summary', 'html', 'lcov', 'json-summary'],
      reportsDirectory: 'reports/coverage',
      thresholds: { lines: 95, branches: 95 },
    },
  },
});
