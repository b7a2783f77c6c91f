import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { PropertyVerdict } from '../verdict/property-verdict.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { keepFailures, keptIn } from './kept-failures.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'gradgate-'));
const law = { cites: '(1)', statement: 'it holds' };
const shape = { m: 1, n: 1, k: 1 };

function failing(id: string, replay: string): PropertyVerdict {
  const smallest = { shape, shrinks: 0, replay, first: { shape }, steps: [] };
  const wrong = { kind: 'fact', where: 'it', expected: 'a', actual: 'b' } as const;
  return { id, ...law, outcome: 'fails', runs: 1, counterexample: { ...smallest, ...wrong } };
}

function holding(id: string): PropertyVerdict {
  return { id, ...law, outcome: 'holds', runs: 1 };
}

function verdictOn(properties: readonly PropertyVerdict[], replay?: string): Verdict {
  const about = { subject: 'it', numberFormat: 'float64', claims: {}, profile: 'ci' } as const;
  const run = { ...about, seed: 1, runs: 120, ...(replay && { replay }) };
  const conclusion = 'violated';
  return { version: 3, gradgate: '0.1.0', run, complete: true, conclusion, properties };
}

/** The names of the files, without their hashes. */
function namesIn(corpus: string): string[] {
  return readdirSync(corpus).map((name) => name.replace(/-[0-9a-f]{16}\.json$/, ''));
}

test('a corpus grows: what holds now is asked for ever', () => {
  const here = join(folder(), 'failures');
  expect(keptIn(here)).toEqual([]);
  keepFailures(here, verdictOn([failing('a', 'a/ci/1/0'), failing('b', 'b/ci/1/0')]));
  keepFailures(here, verdictOn([failing('a', 'a/ci/1/1'), holding('b')]));
  keepFailures(here, verdictOn([failing('a', 'a/ci/1/0')])); // once is enough
  expect(keptIn(here).sort()).toEqual(['a/ci/1/0', 'a/ci/1/1', 'b/ci/1/0']);
  expect(namesIn(here)).toEqual(['a', 'a', 'b']);
  const [name = ''] = readdirSync(here);
  const kept: unknown = JSON.parse(readFileSync(join(here, name), 'utf8'));
  expect(kept).toMatchObject({ property: 'a', subject: 'it', numberFormat: 'float64', shape });
});

test('a replay, and a run of which nothing counts, keep nothing', () => {
  const here = join(folder(), 'failures');
  const verdict = verdictOn([failing('a', 'a/ci/1/0')]);
  keepFailures(here, verdictOn([failing('a', 'a/ci/1/0')], 'a/ci/1/0'));
  keepFailures(here, { ...verdict, conclusion: 'void' });
  keepFailures(here, { ...verdict, conclusion: 'bug' });
  expect(existsSync(here)).toBe(false);
});

test('what was asked in other numbers or sizes is not kept; what was asked in usual rounds is', () => {
  const here = join(folder(), 'failures');
  const verdict = verdictOn([failing('a', 'a/ci/1/0')]);
  const shards = { asked: [1], of: 2 };
  for (const more of [{ runs: 7 }, { tile: 64 }, { shapes: [shape] }, { extent: 9 }, { shards }]) {
    keepFailures(here, { ...verdict, run: { ...verdict.run, ...more } });
  }
  expect(keptIn(here)).toEqual([]);
  const deep = { profile: 'deep', runs: 250, shards } as const;
  keepFailures(here, { ...verdict, run: { ...verdict.run, ...deep } });
  expect(keptIn(here)).toEqual(['a/ci/1/0']);
});

test('of each property a hundred are asked', () => {
  const here = join(folder(), 'failures');
  for (let seed = 1; seed < 120; seed += 1)
    keepFailures(here, verdictOn([failing('a', `a/ci/${seed}/0`), failing('b', 'b/ci/1/0')]));
  expect(keptIn(here)).toHaveLength(101);
});

test.each(['{', '[]', '{"a": 1}', '{"replay": [1, null]}', '"'.repeat(2 ** 21)])(
  'a file that says %s keeps nothing',
  (text) => {
    const here = folder();
    writeFileSync(join(here, 'a.json'), text);
    expect(keptIn(here)).toEqual([]);
  },
);

test('many processes write into one corpus at a time, and all of it is there', async () => {
  const here = join(folder(), 'failures');
  const module = new URL('./kept-failures.ts', import.meta.url).href;
  const verdicts = Array.from({ length: 4 }, (_, writer) =>
    Array.from({ length: 40 }, (_, at) => verdictOn([failing('a', `a/ci/${writer + at}/0`)])),
  );
  const writing = verdicts.map((list) => {
    const code = `import { createJiti } from 'jiti';
      const { keepFailures } = await createJiti('${module}').import('${module}');
      for (const each of ${JSON.stringify(list)}) keepFailures(${JSON.stringify(here)}, each);`;
    const how = ['--input-type=module', '-e', code];
    return promisify(execFile)(process.execPath, how);
  });
  await Promise.all(writing);
  expect(new Set(keptIn(here))).toEqual(
    new Set(Array.from({ length: 43 }, (_, at) => `a/ci/${at}/0`)),
  );
  expect(readdirSync(here)).toHaveLength(43); // and nothing half written
});
