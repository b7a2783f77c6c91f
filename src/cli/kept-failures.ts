/** Counterexamples that a run leaves to the next one, beside its verdict. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isProfile, profiles } from '../gate/run/profiles.ts';
import { replaceFiles } from '../report/replace-files.ts';
import { smallestIn } from '../verdict/smallest-in.ts';
import type { RunInfo, Verdict } from '../verdict/verdict.ts';
import { isObject } from '../wire/is-object.ts';
import { parseJson } from '../wire/parse-json.ts';

const file = 'failures.json';

/** So many are kept of a property, the latest first. */
const most = 5;

/** The tokens that are kept in a folder; none, where there is no such file, or one that says something else. */
export function keptIn(folder: string): string[] {
  return Object.values(read(folder)).flat();
}

/** Of a run, keeps what fails, and forgets what was kept of a property that holds. @throws Unwritten */
export function keepFailures(folder: string, verdict: Verdict): void {
  const { run, conclusion, properties } = verdict;
  if (run.replay !== undefined) return; // one problem says nothing of others
  if (conclusion === 'void' || conclusion === 'bug') return; // nothing that it says counts
  if (!isUsual(run)) return;
  const before = read(folder);
  const after = { ...before };
  for (const each of properties) {
    const token = smallestIn(each)?.replay;
    const others = (before[each.id] ?? []).filter((other) => other !== token);
    if (token !== undefined) after[each.id] = [token, ...others].slice(0, most);
    else if (each.outcome === 'holds' || each.outcome === 'holds weakly') {
      if (each.runs > 0) delete after[each.id];
    }
  }
  if (JSON.stringify(after) === JSON.stringify(before)) return;
  if (Object.keys(after).length === 0) rmSync(join(folder, file), { force: true });
  else replaceFiles(folder, { [file]: `${JSON.stringify(after, null, 1)}\n` });
}

/** Whether a token means the same in a run that is asked for nothing but a profile and a seed. */
function isUsual({ profile, runs, shards, extent, volume, shapes, tile }: RunInfo): boolean {
  if (!isProfile(profile) || runs !== profiles[profile].runs) return false;
  return [shards, extent, volume, shapes, tile].every((each) => each === undefined);
}

function read(folder: string): Record<string, string[]> {
  try {
    const found = parseJson(readFileSync(join(folder, file), 'utf8'));
    const entries = isObject(found) ? Object.entries(found) : [];
    return Object.fromEntries(entries.map(([id, tokens]) => [id, textsIn(tokens)]));
  } catch {
    return {};
  }
}

function textsIn(tokens: unknown): string[] {
  return Array.isArray(tokens) ? tokens.filter((each) => typeof each === 'string') : [];
}
