import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { properties } from '../properties/index.ts';

/** The rooms, lowest first. A file imports from its own room and from the rooms before it. */
const rooms = [
  'src/number',
  'src/matrix',
  'src/certified',
  'src/reference',
  'src/problem',
  'claims',
  'src/contract',
  'src/wire',
  'src/oracle',
  'src/call',
  'src/inspect',
  'src/process',
  'src/property',
  'properties',
  'bank/engine',
  'bank/faults',
  'bank/unusual',
  'bank/peers',
  'src/verdict',
  'src/diagnosis',
  'src/gate',
  'bank/cheats',
  'src/report',
  'src/vectors',
  'src/cli',
  'src/doors',
  'tools',
];

/** What every room may use. */
const everywhere = ['src/defined.ts', 'src/at.ts', 'src/errors.ts', 'src/contract/subject.ts'];

function roomOf(path: string): string {
  const [top = '', room = ''] = path.split('/');
  if (everywhere.includes(path)) return path;
  return ['properties', 'claims', 'tools'].includes(top) ? top : `${top}/${room}`;
}

const product = [...filesIn('src'), ...filesIn('properties'), ...filesIn('claims')];
const sources = [...product, ...filesIn('bank'), ...filesIn('tools')];

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test|fixtures|(^|\/)dist\//.test(path))
    .map((path) => `${folder}/${path}`);
}

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const base = new URL(path, 'file:///');
  return [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, to = '']) =>
    new URL(to, base).pathname.slice(1),
  );
}

test('imports go down, types included', () => {
  for (const path of sources) {
    const room = rooms.indexOf(roomOf(path));
    expect(everywhere.includes(path) || room >= 0, `${path} lies in a room`).toBe(true);
    const allowed = [...rooms.slice(0, room + 1), ...everywhere];
    for (const target of importsOf(path).filter((to) => sources.includes(to)))
      expect(allowed, `${path} → ${target}`).toContain(roomOf(target));
  }
});

test('no file imports itself by way of others, types included', () => {
  const below = new Map<string, ReadonlySet<string>>();
  const reach = (path: string, from: readonly string[]): ReadonlySet<string> => {
    expect(from, [...from, path].join(' → ')).not.toContain(path);
    const known = below.get(path);
    if (known !== undefined) return known;
    const targets = importsOf(path).filter((to) => sources.includes(to));
    const all = new Set(targets.flatMap((to) => [to, ...reach(to, [...from, path])]));
    below.set(path, all);
    return all;
  };
  for (const path of sources) reach(path, []);
});

test('the contract imports nothing, and no property imports a runner', () => {
  expect(readFileSync('src/contract/subject.ts', 'utf8')).not.toMatch(/^import/m);
  for (const path of filesIn('properties')) {
    expect(readFileSync(path, 'utf8'), path).not.toMatch(/from '(vitest|fast-check|node:)/);
  }
});

test('node is imported only by the command, reports, vectors, and subjects with threads or processes', () => {
  const allowed = /^(src\/(cli|report|vectors|process)|bank\/(unusual\/threads|cheats)|tools)/;
  for (const path of sources.filter((file) => !allowed.test(file))) {
    expect(readFileSync(path, 'utf8'), path).not.toMatch(/from 'node:/);
  }
});

test('only the command, and who asks for it by name, starts processes', () => {
  for (const path of sources.filter((file) => !/^(src\/(cli|process|doors)|tools)\//.test(file))) {
    expect(importsOf(path).join(), path).not.toContain('src/process');
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
  for (const path of [...product, ...filesIn('bank')]) {
    const lines = readFileSync(path, 'utf8').split('\n');
    lines.forEach((line, at) => {
      const code = line.replace(/'[^']*'|`[^`]*`|\/\/.*|^\s*\*.*|\/\*.*/g, '');
      if (/^import|^export \*/.test(line) || !/ as (?!const)[A-Za-z(]/.test(code)) return;
      expect(lines.slice(Math.max(0, at - 3), at).join(), `${path}:${at + 1}`).toContain('SAFETY:');
    });
  }
});

test('a bundler keeps what does something without being used: package.json names it', () => {
  const { sideEffects } = JSON.parse(readFileSync('package.json', 'utf8'));
  const isIdle = (path: string): boolean => /^export /m.test(readFileSync(path, 'utf8'));
  const busy = [...product, ...filesIn('bank')].filter((path) => !isIdle(path));
  const built = busy.map((path) => `./dist/${path.replace(/\.tsx?$/, '.js')}`);
  expect(sideEffects).toEqual(expect.arrayContaining(built));
});

test('files stay under 250 lines', () => {
  for (const path of sources) {
    expect(readFileSync(path, 'utf8').split('\n').length, path).toBeLessThanOrEqual(250);
  }
});

test('a file bears the name of an export: 95 of 100 that are no index and have names to export', () => {
  const names =
    /^export (?:declare |abstract |async )*(?:const|function\*?|class|interface|type) (\w+)/gm;
  const plain = (name: string): string => name.toLowerCase().replaceAll('-', '');
  const due = sources.flatMap((path) => {
    const exported = [...readFileSync(path, 'utf8').matchAll(names)].map(([, name = '']) => name);
    const own = path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
    if (own === 'index' || exported.length === 0) return [];
    return { path, isNamed: exported.some((name) => plain(name) === plain(own)) };
  });
  const others = due.flatMap(({ path, isNamed }) => (isNamed ? [] : path));
  expect(others.length, others.join(', ')).toBeLessThanOrEqual(0.05 * due.length);
});
