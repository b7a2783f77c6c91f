/** The tests of the Python package, where there is a Python for them: see CONTRIBUTING. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { command } from '../cli/gradgate.test-setup.ts';
import '../cli/uncounted.test-setup.ts';

const own = resolve('python', '.venv', 'bin', 'python');
const python = existsSync(own) ? own : 'python3';

function run(args: readonly string[], more = {}) {
  const env = { ...process.env, ...more };
  return spawnSync(python, args, { cwd: 'python', encoding: 'utf8', env });
}

function has(...modules: readonly string[]): boolean {
  return run(['-c', `import ${modules.join(', ')}`]).status === 0;
}

describe('the Python package', () => {
  test('has the version of the npm package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(readFileSync('python/pyproject.toml', 'utf8')).toContain(`version = "${version}"`);
  });

  test.skipIf(!has('numpy', 'pytest'))(
    'passes its tests (pytest, numpy)',
    { timeout: 600_000 },
    () => {
      const plain = { PYTEST_DISABLE_PLUGIN_AUTOLOAD: '1', GRADGATE_COMMAND: `node ${command}` };
      const { status, stdout } = run(['-m', 'pytest', '-q', '-p', 'no:cacheprovider'], plain);
      expect(stdout).toContain(' passed');
      expect(status, stdout).toBe(0);
    },
  );

  test.skipIf(!has('mypy', 'numpy', 'pytest'))('has types (mypy)', { timeout: 300_000 }, () => {
    const { status, stdout } = run(['-m', 'mypy', '--cache-dir', '/dev/null']);
    expect(status, stdout).toBe(0);
  });

  test.skipIf(!has('ruff'))('is as ruff wants it (ruff)', () => {
    for (const verb of [['check'], ['format', '--check']]) {
      const { status, stdout } = run(['-m', 'ruff', ...verb, '--no-cache', '.']);
      expect(status, stdout).toBe(0);
    }
  });
});
