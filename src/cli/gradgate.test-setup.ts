import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';

/** The compiled command, as users run it. */
export const command = resolve('dist/src/cli/main.js');

/** Gone when the tests of a file are done. */
export const folder = mkdtempSync(join(tmpdir(), 'gradgate-'));
afterAll(() => rmSync(folder, { recursive: true }));

export const run = promisify(execFile);

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the command says, and its exit code. */
export function gradgate(...args: string[]): Promise<Outcome> {
  return gradgateIn({}, ...args);
}

/** The same, with more in its environment. */
export async function gradgateIn(more: NodeJS.ProcessEnv, ...args: string[]): Promise<Outcome> {
  try {
    const env = { ...process.env, GITHUB_ACTIONS: undefined, ...more };
    return { code: 0, ...(await run('node', [command, ...args], { env })) };
  } catch (error) {
    // SAFETY: execFile rejects with the output and the exit code of the child.
    return error as Outcome;
  }
}

/** What stands on stderr beside how far a run is, which a slow machine is told and a fast one is not. */
export function complaints({ stderr }: Pick<Outcome, 'stderr'>): string {
  return stderr.replaceAll(/^\[[█·]{20}\].*\n/gm, '');
}
