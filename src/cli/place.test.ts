import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedOf } from './asked-of.ts';
import { askedAt, homeOf, type Owner, ownFolder, placeOf } from './place.ts';

const folderOf = (subject: string): string =>
  basename(homeOf({ below: '/nowhere' }, { subject, numberFormat: 'float64', asked: {} }));

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

/** The owner of a folder: an adapter of that path, with the name `it`. */
function adapter(path: string, numberFormat = 'float64'): Owner {
  const asked = askedOf({ from: 'module', named: path, path: resolve(path) });
  return { subject: 'it', numberFormat, asked };
}

test('two adapters of one name, two formats and two profiles have folders of their own, which git ignores', () => {
  const below = mkdtempSync(join(tmpdir(), 'gradgate-'));
  const of = (owner: Owner, profile = 'ci'): string =>
    relative(below, ownFolder({ below }, owner, profile));
  const command = { subject: 'it', numberFormat: 'float64', asked: { command: 'python3 it.py' } };
  const asked = [
    ...[adapter('dense.ts'), adapter('dense.ts', 'float32'), adapter('a/sparse.ts')],
    ...[adapter('a/sparse.ts', 'float32'), command],
  ];
  const folders = asked.map((owner) => of(owner));
  expect(folders.slice(0, 2)).toEqual(['it', 'it-float32']);
  expect(folders[2]).toMatch(/^it-a-sparse\.ts-[0-9a-f]{8}$/);
  expect(new Set(folders).size).toBe(5);
  // Whoever comes again finds what is its own, by whatever words its path is named.
  expect(asked.map((owner) => of(owner))).toEqual(folders);
  expect(of(adapter('./x/../dense.ts'))).toBe('it');
  expect(of(adapter('dense.ts'), 'deep')).toBe(join('it', 'deep'));
  expect(readFileSync(join(below, '.gitignore'), 'utf8')).toBe('*\n');
  expect(askedAt(join(below, 'it', 'deep'))).toMatchObject({ from: 'module', named: 'dense.ts' });
  const started = folders.at(-1) ?? '';
  expect(askedAt(join(below, started, 'verdict.json'))).toMatchObject(command.asked);
});

test('what is no word about an owner leaves a folder free', () => {
  const below = mkdtempSync(join(tmpdir(), 'gradgate-'));
  mkdirSync(join(below, 'it'));
  for (const text of ['{', '[]', '1']) {
    writeFileSync(join(below, 'it', 'adapter.json'), text);
    expect(homeOf({ below }, adapter('a.ts'))).toBe(join(below, 'it'));
    expect(askedAt(join(below, 'it'))).toBeUndefined();
  }
  writeFileSync(join(below, 'it', 'adapter.json'), '{"asked": {"command": 1}}');
  expect(askedAt(join(below, 'it'))).toBeUndefined();
});

test('in a folder that was named lies what was asked for last', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
  for (const owner of [adapter('a.ts'), { ...adapter('b.ts'), asked: {} }]) {
    expect(ownFolder({ folder }, owner, 'deep')).toBe(folder);
    expect(askedAt(folder)?.from).toBe('adapter' in owner.asked ? 'module' : 'built-in');
  }
  expect(placeOf('x')).toEqual({ folder: resolve('x') });
  expect(placeOf(undefined)).toEqual({ below: resolve('reports/runs') });
});
