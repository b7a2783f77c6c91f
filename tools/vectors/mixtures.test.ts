import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { accumulators as narrowSums } from '../../bank/faults/accumulators.ts';
import { mixtures as wrongMixtures } from '../../bank/faults/mixtures.ts';
import { unusual } from '../../bank/unusual/index.ts';
import type { Subject } from '../../src/contract/subject.ts';
import { checkResults } from '../../src/vectors/check-results.ts';
import { vectorsNames } from '../../src/vectors/published.ts';
import { readVectors, vectorsFolder } from '../../src/vectors/read-vectors.ts';
import type { Result } from '../../src/vectors/vector-file.ts';
import { haveVectors, vectorsFor } from '../../src/vectors/vectors-for.ts';
import { type Said, saidIn } from '../../src/wire/said-in.ts';
import { answerTo, groupsFor, isAskedPlainly } from './answer-to.ts';

/** What a subject answers to the vectors of its operands, judged as what it says. */
async function check(subject: Subject) {
  const said = saidOf(subject);
  const file = readVectors(vectorsFor(said));
  const results: Result[] = [];
  for (const { cases } of groupsFor(subject, file.groups)) {
    for (const each of cases) results.push({ id: each.id, ...(await answerTo(subject, each)) });
  }
  const { claims, ...formats } = said;
  return checkResults({ subject: subject.name, ...formats, ...claims, results }, file);
}

function saidOf(subject: Subject): Said {
  return saidIn({ ...subject, ...subject.claims });
}

const asked = (subject: Subject): boolean => {
  const isWhole = subject.claims?.subnormals === undefined;
  return isAskedPlainly(subject) && isWhole && haveVectors(saidOf(subject));
};

/** The files allow sums that are cut off, and have no sums of two terms beside a tie. */
const unshown: readonly string[] = ['bf16-sums-cut-off', 'f16-sums-of-23-bits'];

describe('faults of mixed precision are rejected', () => {
  const shown = [...narrowSums, ...wrongMixtures].filter(({ name }) => !unshown.includes(name));
  for (const fault of shown.filter(asked)) {
    test(fault.name, async () => {
      const { failures } = await check(fault);
      expect(failures).not.toEqual([]);
    });
  }
});

describe('right arithmetics are accepted', () => {
  const mixed = unusual.filter(
    ({ formats, claims = {}, numberFormat }) =>
      formats !== undefined || claims.accumulates !== undefined || numberFormat.includes('16'),
  );
  for (const subject of mixed.filter(asked)) {
    test(subject.name, async () => {
      const { failures, judged } = await check(subject);
      expect(failures).toEqual([]);
      expect(judged).toBeGreaterThan(100);
    });
  }
});

test('the README of the vectors names every file', () => {
  const readme = readFileSync(join(vectorsFolder, 'README.md'), 'utf8');
  for (const name of vectorsNames) expect(readme).toContain(`\`${name}`);
});

test('every file of mixtures is met by a right subject of the bank', () => {
  const met = new Set(unusual.filter(asked).map((subject) => vectorsFor(saidOf(subject))));
  expect([...met].sort()).toEqual([...vectorsNames].sort());
});
