#!/usr/bin/env node
import { printable } from '../wire/printable.ts';
import { bugText } from './bug-text.ts';
import { exitCode } from './exit-code.ts';
import { surroundingsSentence } from './surroundings.ts';

const args = process.argv.slice(2);

// A closed pipe (`gradgate check | head`) ends the command; the files are written all the same.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

process.on('uncaughtException', (error) => process.exit(told(error)));

// Not before: a package may be missing.
process.exitCode = await import('./run-command.ts').then(
  ({ runCommand }) => runCommand(args),
  (error: unknown) => told(error),
);

function told(error: unknown): number {
  const sentence = surroundingsSentence(error);
  console.error(printable(sentence ?? bugText(error, args)));
  return sentence === undefined ? exitCode.bug : exitCode.surroundings;
}
