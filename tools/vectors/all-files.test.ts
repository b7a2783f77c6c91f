import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { everyClaim } from '../../bank/engine/subject-of.ts';
import { faults } from '../../bank/faults/index.ts';
import { covers } from '../../claims/covers.ts';
import { complaintAbout } from '../../src/vectors/complaint-about.ts';
import { vectorsNames } from '../../src/vectors/published.ts';
import { readManifest, readVectors, vectorsFolder } from '../../src/vectors/read-vectors.ts';
import type { Case, VectorFile } from '../../src/vectors/vector-file.ts';
import manifestSchema from '../../vectors/manifest.schema.json' with { type: 'json' };
import schema from '../../vectors/vectors.schema.json' with { type: 'json' };
import { textOf } from './all-files.ts';
import { answerTo } from './answer-to.ts';
import { flagged } from './counterexample-of.ts';
import { fileNamed } from './vector-file.ts';

const ajv = new Ajv({ formats: { uri: true } });

function casesOf({ groups }: VectorFile): Case[] {
  return groups.flatMap(({ cases }) => cases);
}

describe.each(vectorsNames)('the published vectors in %s', (format) => {
  const file = readVectors(format);

  test('follow their schema', () => {
    ajv.validate(schema, file);
    expect(ajv.errors).toBeNull();
  });

  test('have ids of their own, and flags that the notes explain', () => {
    const ids = casesOf(file).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const flags = new Set(casesOf(file).flatMap((each) => each.flags));
    for (const flag of flags) expect(Object.keys(file.notes)).toContain(flag);
  });

  test('are what is generated, byte for byte, but for the cases made from the bank', () => {
    const withoutBank = ({ faults: _f, flags, note, ...rest }: Case) => ({
      ...rest,
      flags: flags.filter((flag) => flag !== 'known bug'),
      ...(flags.includes('known bug') ? {} : { note }),
    });
    const now = casesOf(fileNamed(format)).map(withoutBank);
    const tables = casesOf(file).filter(({ id }) => !id.startsWith('bug-'));
    expect(
      tables
        .map(withoutBank)
        .map((each) => JSON.stringify(each))
        .sort(),
    ).toEqual(now.map((each) => JSON.stringify(each)).sort());
  });

  test('are written one case a line', () => {
    const text = readFileSync(join(vectorsFolder, `${format}.json`), 'utf8');
    expect(textOf(file)).toBe(text);
    expect(text.match(/^\{"id"/gm)).toHaveLength(casesOf(file).length);
  });

  test('can all be asked of a subject that claims everything', () => {
    for (const { claims, name } of file.groups) expect(covers(everyClaim, claims), name).toBe(true);
  });
});

test('the manifest follows its schema, counts what is there and has its hashes', () => {
  const manifest = readManifest();
  ajv.validate(manifestSchema, manifest);
  expect(ajv.errors).toBeNull();
  for (const [name, { bytes, sha256 }] of Object.entries(manifest.files)) {
    const content = readFileSync(join(vectorsFolder, name));
    expect(content.length, name).toBe(bytes);
    expect(createHash('sha256').update(content).digest('hex'), name).toBe(sha256);
  }
  for (const [format, counted] of Object.entries(manifest.formats)) {
    expect(vectorsNames).toContain(format);
    const { groups } = readVectors(format as 'float64'); // SAFETY: it is one that is published
    const counts = groups.map(({ name, cases }) => [name, cases.length]);
    expect(counted.groups).toEqual(Object.fromEntries(counts));
  }
});

test('every fault that a case names gets that case wrong, asked nothing before', async () => {
  for (const fault of faults) {
    const { numberFormat } = fault;
    if (numberFormat !== 'float64' && numberFormat !== 'float32') continue;
    const cases = casesOf(readVectors(numberFormat));
    const mine = cases.filter((each) => each.faults?.some(({ name }) => name === fault.name));
    for (const each of mine) {
      await fault.reset?.();
      const answer = await answerTo(flagged(fault), each).catch(() => ({}));
      expect(complaintAbout(each, answer), `${fault.name}, ${each.id}`).toBeDefined();
    }
  }
});

test('what no case can show is listed with its reason, and nothing else is missing', () => {
  const { notExpressible } = readManifest();
  const shown = casesOf(readVectors('float64')).flatMap((each) => each.faults ?? []);
  const unshown = faults.filter(({ name }) => !shown.some((other) => other.name === name));
  const mine = unshown.filter(({ numberFormat }) => numberFormat === 'float64');
  expect(notExpressible.map(({ fault }) => fault)).toEqual(
    expect.arrayContaining(mine.map(({ name }) => name)),
  );
});
