/** Known failures as a file: read, and written. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { GradgateError, inWords, messageOf } from '../../errors.ts';
import { checkKnown } from '../../gate/run/check-known.ts';
import { replaceFiles } from '../../report/replace-files.ts';
import type { KnownEntry } from '../../verdict/known-entry.ts';
import { complaintBySchema, type Schema } from '../../wire/check-schema.ts';
import { parseJson } from '../../wire/parse-json.ts';

/** What the file is called, where none is named. */
export const knownName = 'gradgate.known.json';

/** Of the package, so that it is found from both src and dist. */
const schema: Schema = createRequire(import.meta.url)('gradgate/known-failures.schema.json');

/** What the file holds. */
interface KnownFile {
  readonly $schema?: string;
  readonly version: 1;
  readonly failures: readonly KnownEntry[];
}

/** The entries of a file. @throws GradgateError OPTION, naming the first thing that is not as it should be */
export function readKnown(path: string): readonly KnownEntry[] {
  return read(path).failures;
}

/** Replaces the entries of a file, or makes one. @throws Unwritten, GradgateError OPTION */
export function writeKnown(path: string, failures: readonly KnownEntry[]): void {
  const before: KnownFile = existsSync(path) ? read(path) : { version: 1, failures: [] };
  const text = `${JSON.stringify({ ...before, failures }, null, 2)}\n`;
  replaceFiles(dirname(path), { [basename(path)]: text });
}

function read(path: string): KnownFile {
  const value = contentOf(path);
  const complaint = complaintBySchema(value, schema);
  if (complaint !== undefined) {
    const { where, expected, actual } = complaint;
    const place = where === '' ? path : `${path}, ${where}`;
    throw wrong(place, expected, actual === undefined ? 'nothing' : inWords(actual));
  }
  // SAFETY: the schema says all that the type does.
  const file = value as KnownFile;
  checkKnown(file.failures, `${path}, failures`);
  return file;
}

function contentOf(path: string): unknown {
  try {
    return parseJson(readFileSync(path, 'utf8'));
  } catch (error) {
    throw wrong('--known', `a file of known failures at ${path}`, messageOf(error));
  }
}

function wrong(where: string, expected: string, actual: string): GradgateError {
  const fix = 'Correct it; gradgate check --update-known writes such a file.';
  return new GradgateError('OPTION', { where, expected, actual, fix });
}
