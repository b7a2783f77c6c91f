import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GradgateError, messageOf } from '../errors.ts';

/** A folder that can be written to. @throws GradgateError OPTION, when nothing can be written there */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
    rmSync(mkdtempSync(join(path, '.gradgate-')), { recursive: true });
  } catch (error) {
    throw new GradgateError('OPTION', {
      where: '--out',
      expected: 'a folder that can be written to',
      actual: `${path} (${messageOf(error)})`,
      fix: 'Name another one.',
    });
  }
}

/** A file, empty, but where a run goes on. @throws GradgateError OPTION, when it cannot be written */
export function makeFile(path: string, goesOn: boolean): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '', { flag: goesOn ? 'a' : 'w' });
  } catch (error) {
    throw new GradgateError('OPTION', {
      where: '--observe',
      expected: 'a file that can be written',
      actual: `${path} (${messageOf(error)})`,
      fix: 'Name another one.',
    });
  }
}
