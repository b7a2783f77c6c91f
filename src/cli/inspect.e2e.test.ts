import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exitCode } from './exit-code.ts';
import { folder, gradgate } from './gradgate.test-setup.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;

test('a subject is shown as text, with the claims that follow', async () => {
  const { code, stdout } = await gradgate('inspect', 'bank/unusual/complete.ts', '--sizes', '8,24');
  expect(code).toBe(0);
  expect(stdout.replace(/^gradgate \S+/m, 'gradgate')).toMatchInlineSnapshot(`
    "starting bank/unusual/complete.ts …
    gradgate · complete (float64)

    Y = X·W
      order        left to right
      rows         the same bits, with other rows beside them or without
      accumulator  53 bits (float64), rounded to nearest even
      products     rounded before they are added (no FMA)
      operands     as given
      stored       as summed
      subnormals   kept
      asked        1 call for the order, 16 for the rest

    dX = dY·Wᵀ
      order        left to right
      rows         the same bits, with other rows beside them or without
      accumulator  53 bits (float64), rounded to nearest even
      products     rounded before they are added (no FMA)
      operands     as given
      stored       as summed
      subnormals   kept
      asked        1 call for the order, 16 for the rest

    dW = Xᵀ·dY
      order        left to right
      accumulator  53 bits (float64), rounded to nearest even
      products     rounded before they are added (no FMA)
      operands     as given
      stored       as summed
      subnormals   kept
      asked        1 call for the order, 11 for the rest

    90 calls in all.
    What was seen bears these claims out; copy those that you mean to stand by:
      claims: { deterministic: true, reproducible: true, batchInvariant: true },
    "
  `);
});

test.skipIf(!hasPython)('a program is shown as JSON', async () => {
  const command = 'python3 subjects/python-by-hand/adapter.py';
  const { code, stdout } = await gradgate(
    'inspect',
    '--command',
    command,
    '--sizes',
    '8',
    '--json',
  );
  expect(code).toBe(0);
  const { numberFormat, products, claims } = JSON.parse(stdout);
  expect({ numberFormat, claims }).toEqual({
    numberFormat: 'float64',
    claims: { deterministic: true, reproducible: true, batchInvariant: true },
  });
  expect(products.dX[0]).toMatchObject({
    size: 8,
    order: { kind: 'named', others: [] },
    accumulator: { bits: 53, isMore: false, rounding: 'nearest even' },
    calls: { order: 1 },
  });
});

test('what is wrong, throws or is no subject is told in one sentence', async () => {
  const told = async (path: string, ...args: string[]) => {
    const { code, stderr } = await gradgate('inspect', path, '--sizes', '8', ...args);
    return { code, stderr: stderr.trim().split('\n') };
  };
  const wrong = await told('bank/faults/misprint.ts');
  expect(wrong).toEqual({
    code: exitCode.violated,
    stderr: [
      expect.stringMatching(
        /^the subject's dW of 8×8 matrices .* The product is wrong: find out with gradgate check/,
      ),
    ],
  });
  const threw = await told('src/cli/fixtures/throws.ts');
  expect(threw.code).toBe(exitCode['not run']);
  expect(threw.stderr).toHaveLength(1);
  expect((await told('src/cli/fixtures/no-subject.ts')).code).toBe(exitCode.request);
  const disposed = await told('src/cli/fixtures/dispose-throws.ts');
  expect(disposed.code).toBe(exitCode['not run']);
  expect(disposed.stderr).toEqual([
    expect.stringMatching(/^The subject threw outside of all calls/),
  ]);
  const hostile = `exec node src/process/fixtures/hostile.mjs 'hangs' ${join(folder, 'mark')}`;
  const hung = await gradgate('inspect', '--command', hostile, '--timeout', '500ms');
  expect(hung.code).toBe(exitCode['not run']);
  expect(hung.stderr).toContain('expected an answer within 0.5 s, got none.');
});
