import { defineConfig } from 'vitest/config';

/** Tests that run what users run: they need the compiled command. */
const endToEnd = '{src,properties,claims,bank,tools,quality}/**/*.e2e.test.ts';

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // By default one core is left idle: half of a machine that has two.
    maxWorkers: '100%',
    reporters: ['default', ['junit', { outputFile: 'reports/junit.xml' }]],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,properties,bank,claims,tools,quality}/**/*.test.ts'],
          exclude: [endToEnd, '**/dist/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: [endToEnd],
          globalSetup: ['src/cli/build.test-setup.ts'],
        },
      },
    ],
    coverage: {
      provider: 'custom',
      customProviderModule: './tools/coverage/provider.ts',
      include: ['{src,properties,claims}/**/*.{ts,tsx}'],
      exclude: ['**/*.test.ts', '**/*.test-d.ts', '**/*.test-setup.ts', '**/fixtures/**'],
      reporter: ['text-summary', 'html', 'lcov', 'json-summary'],
      reportsDirectory: 'reports/coverage',
      thresholds: { lines: 95, branches: 95 },
    },
  },
});
