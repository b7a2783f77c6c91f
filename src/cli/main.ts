#!/usr/bin/env node
import { GradgateError } from '../errors.ts';
import { check } from './check.ts';
import { exitCode } from './exit-code.ts';
import { parse } from './parse.ts';
import { probeClaims } from './probe.ts';
import { usage } from './usage.ts';

// A closed pipe (`gradgate check | head`) ends the command; the files are written all the same.
process.stdout.on('error', () => {});

try {
  const request = parse(process.argv.slice(2));
  if (request === 'help') console.log(usage());
  else process.exitCode = await (request.probe ? probeClaims(request) : check(request));
} catch (error) {
  if (!(error instanceof GradgateError)) throw error;
  console.error(error.message);
  process.exitCode = exitCode.request;
}
