import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

test('tokens are kept where no problem could be asked', () => {
  const here = folder();
  keepFailures(here, verdictOn([failing('a', 'a/ci/1/0')]));
  const none = { outcome: 'holds weakly', runs: 0, lacking: ['no problem'] } as const;
  keepFailures(here, verdictOn([{ id: 'a', ...law, ...none }]));
  expect(keptIn(here)).toEqual(['a/ci/1/0']);
});

test('tokens are kept until their property holds', () => {
  const here = folder();
  expect(keptIn(here)).toEqual([]);
  keepFailures(here, verdictOn([failing('a', 'a/ci/1/0'), failing('b', 'b/ci/1/0')]));
  keepFailures(here, verdictOn([failing('a', 'a/ci/1/1')])); // b was not asked
  expect(keptIn(here)).toEqual(['a/ci/1/1', 'a/ci/1/0', 'b/ci/1/0']);
  keepFailures(here, verdictOn([failing('a', 'a/ci/1/0'), holding('b')]));
  expect(keptIn(here)).toEqual(['a/ci/1/0', 'a/ci/1/1']);
  keepFailures(here, verdictOn([holding('a')], 'a/ci/1/0')); // one problem, asked again
  expect(keptIn(here)).toHaveLength(2);
  keepFailures(here, { ...verdictOn([holding('a')]), conclusion: 'void' });
  expect(keptIn(here)).toHaveLength(2);
  keepFailures(here, verdictOn([holding('a')]));
  expect(existsSync(join(here, 'failures.json'))).toBe(false);
});

test('what was asked in other numbers or sizes is not kept', () => {
  const here = folder();
  const verdict = verdictOn([failing('a', 'a/ci/1/0')]);
  for (const more of [{ runs: 7 }, { tile: 64 }, { shapes: [shape] }, { extent: 9 }]) {
    keepFailures(here, { ...verdict, run: { ...verdict.run, ...more } });
  }
  expect(keptIn(here)).toEqual([]);
});

test('a few of each property are kept', () => {
  const here = folder();
  for (let seed = 1; seed < 9; seed += 1)
    keepFailures(here, verdictOn([failing('a', `a/ci/${seed}/0`)]));
  expect(keptIn(here)).toEqual(['a/ci/8/0', 'a/ci/7/0', 'a/ci/6/0', 'a/ci/5/0', 'a/ci/4/0']);
});

test.each(['{', '[]', '{"a": 1}', '{"a": [1, null]}'])(
  'a file that says %s keeps nothing',
  (text) => {
    const here = folder();
    writeFileSync(join(here, 'failures.json'), text);
    expect(keptIn(here)).toEqual([]);
  },
);
