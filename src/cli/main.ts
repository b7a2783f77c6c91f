#!/usr/bin/env node
import { bugText } from './bug-text.ts';
import { exitCode } from './exit-code.ts';
import { runCommand } from './run-command.ts';

const args = process.argv.slice(2);

// A closed pipe (`gradgate check | head`) ends the command; the files are written all the same.
process.stdout.on('error', () => {});

process.on('uncaughtException', (error) => {
  console.error(bugText(error, args));
  process.exit(exitCode.bug);
});

process.exitCode = await runCommand(args);
