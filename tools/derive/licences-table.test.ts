import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { licencesTable } from './licences-table.ts';

const lockfile = readFileSync('package-lock.json', 'utf8');

test('every dependency is listed, and none of development', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const said = licencesTable(lockfile);
  const isListed = (name: string): boolean => said.includes(`| \`${name}\` |`);
  expect(Object.keys(dependencies).filter((name) => !isListed(name))).toEqual([]);
  expect(Object.keys(devDependencies).filter(isListed)).toEqual([]);
  expect(isListed('d3-array')).toBe(true);
});

test('a licence with conditions, and one that is missing, is refused', () => {
  const locked = (license?: string): string =>
    JSON.stringify({ packages: { '': {}, 'node_modules/a/node_modules/@b/c': { license } } });
  expect(licencesTable(locked('ISC'))).toContain('| `@b/c` | ISC |');
  expect(() => licencesTable(locked('GPL-3.0-only'))).toThrow(
    /^@b\/c: expected .* got GPL-3.0-only$/,
  );
  expect(() => licencesTable(locked())).toThrow('got none');
});
