import { expect, test } from 'vitest';
import type { Judged } from './record-of.ts';
import { rowOfRecord } from './row-of-record.ts';

const record: Judged = {
  ...{ subject: 'lib 1.2, gemm', format: 'float32', conclusion: 'verified', hold: 2, weakly: 0 },
  ...{ notClaimed: 1, largestError: 0.5, profile: 'ci', problems: 120, seconds: 1, claims: {} },
  ...{ failures: [], holding: ['equation-1', 'linearity'], lacking: ['scaling'] },
};

function cells(more: Partial<Judged>): Record<string, string> {
  const row = rowOfRecord({ ...record, ...more });
  return Object.fromEntries(Object.entries(row.cells).map(([id, { came }]) => [id, came]));
}

test('a record is a row, with what it names', () => {
  expect(rowOfRecord(record)).toMatchObject({
    ...{ library: 'lib', version: '1.2', backend: 'gemm', format: 'float32', nearest: 0.5 },
  });
  expect(cells({})).toEqual({ 'equation-1': 'right', linearity: 'right', scaling: 'unclaimed' });
  expect(rowOfRecord({ ...record, largestError: null })).not.toHaveProperty('nearest');
});

test('what fails is wrong or known; where it ended there, the others were not run', () => {
  const known = { properties: ['equation-2'], known: 'no. 7' };
  const wrong = { property: 'purity', reason: 'off' };
  const some = { conclusion: 'violated', failures: [known, wrong] };
  expect(cells(some)).toMatchObject({ 'equation-2': 'known', purity: 'wrong', linearity: 'right' });
  const { holding: _, lacking: __, ...older } = record;
  const first = { ...older, conclusion: 'violated', failures: [wrong], hold: 0 };
  expect(rowOfRecord(first).cells).toMatchObject({
    ...{ purity: { came: 'wrong', why: 'off' }, linearity: { came: 'unrun' } },
  });
  expect(rowOfRecord({ ...first, conclusion: 'not run' }).cells['purity']?.came).toBe('unrun');
});

test('of an older record nothing is said of what held', () => {
  const { holding: _, lacking: __, ...older } = record;
  expect(rowOfRecord(older).cells).toEqual({});
});
