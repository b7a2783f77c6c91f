/** A release names one version everywhere, and has all that it is made of. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Changelog } from './changelog.ts';
import { releaseFaults } from './release-faults.ts';
import { othersThan, versionPlaces, withVersion } from './version-places.ts';
import { billOfMaterials } from './write-assets.ts';

const read = (file: string): string => readFileSync(file, 'utf8');
const manifest = JSON.parse(read('package.json'));

const log = `# Changelog

## [Unreleased]

### Added

- more

## [0.1.0] - 2026-01-02

- all of it
`;

test('what was unreleased is the new version, and nothing is unreleased', () => {
  const after = new Changelog(new Changelog(log).released('0.2.0', '2026-11-27'));
  expect(after.notes('Unreleased')).toBe('');
  expect(after.notes('0.2.0')).toBe('### Added\n\n- more');
  expect(after.notes('0.1.0')).toBe('- all of it');
});

test('a release of nothing is refused', () => {
  const empty = new Changelog(new Changelog(log).released('0.2.0', '2026-11-27'));
  expect(() => empty.released('0.3.0', '2026-11-28')).toThrow(
    /expected changes under \[Unreleased\]/,
  );
  expect(() => empty.notes('0.9.0')).toThrow('expected a section [0.9.0], got none');
});

test('every place has the version of package.json, and is carried to the next', () => {
  expect(othersThan(manifest.version, read)).toEqual([]);
  const carried = (file: string) => withVersion(file, read(file), [manifest.version, '9.8.7']);
  expect(othersThan('9.8.7', carried)).toEqual([]);
  expect(othersThan('9.8.7', read)).toHaveLength(Object.keys(versionPlaces).length);
});

test('what stands in the way of a release is said, each in a sentence', () => {
  const { version } = manifest;
  const files = (file: string): string => {
    if (file === 'CHANGELOG.md')
      return new Changelog(log.replace('0.1.0', '0.0.9')).released(version, '2026-11-27');
    const addresses = { repository: '', bugs: '', homepage: '' };
    return file === 'package.json' ? JSON.stringify({ ...manifest, ...addresses }) : read(file);
  };
  const faultsOf = (tag: string, changesets: string[], from = files) =>
    releaseFaults({ read: from, tag, changesets });
  expect(
    faultsOf(
      `v${version}`,
      readdirSync('.changeset').filter((name) => !name.endsWith('.md')),
    ),
  ).toEqual([]);
  expect(faultsOf('v9.8.7', ['brave-cats.md'])).toEqual([
    `the tag: expected v${version}, the version of package.json, got v9.8.7`,
    '.changeset/brave-cats.md: expected none left; run npm run release -- version',
  ]);
  const bare = (file: string): string =>
    file === 'package.json'
      ? JSON.stringify({ version })
      : file === 'CHANGELOG.md'
        ? log.replace('0.1.0', '0.0.9')
        : read(file);
  expect(faultsOf(`v${version}`, [], bare)).toEqual([
    ...['repository', 'bugs', 'homepage'].map(
      (field) => `package.json: expected ${field}, got none`,
    ),
    `CHANGELOG.md: expected a section [${version}], got none`,
  ]);
});

test('the bill of materials has every package that is installed with this one', () => {
  const { metadata, components } = JSON.parse(billOfMaterials());
  expect(metadata.component).toMatchObject({ name: 'gradgate', version: manifest.version });
  const names = components.map(({ name }: { name: string }) => name);
  const least = [...Object.keys(manifest.dependencies), 'fast-check', 'd3-array'];
  expect(names).toEqual(expect.arrayContaining(least));
  expect(names).not.toContain('knip');
});
