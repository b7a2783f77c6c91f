import { expect, test } from 'vitest';
import { asVerdict } from '../cli/as-verdict.ts';
import { conclude } from '../verdict/conclude.ts';
import { explain } from '../verdict/explain.ts';
import type { KnownState } from '../verdict/known-failure.ts';
import { mergeVerdicts } from '../verdict/merge-verdicts.ts';
import type { Outcome, PropertyVerdict } from '../verdict/property-verdict.ts';
import { again, failing, run, verdictOn } from '../verdict/told.test-setup.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { conclusion, propertyLine } from './console.ts';
import { annotations } from './github-actions.ts';
import { heading } from './heading.ts';
import { reportPage } from './html/report-page.tsx';
import { markdown } from './markdown.ts';

const holds: Outcome = { outcome: 'holds', runs: 1 };
const fixed: KnownState = { why: 'no. 7', replay: 'x/ci/1/0', state: 'fixed' };
const met: KnownState = { why: 'no. 8', replay: 'x/ci/1/1', state: 'met' };

/** A verdict on one property that came out so, with what became of known failures. */
function knowing(outcome: Outcome, known: readonly KnownState[]): Verdict {
  const [property] = verdictOn([outcome]).properties;
  if (property === undefined) throw new Error('no property');
  const properties: PropertyVerdict[] = [{ ...property, known }];
  return conclude(run, properties, { gradgate: '0.1.0', complete: true });
}

const sentence =
  'law-0: a known failure is fixed: what it names holds now; take it off the list, gradgate known --prune does (no. 7; x/ci/1/0)';

test('what should be changed in the list is told everywhere, and is a warning', () => {
  const verdict = knowing(holds, [fixed, met, { ...met, expired: '2026-12-01' }]);
  expect(verdict.conclusion).toBe('verified');
  expect(asVerdict(JSON.parse(JSON.stringify(verdict)))).toEqual(verdict);
  expect(conclusion(verdict, again, { which: 'failures' })).toContain(`– ${sentence}`);
  expect(conclusion(verdict, again, { which: 'failures' })).toContain(
    'has expired on 2026-12-01 (no. 8; x/ci',
  );
  expect(markdown(verdict, again).replaceAll('\\', '')).toContain(`- ${sentence}`);
  expect(reportPage(verdict, again)).toContain(sentence);
  const [first, second] = annotations(verdict, again);
  expect(first).toBe(`::warning title=gradgate%3A misprint%3A known failures::${sentence}`);
  expect(second).toMatch(/^::warning .* has expired on/);
});

test('under strict it is a failure, of a property that holds', () => {
  const verdict = knowing(holds, [{ ...fixed, fails: true }]);
  expect(verdict.conclusion).toBe('violated');
  expect(heading(verdict)).toBe('NOT verified, 1 known failure is to be looked at again');
  const [property] = verdict.properties;
  expect(property && propertyLine(property)).toMatch(/✗/);
  expect(reportPage(verdict, again)).toContain('<b>1</b> fail');
  const both = knowing(holds, [fixed, { ...met, state: 'unmatched', fails: true }]);
  expect(heading(both)).toBe('NOT verified, 2 known failures are to be looked at again');
});

test('a failure that is none of the known ones says so', () => {
  const verdict = knowing({ ...failing(), unlike: ['no. 7', 'no. 8'] }, [met]);
  expect(asVerdict(JSON.parse(JSON.stringify(verdict)))).toEqual(verdict);
  const [property] = verdict.properties;
  expect(property && explain(property, again)).toContain(
    '\n  new: it is not what is known to fail here (no. 7; no. 8)\n',
  );
});

test('how many problems were set aside is told', () => {
  const aside = { failures: 3, ended: 'all asked' } as const;
  const verdict = knowing({ outcome: 'known to fail', why: 'no. 7', found: failing(), aside }, [
    met,
  ]);
  expect(asVerdict(JSON.parse(JSON.stringify(verdict)))).toEqual(verdict);
  expect(conclusion(verdict, again)).toContain('1 known to fail');
  const [property] = verdict.properties;
  expect(property && propertyLine(property)).toContain(
    'no. 7 (3 problems fail so, no other fails)',
  );
});

test('what is met in one shard is met', () => {
  const shard = (index: number, known: readonly KnownState[]) => {
    const verdict = knowing(holds, known);
    return {
      path: `${index}`,
      verdict: { ...verdict, run: { ...run, shards: { asked: [index], of: 2 } } },
    };
  };
  const merged = mergeVerdicts([
    shard(1, [fixed, met]),
    shard(2, [{ ...fixed, state: 'met' }, met]),
  ]);
  expect(merged.properties).toMatchObject([{ known: [{ ...fixed, state: 'met' }, met] }]);
});
