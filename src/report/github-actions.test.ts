import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import misprint from '../../bank/faults/misprint.ts';
import { equation2 } from '../../properties/equation-2.ts';
import { Border } from '../call/border.ts';
import { planOf } from '../gate/run/plan-of.ts';
import { verdictOf } from '../gate/run/verdict-of.ts';
import type { PropertyVerdict } from '../verdict/property-verdict.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { annotations, jobSummary } from './github-actions.ts';

const replay = (token: string): string => `again ${token}`;

function verdictWith(subject: string, properties: readonly PropertyVerdict[]): Verdict {
  const run = { subject, numberFormat: 'float64', claims: {}, profile: 'ci', seed: 1, runs: 120 };
  // SAFETY: the rest of a verdict is optional.
  return {
    gradgate: '0.1.0',
    run,
    conclusion: 'violated',
    complete: true,
    properties,
  } as unknown as Verdict;
}

const failed = await verdictOf(equation2, new Border(misprint), planOf({}));

test('what fails is an annotation of the file, with its smallest problem and how to see it again', () => {
  const [line, ...others] = annotations(verdictWith('mine', [failed]), replay, 'src/mine.ts');
  expect(others).toEqual([]);
  expect(line).toMatch(
    /^::error file=src\/mine.ts,title=gradgate%3A mine%3A equation-2::equation-2 \(eq\. \(2\)\): dW = /,
  );
  expect(line).toContain('%0A  replay: again equation-2/ci/1/');
});

test('ten at most, the property that says most first; none, where all holds', () => {
  const many = Array.from({ length: 14 }, (_, i) => ({ ...failed, id: `other-${i}` }));
  const lines = annotations(verdictWith('mine', [...many, failed]), replay);
  expect(lines).toHaveLength(10);
  expect(lines[0]).toContain('equation-2::');
  expect(annotations({ ...verdictWith('mine', []), conclusion: 'verified' }, replay)).toEqual([]);
  expect(annotations({ ...verdictWith('mine', []), conclusion: 'not run' }, replay)).toEqual([
    '::error title=gradgate%3A mine%3A not run::mine: not run',
  ]);
});

test('no name or message is a command, or ends one', () => {
  const hostile = fc.string({
    unit: fc.constantFrom('::error::x', '\n', '\r', ',', ':', '%', '::', 'a'),
  });
  fc.assert(
    fc.property(hostile, hostile, (name, message) => {
      const crashed = {
        ...failed,
        outcome: 'our bug',
        message,
        stack: message,
        replay: 'x',
      } as const;
      // SAFETY: an outcome with the fields that are told of it.
      const [line = ''] = annotations(
        verdictWith(name, [crashed as unknown as PropertyVerdict]),
        replay,
      );
      expect(line).not.toMatch(/[\r\n]/);
      const [, title, text] = /^::error title=([^:,]*)::(.*)$/.exec(line) ?? [];
      expect(decodeURIComponent(title ?? '')).toContain('equation-2');
      expect(text).toBeDefined();
    }),
  );
});

test('a report that a summary has no room for ends with a sentence', () => {
  const short = jobSummary(verdictWith('mine', [failed]), replay);
  expect(short).toContain('equation-2');
  const long = jobSummary(
    verdictWith(
      'mine',
      Array.from({ length: 3000 }, () => failed),
    ),
    replay,
  );
  expect(Buffer.byteLength(long)).toBeLessThan(2 ** 20);
  expect(long.endsWith('The rest is in report.md: a summary has no room for it.\n')).toBe(true);
});
