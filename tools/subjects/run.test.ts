import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { conclude } from '../../src/verdict/conclude.ts';
import type { RunInfo } from '../../src/verdict/verdict.ts';
import { judge } from './run.ts';

const out = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(out, { recursive: true }));

const run = {
  ...{ subject: 's 1.0', numberFormat: 'float64', claims: {} },
  ...{ profile: 'ci', seed: 1, runs: 120 },
} as const satisfies RunInfo;
const law = { id: 'equation-1', cites: 'c', statement: 's' };
const verified = conclude(run, [{ ...law, outcome: 'holds', runs: 3 }], {
  ...{ gradgate: '0.1.0', complete: true },
});

/** What becomes of a command that writes this verdict and ends so. */
function judged(verdict: unknown, code: number) {
  const cli = join(out, 'cli.mjs');
  const text = JSON.stringify(JSON.stringify(verdict));
  const path = JSON.stringify(join(out, 'verdict.json'));
  const lines = [
    `import { writeFileSync } from 'node:fs';`,
    ...(verdict === undefined ? [] : [`writeFileSync(${path}, ${text});`]),
    `console.log('its last words');`,
    `process.exitCode = ${code};`,
  ];
  writeFileSync(cli, lines.join('\n'));
  const target = { name: 's', label: 's', arguments: [] };
  return judge(target, { profile: 'ci', seed: 1, install: false }, { cli, out });
}

test('what came of a run is its verdict', async () => {
  expect(await judged(verified, 0)).toMatchObject({ subject: 's 1.0', conclusion: 'verified' });
});

test('an interrupted run, and one without a verdict, say nothing of the subject', async () => {
  const notRun = expect.stringMatching(/^the check ended with code \d+: its last words \(/);
  expect(await judged(verified, 130)).toEqual({ notRun });
  expect(await judged(undefined, 7)).toEqual({ notRun });
});
