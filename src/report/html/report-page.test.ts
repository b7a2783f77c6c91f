import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reference } from '../../contract/reference.ts';
import { noEvidence } from '../../verdict/evidence.ts';
import { explain } from '../../verdict/explain.ts';
import { about, again, failing, outcomes, run, verdictOn } from '../../verdict/told.test-setup.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { misprinted } from './misprinted.test-setup.ts';
import { reportPage } from './report-page.tsx';

const page = (verdict: Verdict): string => reportPage(verdict, again);

/** The text of a page, without its markup. */
function textOf(html: string): string {
  return html.replaceAll(/<(style|script)>.*?<\/\1>/gs, '').replaceAll(/<[^>]*>/g, '');
}

test('a failure is told with its law, matrices, sum, path and replay', async () => {
  const verdict = await misprinted('equation-1', 'equation-2');
  const html = page(verdict);
  const text = textOf(html);
  expect(text).toContain('NOT verified: 1 of 2 properties are violated');
  expect(text).toContain('dW, entry (0, 0): expected exactly 1, got 0');
  expect(text).toContain('a transpose is missing');
  expect(text).toContain('again equation-2/ci/1/0:1:3:0:4:3:3:4:11');
  expect(html).toContain('<del>X[1, 0]·dY[1, 0]');
  expect(text).toContain('22 of 24');
  expect(text).toContain('How it shrank, in 8 steps');
  expect(text).toContain('Step 8, the smallest');
  expect(text).toContain('n from 70 to 3');
  expect(html).toContain('<math>');
  expect(page(verdict)).toBe(html);
});

test('it is one file: nothing is fetched, and no script runs but its own', async () => {
  const html = page(await misprinted('equation-1', 'equation-2'));
  const links = [...html.matchAll(/(?:href|src|url)[=(]"?([^")\s>]*)/g)].map(([, to]) => to);
  expect(links.filter((to) => !to?.startsWith('#'))).toEqual([]);
  expect(html).not.toContain(' style="');
  expect(html).not.toMatch(/ on\w+="/);
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).toMatch(/Content-Security-Policy" content="default-src 'none'; style-src 'sha256-/);
});

test('every outcome has a word and a shape', () => {
  const html = page(verdictOn(outcomes));
  const text = textOf(html);
  for (const came of ['right', 'weak', 'wrong', 'known', 'unclaimed', 'unrun']) {
    expect(html, came).toContain(`href="#mark-${came}"`);
  }
  for (const words of ['upstream no. 7', 'none was rounded', 'it threw\nat line 2', 'at f']) {
    expect(text, words).toContain(words);
  }
  expect(text).toContain('law-5 needs the claim layouts');
  expect(text).toContain('law-6 the subject has no forward');
  expect(text).toContain('not judged');
});

test.each<[string, Partial<Verdict>, string]>([
  ['void', { conclusion: 'void', replaced: 'Math.abs' }, 'Void: the subject replaced Math.abs'],
  ['a bug', { conclusion: 'bug', bug: { message: 'odd', stack: 'at g' } }, 'a bug in gradgate'],
  ['trouble', { conclusion: 'not run', trouble: 'late' }, 'threw outside of all calls: late'],
  ['an end', { complete: false }, 'The run did not finish.'],
  [
    'a replay that holds',
    { conclusion: 'not reproduced', run: { ...run, replay: 'x/ci/1/7' } },
    '7 problems',
  ],
  [
    'a claim that settles it',
    { settledBy: [{ claims: { subnormals: 'flushed' } }] },
    "subnormals: 'flushed'",
  ],
  [
    'a gradient that is not there',
    { run: { ...run, claims: { gradients: 'dX' } } },
    'dW was not checked',
  ],
  [
    'narrow sums',
    { run: { ...run, numberFormat: 'bfloat16' } },
    'judged as a bfloat16 accumulator',
  ],
  [
    'how it could not be seen to sum',
    { arithmetic: { unknown: 'it threw' } },
    'could not be seen: it threw',
  ],
  [
    'how it sums',
    {
      arithmetic: {
        size: 24,
        products: { dX: { order: 'pairwise' }, dW: {} },
        claims: {},
        warnings: ['coarser'],
        calls: 3,
      },
    },
    'pairwise',
  ],
  [
    'what that bears out',
    {
      arithmetic: {
        size: 24,
        products: {},
        claims: { reproducible: true },
        warnings: [],
        calls: 3,
      },
    },
    'claims: { reproducible: true }',
  ],
  ['canaries', { canaries: [{ name: 'c', property: 'p', outcome: 'caught' }] }, 'was caught (c)'],
])('%s is told', (_, more, words) => {
  expect(textOf(page(verdictOn([{ outcome: 'holds', runs: 1 }], more)))).toContain(words);
});

test('all that is known of a failure is told', () => {
  const shape = { m: 1, n: 1, k: 1 };
  const wrong = { entry: [0, 1], expected: 4, actual: '-0' } as const;
  const text = textOf(
    page(
      verdictOn([
        {
          ...failing({
            sentence: 'dX sums too little',
            oddOneOut: 'both',
            candidates: ['it looked cut off'],
            failsWhere: {
              condition: [],
              of: 'what fails',
              inside: { asked: 9, failed: 9 },
              outside: { asked: 0, failed: 0 },
            },
            others: [{ name: 'gradcheck', outcome: 'rejects a right one too' }],
            shrinking: { ended: 'out of calls', calls: 500 },
            calls: [
              { call: 'backward', shape, X: [[1]], W: [[2]], dY: [[3]] },
              { call: 'backward again', shape },
            ],
            again: { fresh: true, fails: false },
            map: { tile: [64, 64], lines: ['.#', '..'] },
            layouts: {
              X: {
                words: 'column-major',
                columnMajor: true,
                padding: 0,
                offset: 0,
                rowStep: 1,
                columnStep: 1,
                memberStep: 1,
              },
            },
            kind: 'entries',
            where: 'dX',
            entry: [0, 0],
            expected: { mid: 1, rad: 0.25 },
            actual: 2,
            excess: 0.75,
            sides: {
              actual: [[2, 'NaN']],
              expected: [[1, 1]],
              allowed: [[0.25, 0]],
              wrong: [
                [0, 0],
                [0, 1],
              ],
              from: [4, 4],
              of: [90, 90],
            },
            steps: [
              { shape, nonZero: 3, largest: 8, where: 'dX', more: 'batch of 2', wrong },
              { shape, nonZero: 2, largest: 2, where: 'dX' },
              { shape, nonZero: 2, largest: 2, where: 'dX' },
            ],
          } as never),
          settledBy: [{ claims: { subnormals: 'flushed' } }],
        },
      ]),
    ),
  );
  for (const words of [
    ...['dX sums too little', 'its forward pass wrong', 'it looked cut off', '9 of 9'],
    ...[
      'gradcheck rejects a right one, too',
      'shrinking ended early',
      'Call no. 1: backward, X 1×1',
    ],
    ...['the wrong one: backward again', 'depends on what was asked before'],
    ...[
      '1 of 4 tiles of 64×64',
      'X is a view: column-major',
      'may be off by 0.25, and is 0.75 beyond',
    ],
    ...['begins at (4, 4) of 90×90', 'difference, in bounds', 'the largest from 8 to 2'],
    ...['no more batch of 2', 'simpler numbers in the same places', 'expected 4, got −0'],
    "It holds with claims: { subnormals: 'flushed' }",
  ]) {
    expect(text, words).toContain(words);
  }
});

test('a large matrix has numerals around what is told, and is seen whole', () => {
  const rows = (value: number) => Array.from({ length: 12 }, () => Array(10).fill(value));
  const html = page(
    verdictOn([
      failing({
        ...{ kind: 'entries', where: 'dX', entry: [11, 9], expected: { mid: 1, rad: 0 } },
        ...{ actual: 0, excess: 1, X: rows(1), W: [], dY: rows(0) },
        sides: { actual: rows(0), expected: rows(1), wrong: [[11, 9]] },
      } as never),
    ]),
  );
  expect(textOf(html)).toContain('rows 4–11, columns 2–9');
  expect(textOf(html)).toContain('W 0×0, empty');
  expect(html).toContain('aria-label="all of actual, 12×10: 1 entries are wrong"');
});

test('what was covered is told, with its gaps by name', () => {
  const tenths = [9, 3, 0, 0, 0, 0, 0, 1, 0, 0];
  const drawn = {
    ...{ extents: { '222': 30, '100': 1, '312': 2 }, entries: { tiny: 30, rounded: 3 } },
    ...{ layouts: { gaps: 2 }, batches: {} },
  };
  const ledger = [{ gradient: 'dX', shapes: 'm = n', problems: 7, bits: 40 }] as const;
  const evidence = {
    ...noEvidence,
    problems: 33,
    drawn,
    distances: { '2–8': tenths, other: tenths },
    ledger,
  };
  const claims = { layouts: ['gaps', 'offset'], batching: 'leading', emptyExtents: true } as const;
  const holds = { outcome: 'holds', runs: 33, evidence } as const;
  const verdict = { ...verdictOn([holds, holds]), run: { ...run, claims } };
  const html = page(verdict);
  const text = textOf(html);
  for (const words of [
    ...[
      'k: 2–8',
      'tiny60',
      'gaps4',
      'm of 0',
      'k of 33 and more',
      'wide entries',
      'the layout offset',
    ],
    ...['a batch', 'sums of 2–8 terms', 'at most 10−24 7 problems', 'anything: no problem counts'],
  ]) {
    expect(text, words).toContain(words.replace('10−24 7', '10−24 14'));
  }
  expect(html).toContain('sums of 2–8 terms: 26 entries, the farthest at 0.8 of its bound at most');
  const exact = { ...evidence, distances: undefined };
  const all = {
    ...verdict,
    properties: verdictOn([{ ...holds, evidence: exact as never }]).properties,
  };
  expect(textOf(page({ ...all, unchecked: ['dW'] }))).toContain('Every answer had to be exact.');
  expect(textOf(page({ ...all, unchecked: ['dW'] }))).toContain('not checked');
});

describe('whatever others wrote', () => {
  const marks = fc.constantFrom(
    '<script>',
    '</style>',
    '">',
    "'>",
    '<img src=x onerror=y>',
    '&lt;',
    '\u202e',
    '-->',
  );
  const hostile = fc
    .array(fc.oneof(marks, fc.string()), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join(''));

  /** A verdict in which every text of others is this one. */
  function saying(text: string): Verdict {
    const found = failing({ diagnosis: text, where: text, expected: text, actual: text });
    const wrong = {
      ...found.counterexample,
      replay: text,
      steps: [{ shape: { m: 1, n: 1, k: 1 }, nonZero: 1, largest: 1, where: text, more: text }],
    };
    return {
      ...verdictOn([
        { ...found, counterexample: wrong },
        { outcome: 'crashed', runs: 0, message: text },
        {
          outcome: 'known to fail',
          why: text,
          found: { outcome: 'crashed', runs: 0, message: text },
        },
        { outcome: 'our bug', message: text, stack: text, replay: text },
      ]),
      run: { ...run, subject: text, profile: text, claims: { bias: text } },
      trouble: text,
    };
  }

  const countOf = (html: string, mark: string): number => html.split(mark).length - 1;

  test('becomes neither markup nor script, nor turns letters around', () => {
    const plain = page(saying('text'));
    fc.assert(
      fc.property(hostile, (text) => {
        const html = page(saying(`text${text.replaceAll('\n', '')}`));
        expect(countOf(html, '<')).toBe(countOf(plain, '<'));
        expect(countOf(html, '"')).toBe(countOf(plain, '"'));
        expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});

test('five hundred failures stay under 2 MB: the first in full, then as text, then in a line', async () => {
  const [, failed] = (await misprinted('equation-1', 'equation-2')).properties;
  if (failed === undefined) throw new Error('nothing failed');
  const many = Array.from({ length: 500 }, (_, place) => ({ ...failed, id: `law-${place}` }));
  const html = page({ ...verdictOn([]), properties: many, conclusion: 'violated' });
  expect(html.length).toBeLessThan(2_000_000);
  expect(textOf(html)).toContain(explain({ ...failed, id: 'law-120' }, again).split('\n')[1]);
  expect(textOf(html)).toContain('law-499');
  expect(html).toContain('There are too many failures');
});

test('a verdict on a right subject has no failures', () => {
  const html = page({
    ...verdictOn([{ outcome: 'holds', runs: 1 }]),
    run: { ...run, subject: reference.name },
  });
  expect(html).not.toContain('id="failures"');
  expect(textOf(html)).toContain('Nothing was left out.');
  expect(about.complete).toBe(true);
});
