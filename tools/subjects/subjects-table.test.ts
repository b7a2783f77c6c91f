import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { discover, keyOf, targetsOf } from './description.ts';
import { numpy } from './numpy.test-setup.ts';
import { readRecords } from './records.ts';
import { withSubjectsTable } from './subjects-table.ts';

const marks = ['<!-- written by npm run subjects -- --table -->', '<!-- end -->'];

test('the table of subjects/README.md is what the folders say', () => {
  const readme = readFileSync('subjects/README.md', 'utf8');
  const expected = withSubjectsTable(readme, discover('subjects'));
  expect(readme, 'run npm run subjects -- --table').toBe(expected);
});

test('a row says what must be installed, and what stands around the table stays', () => {
  const written = withSubjectsTable(`before\n${marks.join('\nold\n')}\nafter`, [numpy]);
  expect(written).toMatch(/^before\n<!--[^\n]*\n\n\| folder .*\n\n<!-- end -->\nafter$/s);
  expect(written).toContain(
    '| `numpy` | NumPy | Python | float64, float32 | by hand | `python3`, `libblas-dev` |',
  );
  expect(() => withSubjectsTable('no marks', [numpy])).toThrow(/subjects\/README\.md wants/);
});

test('a subject was judged in no other format than those that it names', () => {
  const records = readRecords('reports/subjects.json');
  for (const described of discover('subjects')) {
    for (const target of targetsOf(described)) {
      const record = records[keyOf(target)];
      if (record === undefined || 'notRun' in record) continue;
      expect(described.formats, keyOf(target)).toContain(record.format);
    }
  }
});
