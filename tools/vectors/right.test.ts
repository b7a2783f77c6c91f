import { describe, expect, test } from 'vitest';
import { unusual } from '../../bank/unusual/index.ts';
import { claimList } from '../../claims/index.ts';
import { reference } from '../../src/contract/reference.ts';
import type { Subject } from '../../src/contract/subject.ts';
import { type FormatName, formatNames } from '../../src/number/formats.ts';
import { checkResults } from '../../src/vectors/check-results.ts';
import type { Result, VectorFile } from '../../src/vectors/vector-file.ts';
import { answerTo, groupsFor, isAskedPlainly } from './answer-to.ts';
import { vectorFile } from './vector-file.ts';

const files = new Map<FormatName, VectorFile>();

/** Also of number formats that are not published. */
function vectorsIn(format: FormatName): VectorFile {
  const file = files.get(format) ?? vectorFile(format);
  files.set(format, file);
  return file;
}

/** What a subject answers to the groups that it claims, checked as the results of a port. */
async function check(subject: Subject) {
  const file = vectorsIn(subject.numberFormat);
  const results: Result[] = [];
  for (const { cases } of groupsFor(subject, file.groups)) {
    for (const each of cases) results.push({ id: each.id, ...(await answerTo(subject, each)) });
  }
  const { name, numberFormat, claims } = subject;
  const algorithm = claims?.algorithm ?? 'conventional';
  return checkResults({ subject: name, numberFormat, algorithm, results }, file);
}

/**
 * Vectors have one number format, both gradients and subnormal numbers, and know of no excuse but
 * `algorithm`: who claims another is judged by the gate alone.
 */
const exact = unusual.filter(isAskedPlainly).filter(({ formats, claims = {} }) => {
  const excuses = claimList.filter(({ name, weakens }) => weakens && name !== 'algorithm');
  const isExcused = excuses.some(({ name }) => claims[name] !== undefined);
  return formats === undefined && claims.gradients === undefined && !isExcused;
});

describe('the vectors do not accuse', () => {
  for (const subject of [reference, ...exact]) {
    test(subject.name, async () => {
      const { failures, judged } = await check(subject);
      expect(failures).toEqual([]);
      expect(judged).toBeGreaterThan(200);
    });
  }
});

test('every number format has vectors, plain ones above all', () => {
  // SAFETY: Object.keys forgets the key type.
  for (const format of formatNames) {
    const { groups } = vectorsIn(format);
    expect(groups[0]?.name).toBe('plain');
    expect(groups.length).toBeGreaterThan(25);
  }
});
