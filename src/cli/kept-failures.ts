/**
 * Problems that failed, each a file of its own: a corpus, which only grows. Many runs may write into one at a time, as
 * a file is there whole or not at all, and what two of them have in common has one name.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../defined.ts';
import { roundSize } from '../gate/run/budget.ts';
import { isProfile, profiles } from '../gate/run/profiles.ts';
import { replaceFiles } from '../report/replace-files.ts';
import type { SmallestProblem } from '../verdict/counterexample.ts';
import { smallestIn } from '../verdict/smallest-in.ts';
import type { RunInfo, Verdict } from '../verdict/verdict.ts';
import { isObject } from '../wire/is-object.ts';
import { parseJson } from '../wire/parse-json.ts';

/** So many are asked of each property; whoever keeps more is told of none, but they are there. */
const most = 100;

/** No file of ours is half as long: what is longer is not read. */
const longestFile = 2 ** 20;

/** The corpus of one subject's runs, where no other is named. */
export function ownCorpus(home: string): string {
  return join(home, 'failures');
}

/** The tokens in a corpus, in the order of their files' names; none, where there is no such folder. */
export function keptIn(corpus: string): string[] {
  const tokens = namesIn(corpus).flatMap((name) => tokenIn(join(corpus, name)));
  const counts = new Map<string, number>();
  return tokens.filter((token) => {
    const property = token.split('/', 1).join();
    const count = (counts.get(property) ?? 0) + 1;
    counts.set(property, count);
    return count <= most;
  });
}

/** Keeps what fails in a run. @throws Unwritten */
export function keepFailures(corpus: string, { gradgate, run, ...verdict }: Verdict): void {
  if (run.replay !== undefined) return; // one problem says nothing of others
  if (verdict.conclusion === 'void' || verdict.conclusion === 'bug') return; // nothing that it says counts
  if (!isUsual(run)) return;
  const { subject, numberFormat } = run;
  for (const each of verdict.properties) {
    const smallest = smallestIn(each);
    if (smallest === undefined) continue;
    const name = `${each.id}-${hashOf(smallest.replay)}.json`;
    if (existsSync(join(corpus, name))) continue;
    const kept = { property: each.id, ...told(smallest), ...{ subject, numberFormat, gradgate } };
    replaceFiles(corpus, { [name]: `${JSON.stringify(kept, null, 1)}\n` });
  }
}

/** The token, and for people the problem and what it looks like. */
function told({ replay, shape, X, W, dY, diagnosis }: SmallestProblem): object {
  return { replay, ...defined({ diagnosis }), shape, ...defined({ X, W, dY }) };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 16);
}

/** Whether a token means the same in a run that is asked for nothing but a profile and a seed. */
function isUsual({ profile, runs, shards, extent, volume, shapes, tile }: RunInfo): boolean {
  if (!isProfile(profile)) return false;
  const usual = shards === undefined ? profiles[profile].runs : roundSize;
  return runs === usual && [extent, volume, shapes, tile].every((each) => each === undefined);
}

function namesIn(corpus: string): string[] {
  try {
    return readdirSync(corpus)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch {
    return [];
  }
}

/** Nothing, where a file says something else. */
function tokenIn(path: string): string[] {
  try {
    const text = readFileSync(path, 'utf8');
    const found = text.length > longestFile ? undefined : parseJson(text);
    const token = isObject(found) ? found['replay'] : undefined;
    return typeof token === 'string' ? [token] : [];
  } catch {
    return [];
  }
}
