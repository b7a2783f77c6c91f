import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GradgateError, messageOf } from '../errors.ts';
import { replaceFiles } from '../report/replace-files.ts';
import type { Progress } from '../verdict/journal-entry.ts';
import { isObject } from '../wire/is-object.ts';
import { parseJson } from '../wire/parse-json.ts';
import { version } from './version.ts';

/** Progress as the file has it: only the version that wrote it can go on from there. */
interface Kept extends Progress {
  readonly gradgate: string;
}

const file = 'progress.json';
const lock = 'progress.lock';

/** Keeps the progress of a run, beside its verdict. @throws Unwritten */
export function keepProgress(folder: string, progress: Progress): void {
  const kept: Kept = { gradgate: version, ...progress };
  replaceFiles(folder, { [file]: `${JSON.stringify(kept, null, 1)}\n` });
}

/**
 * Keeps other runs from keeping their progress there, too, as long as the process `owner` is there.
 * @throws GradgateError OPTION, when another run does
 */
export function lockProgress(folder: string, owner: number): void {
  const path = join(folder, lock);
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, `${owner}\n`, { flag: 'wx' });
      return;
    } catch (error) {
      if (Object(error).code !== 'EEXIST') return; // who cannot write there will be told so
      const other = ownerOf(path);
      if (other !== undefined && other !== owner && isRunning(other)) throw taken(folder, other);
      rmSync(path, { force: true }); // its run is gone
    }
  }
}

/** Lets others in again. */
export function unlockProgress(folder: string, owner: number): void {
  const path = join(folder, lock);
  if (ownerOf(path) === owner) rmSync(path, { force: true });
}

function taken(folder: string, other: number): GradgateError {
  return new GradgateError('OPTION', {
    where: '--for',
    expected: 'a folder in which no other run keeps its progress',
    actual: `${folder}, where process ${other} does`,
    fix: `Wait for it, or name another folder with --out. If it is no run, delete ${lock} there.`,
  });
}

function ownerOf(path: string): number | undefined {
  try {
    const owner = Number(readFileSync(path, 'utf8'));
    return Number.isInteger(owner) && owner > 0 ? owner : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return Object(error).code === 'EPERM'; // it is there, and somebody else's
  }
}

/** Takes away what another run kept there. */
export function dropProgress(folder: string): void {
  rmSync(join(folder, file), { force: true });
}

/** What an earlier session kept. @throws GradgateError OPTION, when this one cannot go on from it */
export function resumable(folder: string): Progress {
  const path = join(folder, file);
  const expected = `what a run with --for kept in ${path}`;
  const fix = 'Name the folder of that run with --out, or start without --resume.';
  const wrong = (actual: string): GradgateError =>
    new GradgateError('OPTION', { where: '--resume', expected, actual, fix });
  try {
    const { gradgate, run, properties }: Partial<Kept> = Object(
      parseJson(readFileSync(path, 'utf8')),
    );
    if (!isObject(run) || !isObject(properties) || !Object.values(properties).every(isPassed)) {
      throw wrong('another file');
    }
    if (gradgate !== version) throw wrong(`that of gradgate ${gradgate}, which is not ${version}`);
    return { run, properties };
  } catch (error) {
    if (error instanceof GradgateError) throw error;
    throw wrong(`nothing that can be read (${messageOf(error)})`);
  }
}

/** Whether it counts rounds, as a file of ours does. */
function isPassed(value: unknown): boolean {
  if (!isObject(value) || !isObject(value['count'])) return false;
  const { runs, rounds, evidence } = value['count'];
  const counts = [runs, rounds, value['time']];
  return counts.every((each) => typeof each === 'number' && each >= 0) && isObject(evidence);
}
