import { describe, expect, test } from 'vitest';
import { noEvidence } from '../../verdict/evidence.ts';
import { failing, outcomes, run, verdictOn } from '../../verdict/told.test-setup.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { badge } from './badge.ts';
import { matrixPage } from './matrix-page.tsx';
import { type MatrixRow, rowOf } from './matrix-row.ts';
import { matrixSentence } from './matrix-sentence.ts';
import { inOrder } from './standings.ts';

const evidence = { ...noEvidence, closest: 0.25 };
const holds = { outcome: 'holds', runs: 1, evidence } as const;

function verdictOf(subject: string, list: Parameters<typeof verdictOn>[0]): Verdict {
  return { ...verdictOn(list), run: { ...run, subject } };
}

const right = rowOf(verdictOf('lib 1.10.0, gemm', [holds, holds]));
const wrong = rowOf(verdictOf('lib 1.9.0, gemm', [holds, failing()]));
const known = rowOf(
  verdictOf('other 2.0 on GPU', [
    { outcome: 'known to fail', why: 'upstream no. 7', found: failing() },
    { outcome: 'not claimed', claim: 'layouts' },
    { outcome: 'holds weakly', runs: 1, lacking: ['none was rounded'] },
  ]),
);

test('a row has its library, version, backend and format, and what came of each property', () => {
  expect(right).toMatchObject({
    ...{ library: 'lib', version: '1.10.0', backend: 'gemm', format: 'float64', nearest: 0.25 },
    cells: { 'law-0': { came: 'right', closest: 0.25 } },
  });
  expect(wrong.cells['law-1']?.why).toContain('--replay x/ci/1/0');
  expect(known).toMatchObject({
    ...{ library: 'other', backend: 'GPU' },
    cells: { 'law-1': { came: 'unclaimed' }, 'law-2': { came: 'weak' } },
  });
  expect(known).not.toHaveProperty('nearest');
});

test('one sentence says how many are right, and in what the others are not', () => {
  const unrun: MatrixRow = { ...right, conclusion: 'not run' };
  expect(matrixSentence([right])).toBe('1 of 1 is right');
  expect(matrixSentence([right, known, wrong, unrun])).toBe(
    '2 of 4 are right, 1 of them but for failures that are known; 1 is wrong, in others (1); 1 has no verdict',
  );
  const ids = ['equation-1', 'linearity', 'purity', 'scaling', 'nan-dye'];
  const cells = Object.fromEntries(ids.map((id) => [id, { came: 'wrong' as const }]));
  expect(
    matrixSentence([
      { ...wrong, cells },
      { ...wrong, cells },
    ]),
  ).toMatch(/^0 of 2 are right; 2 are wrong, in equations \(2\), .*, and more$/);
});

test('versions stand beside one another, the newest first, with what is new and fixed', () => {
  expect(inOrder([wrong, known, right]).map(({ version }) => version)).toEqual([
    '1.10.0',
    '1.9.0',
    '2.0',
  ]);
  expect(matrixPage([wrong, right], 'us')).toMatch(/since 1\.9\.0: <\/span>fixed: law-1</);
  const worse = { ...wrong, version: '1.11.0' };
  expect(matrixPage([worse, right], 'us')).toMatch(/since 1\.10\.0: <\/span>new: law-1</);
  for (const rows of [
    [right],
    [right, { ...right, version: '1.9' }],
    [right, { ...wrong, version: '1.10.0' }],
  ]) {
    expect(matrixPage(rows, 'us')).not.toContain('Since the version before');
  }
});

test('a cell has a word and a shape, and opens what is known of it', () => {
  const all = rowOf(verdictOf('all 1.0', outcomes), 'all/report.html');
  const html = matrixPage([all, { ...right, cells: {} }, known], 'us');
  expect(html).toContain('<a href="all/report.html">all 1.0</a>');
  expect(html).toContain('not recorded');
  expect(html).toMatch(/popovertarget="cell-\d+-\d+"/);
  expect(html).toContain('dX: expected a, got b');
  expect(html.match(/<script/g)).toHaveLength(1);
});

test('every outcome of a row has its place in what is not right', () => {
  const html = matrixPage(
    [rowOf(verdictOf('all 1.0', [failing(), failing(), failing(), failing()]))],
    'us',
  );
  expect(html).toContain('law-0, law-1, law-2 and 1 more');
  const late = rowOf({
    ...verdictOf('late 1.0', [{ outcome: 'not reached', ended: 'before', runs: 0 }]),
  });
  expect(matrixPage([late], 'us')).toMatch(/late 1\.0, float64<\/b> <span class="quiet">law-0</);
});

describe('a badge', () => {
  test('says how the newest versions stand', () => {
    expect(badge('lib', [wrong, right])).toContain('aria-label="lib, by gradgate: right"');
    expect(badge('other', [known])).toContain('known failures');
  });

  test('has no markup of others', () => {
    const svg = badge('<script>"&', [right]);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;script>&quot;&amp;, by gradgate');
  });
});

test('whatever others wrote becomes no markup', () => {
  const evil = '<script>alert(1)</script>"\u202e';
  const row = rowOf(verdictOf(evil, [failing({ where: evil, diagnosis: evil })]));
  const html = matrixPage([{ ...row, library: evil, backend: evil, format: evil }], 'us');
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toContain('\u202e');
});
