import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../verdict/verdict.ts';
import { browserFor } from './browser-for.ts';
import { exitCode } from './exit-code.ts';
import { folder, gradgateIn } from './gradgate.test-setup.ts';

/** Where there is none, what needs it is counted as skipped. */
const chromium = found();

function found(): string | undefined {
  try {
    return browserFor(process.env);
  } catch {
    return undefined;
  }
}

/** A right module, until it does this at three rows or more. */
function until(name: string, deed: string): string {
  const path = join(folder, `${name}.ts`);
  writeFileSync(
    path,
    `import { reference } from ${JSON.stringify(resolve('src/contract/reference.ts'))};
    const deed = (given) => { ${deed} };
    export default {
      ...reference,
      name: '${name}',
      backward: (given) => given.X.shape[0] > 2 ? deed(given) : reference.backward(given),
    };`,
  );
  return path;
}

async function check(adapter: string, args: readonly string[] = [], environment = {}) {
  const out = join(folder, 'out');
  const some = ['--browser', '--profile', 'smoke', '--property', 'equation-1', '--out', out];
  const { code, stdout, stderr } = await gradgateIn(
    environment,
    'check',
    adapter,
    ...some,
    ...args,
  );
  const verdict = (): Verdict => JSON.parse(readFileSync(join(out, 'verdict.json'), 'utf8'));
  return { code, stdout, stderr, verdict };
}

const threeRows = { counterexample: { shape: { m: 3 } } };

describe.skipIf(chromium === undefined)('gradgate check --browser, in Chromium', () => {
  test('verifies a right module, and names the browser', async () => {
    const right = until('right', 'return reference.backward(given);');
    const { code, stdout } = await check(right);
    expect(stdout).toMatch(/right in Chromium \d+\.\S+: verified/);
    expect(code).toBe(exitCode.verified);
  });

  test('shrinks a missing transpose, and says how to ask it again', async () => {
    const { code, stdout, verdict } = await check(resolve('bank/faults/misprint.ts'), [
      '--property',
      'equation-2',
    ]);
    expect(code).toBe(exitCode.violated);
    expect(stdout).toMatch(/replay: npx gradgate check \S+ --browser --replay equation-2/);
    const failed = verdict().properties.find(({ outcome }) => outcome === 'fails');
    expect(failed).toMatchObject({ id: 'equation-2' });
  });

  test('a throw is a crash of one call', async () => {
    const { code, stdout, verdict } = await check(
      until('throws', "throw new Error('no more than two rows');"),
    );
    expect(stdout).toContain('backward threw: no more than two rows');
    expect(verdict().properties[0]).toMatchObject({ outcome: 'crashed', ...threeRows });
    expect(code).toBe(exitCode['not run']);
  });

  test('so is a hang', async () => {
    const { code, stdout } = await check(until('hangs', 'for (;;);'), ['--timeout', '500ms']);
    expect(stdout).toContain('backward: expected an answer within 0.5 s, got none.');
    expect(code).toBe(exitCode['not run']);
  });

  test('so is the end of its page', async () => {
    const small = join(folder, 'small');
    writeFileSync(small, `#!/bin/sh\nexec '${chromium}' --js-flags=--max-old-space-size=64 "$@"\n`);
    chmodSync(small, 0o755);
    const fill = 'const kept = []; for (;;) kept.push(new Array(1e5).fill(given));';
    const { code, stdout } = await check(until('fills the memory', fill), [], {
      CHROME_PATH: small,
    });
    expect(stdout).toContain('backward: expected an answer, but its page crashed.');
    expect(code).toBe(exitCode['not run']);
  });

  test('what cannot be bundled, and what is no subject, is told at once', async () => {
    const missing = join(folder, 'missing.ts');
    writeFileSync(missing, "import 'gradgate-is-not-there'; export default 1;");
    const unbundled = await check(missing);
    expect(unbundled.stderr).toContain('The adapter cannot be bundled for a browser: ');
    expect(unbundled.code).toBe(exitCode['not run']);
    const seven = join(folder, 'seven.ts');
    writeFileSync(seven, 'export default 7;');
    expect((await check(seven)).code).toBe(exitCode.request);
  });
});

test('without a browser, one sentence says what is missing', async () => {
  const nowhere = { CHROME_PATH: join(folder, 'nowhere') };
  const { code, stderr } = await check(until('right', ''), [], nowhere);
  expect(stderr).toMatch(/^--browser needs .+\n$/);
  expect(code).toBe(exitCode.surroundings);
});
