/** Documents are in short sentences, and their tables name what there is. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { properties } from '../properties/index.ts';
import { profiles } from './gate/run/profiles.ts';

const guides = readdirSync('docs').filter((name) => name.endsWith('.md'));
const documents = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'],
  ...guides.map((name) => `docs/${name}`),
];

/** The most words that a sentence may have on average, in a document or in first lines of files. */
const most = 18;

/** The sentences of a document: no code, no tables, no headings. */
function sentencesOf(markdown: string): string[] {
  const prose = markdown
    .replaceAll(/```.*?```/gs, '')
    .replaceAll(/^[|#].*$/gm, '')
    .replaceAll(/<!--.*?-->/gs, '')
    .replaceAll(/\]\([^)]*\)/g, ']');
  return prose.split(/\n\s*\n|\n(?=- )/).flatMap(sentencesIn);
}

function sentencesIn(paragraph: string): string[] {
  const flat = paragraph.replaceAll(/\s+/g, ' ').trim();
  return flat.split(/(?<=[.!?:]) (?=[A-Z(`*"[])/).filter((sentence) => /\w/.test(sentence));
}

function averageOf(sentences: readonly string[]): number {
  const words = sentences.map((sentence) => sentence.split(' ').filter((word) => /\w/.test(word)));
  return words.reduce((sum, { length }) => sum + length, 0) / sentences.length;
}

for (const path of documents) {
  test(`sentences of ${path} have at most ${most} words on average`, () => {
    expect(averageOf(sentencesOf(readFileSync(path, 'utf8')))).toBeLessThanOrEqual(most);
  });
}

test(`the sentences that files begin with have at most ${most} words on average`, () => {
  const files = ['src', 'properties', 'claims', 'bank', 'tools', 'quality'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !/(^|\/)dist\//.test(path))
      .map((path) => `${folder}/${path}`),
  );
  const sentences = files.flatMap((path) => {
    const [, comment = ''] = /\/\*\*(.*?)\*\//s.exec(readFileSync(path, 'utf8')) ?? [];
    return sentencesIn(comment.replaceAll(/^ *\* ?/gm, '')).slice(0, 1);
  });
  expect(averageOf(sentences)).toBeLessThanOrEqual(most);
});

/** The rows of the table under a heading, each as its cells. */
function tableUnder(heading: string, path = 'ARCHITECTURE.md'): string[][] {
  const [, section = ''] = readFileSync(path, 'utf8').split(`## ${heading}\n`);
  const rows = section.split('\n## ')[0]?.match(/^\|.*\|$/gm) ?? [];
  return rows.slice(2).map((row) => row.split('|').map((cell) => cell.trim()));
}

test('ARCHITECTURE names every entry of the top level, and none that is not there', () => {
  const named = tableUnder('The top level').flatMap(([, entries = '']) =>
    entries.split(', ').map((entry) => entry.replaceAll('`', '')),
  );
  const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n');
  const entries = new Set(tracked.map((path) => path.split('/')[0]));
  expect(named.sort()).toEqual([...entries].sort());
});

test('the glossary has at most 25 words, each once', () => {
  const words = tableUnder('Words').flatMap(([, entry = '']) => entry.split(', '));
  expect(words.length).toBeLessThanOrEqual(26); // "exact, rounded" is one entry
  expect(new Set(words).size).toBe(words.length);
});

test('the documents have a row for every property', () => {
  const rows = ['docs/properties.md', 'docs/claims.md'].map((path) =>
    readFileSync(path, 'utf8').match(/^\|.*\|$/gm),
  );
  const all = rows.join(' ');
  expect(properties.map(({ id }) => id).filter((id) => !all.includes(id))).toEqual([]);
});

test('the limits say how large the problems of each profile are', () => {
  const { smoke, ci, deep } = profiles;
  const number = (value: number): string => value.toLocaleString('en');
  const extents = `${smoke.extent} (smoke), ${ci.extent} (ci) or ${deep.extent} (deep)`;
  const volumes = `${number(smoke.volume)}, ${number(ci.volume)} or ${number(deep.volume)}`;
  const text = readFileSync('docs/limits.md', 'utf8');
  expect(text).toContain(extents);
  expect(text).toContain(volumes);
});
