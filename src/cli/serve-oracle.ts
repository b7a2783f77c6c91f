import { serveOracle as serve } from '../process/serve-oracle.ts';
import { exitCode } from './exit-code.ts';
import { version } from './version.ts';

/** `gradgate oracle --serve`: serves until stdin ends. Resolves to the exit code. */
export async function serveOracle(): Promise<number> {
  await serve(version, process.stdin, process.stdout);
  return exitCode.verified;
}
