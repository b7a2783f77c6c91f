/** Installing and judging, each in a process of its own that leaves a log. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, relative } from 'node:path';
import { exitCode } from '../../src/cli/exit-code.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { type Described, missingNeed, type Target } from './description.ts';
import { recordOf, type SubjectRecord } from './record-of.ts';

export interface Settings {
  readonly profile: string;
  readonly seed: number;
  readonly install: boolean;
}

const minute = 60_000;

/** Why a subject cannot be judged here, if so; installs what it needs. */
export async function prepare(
  described: Described,
  { install }: Settings,
  { subject, out }: { readonly subject: string; readonly out: string },
): Promise<string | undefined> {
  const missing = missingNeed(described);
  if (missing !== undefined || described.install === undefined || !install) return missing;
  const log = join(out, 'install.log');
  const ended = await logged('sh', ['-c', described.install], {
    folder: subject,
    log,
    limit: 30 * minute,
  });
  return ended === 0 ? undefined : `the installation ${said(ended)}: ${lastLine(log)}`;
}

/** One `gradgate check`, whose files go to `out`. */
export async function judge(
  target: Target,
  { profile, seed }: Settings,
  { cli, out }: { readonly cli: string; readonly out: string },
): Promise<SubjectRecord> {
  const path = join(out, 'verdict.json');
  rmSync(path, { force: true });
  const started = performance.now();
  const settings = ['--profile', profile, '--seed', String(seed), '--out', out];
  const options = [cli, 'check', ...settings, ...target.arguments]; // the last one of a name counts
  const log = join(out, 'check.log');
  const ended = await logged(process.execPath, options, { folder: '.', log, limit: 60 * minute });
  const seconds = (performance.now() - started) / 1000;
  const verdict: Verdict | undefined = existsSync(path)
    ? JSON.parse(readFileSync(path, 'utf8'))
    : undefined;
  // One that was interrupted, also by its limit, has a verdict, which says nothing of the subject.
  if (verdict === undefined || ended !== exitCode[verdict.conclusion]) {
    return { notRun: `the check ${said(ended)}: ${lastLine(log)}` };
  }
  const processor = cpus()[0]?.model.trim() || process.arch;
  return recordOf(verdict, { seconds, processor });
}

interface Where {
  readonly folder: string;
  readonly log: string;
  /** In milliseconds. */
  readonly limit: number;
}

/** Runs a program, its output in a log. Resolves to its exit code, or to how it ended without one. */
function logged(
  program: string,
  options: readonly string[],
  { folder, log, limit }: Where,
): Promise<number | string> {
  const output = openSync(log, 'w');
  return new Promise((resolve) => {
    const child = spawn(program, options, {
      cwd: folder,
      stdio: ['ignore', output, output],
      timeout: limit,
    });
    const end = (how: number | string): void => {
      closeSync(output);
      resolve(how);
    };
    child.once('error', ({ message }) => end(message));
    child.once('close', (code, signal) => end(code ?? String(signal)));
  });
}

function said(ended: number | string): string {
  return typeof ended === 'number' ? `ended with code ${ended}` : `was ended (${ended})`;
}

function lastLine(log: string): string {
  const lines = readFileSync(log, 'utf8').split('\n');
  const last = lines.findLast((line) => line.trim() !== '') ?? 'it said nothing';
  return `${last.trim().slice(-200)} (${relative('.', log)})`;
}
