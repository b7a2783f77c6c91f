#!/usr/bin/env node
import { GradgateError } from '../errors.ts';
import { exitCode } from './exit-code.ts';
import { parse, type Request } from './parse.ts';
import { usage } from './usage.ts';

// A closed pipe (`gradgate check | head`) ends the command; the files are written all the same.
process.stdout.on('error', () => {});

try {
  const request = parse(process.argv.slice(2));
  if (request === 'help') console.log(usage());
  else process.exitCode = await answer(request);
} catch (error) {
  if (!(error instanceof GradgateError)) throw error;
  console.error(error.message);
  process.exitCode = exitCode.request;
}

/** Each loads what it needs: most of the time of a short run is loading. */
async function answer(request: Request): Promise<number> {
  if (request.init) return (await import('./init.ts')).init(request.init);
  if (request.merge) return (await import('./merge.ts')).merge(request.merge, request);
  if (request.serve) return (await import('./serve-oracle.ts')).serveOracle();
  if (request.plumbing) return (await import('./check-adapter.ts')).checkPlumbing(request);
  if (request.checkVectors !== undefined) {
    return (await import('./check-vectors.ts')).checkVectors(request.checkVectors);
  }
  if (request.oracle) return (await import('./oracle.ts')).oracle();
  if (request.probe) return (await import('./probe.ts')).probeClaims(request);
  return (await import('./check.ts')).check(request);
}
