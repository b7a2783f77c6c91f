import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { discover, keyOf, targetsOf } from './description.ts';
import { readRecords } from './records.ts';
import { subjectFiles } from './subject-files.ts';

const described = discover('subjects');
const records = readRecords('reports/subjects.json');

describe('what follows from the folders and the records is as it is written', () => {
  for (const [path, text] of subjectFiles(described, records)) {
    test(path, () => {
      const message = `${path} is stale: run npm run subjects -- --report`;
      expect(readFileSync(path, 'utf8'), message).toBe(text);
    });
  }
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
