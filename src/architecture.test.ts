import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { properties } from '../properties/index.ts';

/** The rooms, lowest first. A file imports from its own room and from the rooms before it. */
const rooms = [
  'matrix',
  'format',
  'certified',
  'reference',
  'problem',
  'subject',
  'property',
  'properties',
  'engine',
  'faults',
  'unusual',
  'verdict',
  'diagnosis',
  'peers',
  'gate',
  'report',
  'cli',
];

function roomOf(path: string): string {
  return path.startsWith('properties/') ? 'properties' : (path.split('/')[1] ?? '');
}

const sources = [...filesIn('src'), ...filesIn('properties')];

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.test|fixtures/.test(path))
    .map((path) => `${folder}/${path}`);
}

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const base = new URL(path, 'file:///');
  return [...text.matchAll(/from '(\.[^']+)'/g)].map(([, to = '']) =>
    new URL(to, base).pathname.slice(1),
  );
}

test('imports go down, types included', () => {
  for (const path of sources.filter((file) => rooms.includes(roomOf(file)))) {
    const allowed = [...rooms.slice(0, rooms.indexOf(roomOf(path)) + 1), 'at.ts', 'errors.ts'];
    for (const target of importsOf(path))
      expect(allowed, `${path} → ${target}`).toContain(roomOf(target));
  }
});

test('the contract imports nothing, and no property imports a runner', () => {
  expect(readFileSync('src/subject/subject.ts', 'utf8')).not.toMatch(/^import/m);
  for (const path of filesIn('properties')) {
    expect(readFileSync(path, 'utf8'), path).not.toMatch(/from '(vitest|fast-check|node:)/);
  }
});

test('node is imported only by the command, the reports and subjects with threads or processes', () => {
  const allowed = /^src\/(cli|report|unusual\/threads|subject\/stdio)/;
  for (const path of sources.filter((file) => !allowed.test(file))) {
    expect(readFileSync(path, 'utf8'), path).not.toMatch(/from 'node:/);
  }
});

test('only the command, and who asks for it by name, starts processes', () => {
  for (const path of sources.filter(
    (file) => !/^src\/(cli\/|subject\/stdio\/|stdio\.ts)/.test(file),
  )) {
    expect(importsOf(path).join(), path).not.toContain('subject/stdio');
  }
});

test('the catalogue lists every property file, by its id', () => {
  const files = filesIn('properties').map((path) => path.replace(/^properties\/|\.ts$/g, ''));
  expect(properties.map(({ id }) => id).sort()).toEqual(
    files.filter((id) => id !== 'index').sort(),
  );
});

test('statements are at most 100 characters', () => {
  for (const { id, statement } of properties) expect(statement.length, id).toBeLessThanOrEqual(100);
});

test('every `as` other than `as const` says why it is safe', () => {
  for (const path of sources) {
    const lines = readFileSync(path, 'utf8').split('\n');
    lines.forEach((line, at) => {
      const code = line.replace(/'[^']*'|`[^`]*`|\/\/.*|^\s*\*.*|\/\*.*/g, '');
      if (/^import|^export \*/.test(line) || !/ as (?!const)[A-Za-z(]/.test(code)) return;
      expect(lines.slice(Math.max(0, at - 3), at).join(), `${path}:${at + 1}`).toContain('SAFETY:');
    });
  }
});

test('files stay under 250 lines', () => {
  for (const path of sources) {
    expect(readFileSync(path, 'utf8').split('\n').length, path).toBeLessThanOrEqual(250);
  }
});
