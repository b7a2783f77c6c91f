import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../errors.ts';

/** What is known could not be written down: the folder, the disk or a name does not allow it. */
export class Unwritten extends Error {
  constructor(directory: string, why: unknown) {
    super(`Nothing could be written to ${directory}: ${messageOf(why)}.`);
  }
}

/**
 * Writes files, by name, into a folder: beside those that are there, which are then replaced. So a full
 * disk or an interrupt leaves a whole file, the old one or the new. @throws Unwritten
 */
export function replaceFiles(directory: string, files: Readonly<Record<string, string>>): void {
  const written: (readonly [from: string, to: string])[] = [];
  try {
    mkdirSync(directory, { recursive: true });
    for (const [name, content] of Object.entries(files)) {
      const to = join(directory, name);
      const from = `${to}.${process.pid}.new`; // another run may write here, too
      written.push([from, to]);
      writeFileSync(from, content);
    }
    for (const [from, to] of written) renameSync(from, to);
  } catch (error) {
    for (const [from] of written) remove(from);
    throw new Unwritten(directory, error);
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What does not let itself be removed has been named already.
  }
}
