import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { targetsOf } from './description.ts';
import { judged, numpy } from './numpy.test-setup.ts';
import { mergeRecords, readRecords, recordsText } from './records.ts';

const committed = {
  'numpy/float64': judged([{ id: 'equation-1', outcome: 'holds', runs: 1 }]),
  'numpy/float32': judged([]),
};
const targets = targetsOf(numpy);

describe('a partial run', () => {
  test('keeps what is committed of the others', () => {
    const fresh = { 'numpy/float32': judged([{ id: 'purity', outcome: 'holds', runs: 1 }]) };
    expect(mergeRecords(committed, fresh, targets)).toEqual({ ...committed, ...fresh });
  });

  test('that could not be run here keeps the committed verdict', () => {
    const fresh = { 'numpy/float32': { notRun: 'python3 is missing' } };
    expect(mergeRecords(committed, fresh, targets)).toEqual(committed);
    expect(mergeRecords({}, fresh, targets)).toEqual(fresh);
  });

  test('drops targets that no longer exist', () => {
    const before = { ...committed, 'numpy/float16': judged([]) };
    expect(mergeRecords(before, {}, targets)).toEqual(committed);
  });
});

test('records are written one a line, sorted, and read back', () => {
  const path = 'reports/subjects.json';
  expect(recordsText(readRecords(path))).toBe(readFileSync(path, 'utf8'));
  expect(readRecords('reports/no-such-file.json')).toEqual({});
  const keys = recordsText(committed).match(/^"[^"]*"/gm);
  expect(keys).toEqual(['"numpy/float32"', '"numpy/float64"']);
});
