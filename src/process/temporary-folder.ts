import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GradgateError, messageOf } from '../errors.ts';

/** A new folder for files that are gone when the run ends. @throws GradgateError OPTION */
export function temporaryFolder(prefix: string): string {
  try {
    return mkdtempSync(join(tmpdir(), prefix));
  } catch (error) {
    throw new GradgateError('OPTION', {
      where: 'TMPDIR',
      expected: 'a folder that can be written to',
      actual: `${tmpdir()} (${messageOf(error)})`,
      fix: 'Name another one in this variable of the environment.',
    });
  }
}
