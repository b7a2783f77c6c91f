import { readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { wrong } from './wrong.ts';

/** The verdict at a path, or all below it, in the order of their paths. @throws GradgateError OPTION */
export function verdictsAt(verb: string, path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const found = verdictsBelow(path);
  if (found.length === 0) throw wrong(verb, `a verdict.json in or below ${path}`, 'none');
  return found;
}

/** All verdicts in or below a folder, in the order of their paths; there may be none. */
export function verdictsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name === 'verdict.json' || name.endsWith(`${sep}verdict.json`))
    .sort()
    .map((name) => join(folder, name));
}
