/** What package.json promises is tried at its lower end. */
import { readFileSync } from 'node:fs';
import semver from 'semver';
import { expect, test } from 'vitest';
import { combinations } from './combination.ts';

const { engines, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

test('the least Node, and every even one from it to 26, with npm and with pnpm', () => {
  const nodes = combinations.map(({ node }) => node);
  expect(nodes).toContain(semver.minVersion(engines.node)?.version);
  for (const manager of ['npm', 'pnpm']) {
    const tried = combinations.filter((each) => each.manager.startsWith(manager));
    const majors = tried.map(({ node }) => Number(node.split('.')[0]));
    expect(majors.sort()).toEqual([20, 22, 24, 26]);
  }
});

test.each(Object.entries<string>(peerDependencies))('both ends of %s %s', (name, range) => {
  const tried = combinations.flatMap(({ peers }) => peers[name] ?? []);
  expect(tried).toContain(semver.minVersion(range)?.version);
  expect(tried).toContain(
    String(semver.major(semver.minVersion(range.split('||').at(-1) ?? '') ?? '0')),
  );
});

test('the first release of each line of vitest', () => {
  const tried = combinations.flatMap(({ peers }) => peers['vitest'] ?? []);
  const least = peerDependencies.vitest.split(' || ').map((range: string) => range.slice(1));
  expect(tried).toEqual(expect.arrayContaining(least));
});
