import { existsSync, readFileSync } from 'node:fs';
import { matchesGlob, posix } from 'node:path';
import { expect, test } from 'vitest';
import { documents } from './blocks-in.test-setup.ts';

const { files }: { files: string[] } = JSON.parse(readFileSync('package.json', 'utf8'));
const always = ['README.md', 'LICENSE', 'package.json'];

function isPacked(path: string): boolean {
  return always.includes(path) || files.some((each) => path === each || isBelow(path, each));
}

function isBelow(path: string, each: string): boolean {
  return path.startsWith(`${each}/`) || matchesGlob(path, each);
}

test.each([...documents, 'README.ko.md', 'SECURITY.md', 'python/README.md'])(
  'what %s refers to is in the package',
  (document) => {
    const links = [...readFileSync(document, 'utf8').matchAll(/\]\(([^)#\s]+)[)#]/g)];
    const targets = links.map(([, target = '']) => target).filter((each) => !/^https?:/.test(each));
    const paths = targets.map((target) => posix.join(posix.dirname(document), target));
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
    expect(paths.filter((path) => !isPacked(path))).toEqual([]);
  },
);
