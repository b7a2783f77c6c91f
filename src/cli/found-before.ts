import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { reasonOf } from '../verdict/reason-of.ts';
import { smallestIn } from '../verdict/smallest-in.ts';
import type { RunInfo, Verdict } from '../verdict/verdict.ts';
import { readVerdict } from './read-verdict.ts';

/** How a problem failed before, and the file that says so. */
export interface FoundBefore {
  readonly reason: string;
  readonly file: string;
}

/** How the problem of a replay failed in the run that found it; nothing, where no verdict in the folder has it. */
export function foundBefore(
  home: string,
  { replay, profile }: Pick<RunInfo, 'replay' | 'profile'>,
): FoundBefore | undefined {
  if (replay === undefined) return undefined;
  const folders = [join(home, profile), home];
  const files = folders.flatMap((folder) =>
    ['verdict.json', 'part.json'].map((name) => join(folder, name)),
  );
  for (const path of files.filter((each) => existsSync(each))) {
    const failing = verdictIn(path)?.properties.find((one) => smallestIn(one)?.replay === replay);
    const reason = failing === undefined ? undefined : reasonOf(failing);
    if (reason !== undefined) return { reason, file: relative(process.cwd(), path) };
  }
  return undefined;
}

/** Nothing, where the file is of another version, or broken: it was not asked for. */
function verdictIn(path: string): Verdict | undefined {
  try {
    return readVerdict('replay', path);
  } catch {
    return undefined;
  }
}
