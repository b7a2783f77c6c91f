import { existsSync, readFileSync } from 'node:fs';
import { keyOf, type Target } from './description.ts';
import type { SubjectRecord } from './record-of.ts';

/** What is known of each target, by its key. */
export type Records = Readonly<Record<string, SubjectRecord>>;

/** The committed records; none where there is no file. */
export function readRecords(path: string): Records {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

/** One line a record, sorted by key, so that a run changes only the lines of what it judged. */
export function recordsText(records: Records): string {
  const lines = Object.keys(records)
    .sort()
    .map((key) => `${JSON.stringify(key)}: ${JSON.stringify(records[key])}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

/**
 * The committed records with the fresh ones in their place. A target that could not be run here
 * keeps its committed verdict; one that no longer exists is dropped.
 */
export function mergeRecords(
  committed: Records,
  fresh: Records,
  targets: readonly Target[],
): Records {
  const entries = targets.map(keyOf).flatMap((key): [string, SubjectRecord][] => {
    const [before, after] = [committed[key], fresh[key]];
    const record = after === undefined || (before && 'notRun' in after) ? before : after;
    return record === undefined ? [] : [[key, record]];
  });
  return Object.fromEntries(entries);
}
