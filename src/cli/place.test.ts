import { basename } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { folderAt, placeOf } from './place.ts';

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
