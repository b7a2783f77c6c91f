import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GradgateError, messageOf } from '../errors.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { parseJson } from '../wire/parse-json.ts';
import { asVerdict } from './as-verdict.ts';

/** The verdict in a file, or in a folder that `gradgate check` wrote. @throws GradgateError OPTION, naming the verb */
export function readVerdict(verb: string, path: string): Verdict {
  try {
    const isFolder = statSync(path).isDirectory();
    return asVerdict(parseJson(readFileSync(isFolder ? join(path, 'verdict.json') : path, 'utf8')));
  } catch (error) {
    const isAboutFile = error instanceof GradgateError || error instanceof SyntaxError;
    if (!isAboutFile && Object(error).syscall === undefined) throw error;
    throw new GradgateError('OPTION', {
      where: verb,
      expected: `a verdict.json, or the folder of one, at ${path}`,
      actual: error instanceof GradgateError ? `another file (${error.message})` : messageOf(error),
      fix: 'Name what gradgate check wrote.',
    });
  }
}
