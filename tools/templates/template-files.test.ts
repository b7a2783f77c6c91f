import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { templateFiles } from './template-files.ts';

test('the skeletons have the protocol libraries as they stand', () => {
  for (const [path, text] of templateFiles()) {
    const written = existsSync(path) ? readFileSync(path, 'utf8') : '';
    expect(written, `${path}: run npm run templates`).toBe(text);
  }
});

test('every language of subjects/lib has a skeleton, and every skeleton needs nothing else', () => {
  const languages = readdirSync('subjects/lib');
  expect(readdirSync('templates')).toEqual(expect.arrayContaining(languages));
  const cut = [...templateFiles().keys()].map((path) => path.split('/')[1]);
  expect(new Set(cut)).toEqual(new Set(languages.filter((language) => language !== 'ts')));
});
