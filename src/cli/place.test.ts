import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { folderAt, ownFolder, placeOf } from './place.ts';

const folderOf = (subject: string): string => basename(folderAt(placeOf(undefined), subject));

test.each([
  ['tfjs 4.22.0 (wasm)', 'tfjs-4.22.0-wasm'],
  ['reference', 'reference'],
  ['行列', /^subject-[0-9a-f]{8}$/],
  ['..', /^subject-[0-9a-f]{8}$/],
  ['../../etc', /^etc-[0-9a-f]{8}$/],
  ['a'.repeat(300), /^a{80}-[0-9a-f]{8}$/],
])('%s has the folder %s', (subject, folder) => {
  expect(folderOf(subject)).toMatch(folder);
  if (typeof folder === 'string') expect(folderOf(subject)).toBe(folder);
});

test('names that are no plain words have folders of their own, and these are plain', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 99 });
  fc.assert(
    fc.property(name, name, (one, other) => {
      expect(folderOf(one)).toMatch(/^[\w-][\w.-]*$/);
      const isPlain = /^[\w. ()-]*$/.test(one) || /^[\w. ()-]*$/.test(other);
      if (one !== other && !isPlain) expect(folderOf(one)).not.toBe(folderOf(other));
    }),
    {
      seed: 1,
      examples: [
        ['é', 'è'],
        ['a/b', 'a:b'],
      ],
    },
  );
});

test('two formats of one name have folders of their own, which git ignores', () => {
  const below = mkdtempSync(join(tmpdir(), 'gradgate-'));
  const of = (format: string): string => basename(ownFolder({ below }, 'it', format));
  expect(of('float64')).toBe('it');
  expect(readFileSync(join(below, '.gitignore'), 'utf8')).toBe('*\n');
  mkdirSync(join(below, 'it'));
  writeFileSync(join(below, 'it', 'verdict.json'), '{"run": {"numberFormat": "float64"}}');
  expect([of('float64'), of('float32')]).toEqual(['it', 'it-float32']);
  for (const text of ['{', '{}', '{"run": 1}']) {
    writeFileSync(join(below, 'it', 'verdict.json'), text);
    expect(of('float32')).toBe('it');
  }
  expect(ownFolder({ folder: below }, 'it', 'float32')).toBe(below);
});
