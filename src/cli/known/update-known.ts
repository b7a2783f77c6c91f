import { existsSync } from 'node:fs';
import type { GateOptions } from '../../gate/run/gate-options.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { readKnown, writeKnown } from './known-file.ts';
import { newEntries, withNew } from './new-entries.ts';

/** What came of writing what fails. */
export interface Updated {
  /** For people. */
  readonly sentence: string;
  /** Whether all that fails is known now. */
  readonly isAll: boolean;
}

/** Writes an entry for everything that fails now. What is there stays. @throws Unwritten, GradgateError OPTION */
export function updateKnown(
  path: string,
  verdicts: readonly Verdict[],
  { today, ...options }: GateOptions & { readonly today: string },
): Updated {
  const found = verdicts.map((verdict) => newEntries(verdict, options, today));
  const entries = found.flatMap((each) => each.entries);
  const left = found.flatMap((each) => each.left);
  const before = existsSync(path) ? readKnown(path) : [];
  if (entries.length > 0 || !existsSync(path)) writeKnown(path, withNew(before, entries));
  const written = `${entries.length} known ${entries.length === 1 ? 'failure' : 'failures'} written to ${path}`;
  const rest = left.length === 0 ? '' : `; without a problem to be known by: ${left.join(', ')}`;
  return { sentence: `${written}${rest}`, isAll: left.length === 0 };
}
