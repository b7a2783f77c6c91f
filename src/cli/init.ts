import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { GradgateError, messageOf } from '../errors.ts';
import { exitCode } from './exit-code.ts';
import { say } from './say.ts';
import type { Language } from './verbs/languages.ts';

/** Writes the skeleton and says what to do with it. @throws GradgateError OPTION */
export function init(language: Language, folder: string): number {
  // Both from src/cli and from dist/src/cli the package is found by its own name.
  const root = dirname(createRequire(import.meta.url).resolve('gradgate/package.json'));
  const template = join(root, 'templates', language);
  const files = readdirSync(template, { recursive: true, encoding: 'utf8' });
  const taken = files.filter(
    (file) => statSync(join(template, file)).isFile() && existsSync(join(folder, file)),
  );
  if (taken.length > 0) throw unwritable(folder, `${taken.join(', ')} there already`);
  try {
    mkdirSync(folder, { recursive: true });
    cpSync(template, folder, { recursive: true, errorOnExist: true, force: false });
  } catch (error) {
    throw unwritable(folder, messageOf(error));
  }
  say(`${resolve(folder)} has an adapter. What to do with it is in its README.md.`);
  return exitCode.verified;
}

function unwritable(folder: string, actual: string): GradgateError {
  const expected = `a folder for new files at ${folder}`;
  return new GradgateError('OPTION', { where: 'init', expected, actual, fix: 'Name another one.' });
}
