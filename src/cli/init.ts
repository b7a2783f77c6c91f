import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { GradgateError, messageOf } from '../errors.ts';
import { exitCode } from './exit-code.ts';
import { projectFiles } from './project-files.ts';
import { say } from './say.ts';
import type { Language } from './verbs/languages.ts';

/**
 * Writes the skeleton, and what a project has beside it, and says what to do with it. It asks nothing.
 * @throws GradgateError OPTION
 */
export function init(language: Language, folder: string): number {
  // Both from src/cli and from dist/src/cli the package is found by its own name.
  const root = dirname(createRequire(import.meta.url).resolve('gradgate/package.json'));
  const template = join(root, 'templates', language);
  const copied = readdirSync(template, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(template, file)).isFile(),
  );
  const others = projectFiles(readFileSync(join(template, 'README.md'), 'utf8'), folder);
  const files = [...copied.map((file) => join(folder, file)), ...Object.keys(others)];
  const taken = files.filter((file) => existsSync(file));
  if (taken.length > 0) {
    const names = taken.map((file) => relative(resolve(folder), resolve(file)));
    throw unwritable(folder, `${names.join(', ')} there already`);
  }
  try {
    // Not the folder as a whole: to Node 26 that is there already.
    for (const file of copied) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      copyFileSync(join(template, file), join(folder, file), constants.COPYFILE_EXCL);
    }
    for (const [path, content] of Object.entries(others)) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content, { flag: 'wx' });
    }
  } catch (error) {
    throw unwritable(folder, messageOf(error));
  }
  say(`${resolve(folder)} has an adapter. What to do with it is in its README.md.`);
  for (const path of Object.keys(others)) say(`  ${resolve(path)}`);
  return exitCode.verified;
}

function unwritable(folder: string, actual: string): GradgateError {
  const expected = `a folder for new files at ${folder}`;
  return new GradgateError('OPTION', { where: 'init', expected, actual, fix: 'Name another one.' });
}
