import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { properties } from '../properties/index.ts';
import { claimList, optionList } from './index.ts';

const files = readdirSync('claims').filter((name) => !/\.test(-d)?\.ts$/.test(name));
const helpers = [
  'asks-for.ts',
  'call-option.ts',
  'claim.ts',
  'covers.ts',
  'existing-gradients.ts',
  'index.ts',
  'layout-kinds.ts',
  'needed-by.ts',
];

test('every claim is in the file that bears its name', () => {
  const named = claimList.map(({ name }) => `${name.replace(/[A-Z]/g, hyphenated)}.ts`);
  expect(files.filter((name) => !helpers.includes(name)).sort()).toEqual(named.sort());
});

function hyphenated(letter: string): string {
  return `-${letter.toLowerCase()}`;
}

test('the properties that claims name are in the catalogue', () => {
  const ids = properties.map(({ id }) => id);
  for (const { name, probes, properties: stricter = [] } of claimList) {
    expect(ids, name).toEqual(expect.arrayContaining([...stricter]));
    for (const { by } of probes) expect(ids, name).toEqual(expect.arrayContaining([...by]));
  }
});

test('what a claim may be needed for, a property needs', () => {
  const needs = claimList.flatMap((claim) => Object.keys(claim.needs ?? {}));
  const needed = properties.flatMap((property) => property.needs ?? []);
  const claimed = [...new Set(needed)].filter((need) => !/^(forward|two claims)$/.test(need));
  expect(needs.sort()).toEqual(claimed.sort());
});

test('an option belongs to one claim', () => {
  const names = optionList.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});
