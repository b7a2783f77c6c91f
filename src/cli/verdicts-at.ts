import { readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { wrong } from './wrong.ts';

/** The verdict at a path, or all below it, in the order of their paths. @throws GradgateError OPTION */
export function verdictsAt(verb: string, path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const found = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name === 'verdict.json' || name.endsWith(`${sep}verdict.json`))
    .sort();
  if (found.length === 0) throw wrong(verb, `a verdict.json in or below ${path}`, 'none');
  return found.map((name) => join(path, name));
}
