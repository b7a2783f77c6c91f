import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, expect, test } from 'vitest';
import { startVitest } from 'vitest/node';
import schema from '../verdict/verdict.schema.json' with { type: 'json' };
import type { Verdict } from '../verdict/verdict.ts';
import { GradgateReporter } from './gradgate-reporter.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));

function verdictOn(subject: string): Verdict {
  const verdict = JSON.parse(readFileSync(join(folder, subject, 'verdict.json'), 'utf8'));
  const validate = new Ajv({ strictTypes: false }).compile(schema);
  validate(verdict);
  expect(validate.errors).toBeNull();
  return verdict;
}

/** What a reporter prints about the tests of a fixture, and how these failed. */
async function about(fixture: string) {
  const lines: string[] = [];
  const reporter = new GradgateReporter({
    version: '0.1.0',
    directoryOf: (subject) => join(folder, subject),
    print: (line) => lines.push(line),
  });
  const vitest = await startVitest('test', [], {
    config: false,
    root: resolve('src/report/fixtures'),
    include: [fixture],
    watch: false,
    reporters: [reporter],
  });
  const tests = vitest.state.getTestModules().flatMap(({ children }) => [...children.allTests()]);
  const errors = tests.flatMap((each) => each.result().errors ?? []).map(({ message }) => message);
  await vitest.close();
  return { lines, errors };
}

test("in a user's own vitest run, tests bring their journal along", async () => {
  const { lines } = await about('users-own-tests.ts');
  const reference = verdictOn('reference');
  expect(reference.conclusion).toBe('verified');
  expect(reference.canaries).toHaveLength(3);
  expect(reference.properties.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['finite-difference', 'not offered'],
    ['purity', expect.stringMatching(/^holds/)],
  ]);
  const timed = verdictOn('for a millisecond');
  expect(timed.properties).toMatchObject([{ outcome: 'holds', rounds: 1 }]);
  // Each is told once: two headers, twice the canaries, three properties, two conclusions.
  expect(lines.filter((line) => line.startsWith('gradgate '))).toHaveLength(2);
  expect(lines.filter((line) => line.includes('before judging: '))).toHaveLength(2);
  expect(lines).toHaveLength(9);
});

test('in the same process a pass cannot be forged, and what replaces built-ins makes the run void', async () => {
  const { errors } = await about('hostile-tests.ts');
  process.exitCode = 0; // which the tests of the fixture set
  expect(verdictOn('forges').conclusion).toBe('violated');
  const retried = verdictOn('retried').properties.map(({ outcome }) => outcome);
  expect(retried).toEqual(['fails', 'holds']);
  expect(errors.filter((message) => !/^(equation-1|void)/.test(message))).toEqual([]);
  const { conclusion, replaced } = verdictOn('replaces');
  expect([conclusion, replaced]).toEqual(['void', 'Math.abs']);
});
