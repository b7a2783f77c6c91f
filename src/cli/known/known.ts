import { existsSync } from 'node:fs';
import { isAbout } from '../../gate/run/known-failures-of.ts';
import type { KnownEntry } from '../../verdict/known-entry.ts';
import type { KnownState } from '../../verdict/known-failure.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { exitCode } from '../exit-code.ts';
import { Lost } from '../lost.ts';
import { readVerdict } from '../read-verdict.ts';
import { say } from '../say.ts';
import type { KnownRequest } from '../verbs/request.ts';
import { verdictsAt, verdictsBelow } from '../verdicts-at.ts';
import { readKnown, writeKnown } from './known-file.ts';
import { knownPlace } from './known-place.ts';
import { today } from './today.ts';

/** Where `gradgate check` writes, if nobody says. */
const usualPlace = 'reports/runs';

/** What is to be said of an entry. */
type Standing = KnownState['state'] | 'expired' | 'not asked';

/**
 * Lists the entries of a file of known failures and how they stand, or takes away those that are no more. Resolves to the
 * exit code. @throws GradgateError OPTION
 */
export async function known({ paths, file, prune }: KnownRequest): Promise<number> {
  const place = file ?? (await knownPlace());
  const entries = readKnown(place);
  const usual = paths.length === 0 && existsSync(usualPlace) ? verdictsBelow(usualPlace) : [];
  const found = [...usual, ...paths.flatMap((path) => verdictsAt('known', path))];
  const verdicts = found.map((path) => readVerdict('known', path));
  const day = today(process.env);
  const told = entries.map((entry) => ({ entry, standing: standingOf(entry, verdicts, day) }));
  for (const each of told) say(lineOf(each));
  if (!prune) return exitCode.verified;
  const left = told.filter(({ standing }) => standing !== 'fixed' && standing !== 'expired');
  const gone = entries.length - left.length;
  const lost = new Lost();
  lost.guard(() => {
    if (gone > 0)
      writeKnown(
        place,
        left.map(({ entry }) => entry),
      );
  });
  if (lost.any) return exitCode.surroundings;
  say(`${gone} of ${entries.length} taken away: ${place}`);
  return exitCode.verified;
}

/** Met in one verdict is met; what no verdict speaks of was not asked. */
function standingOf(entry: KnownEntry, verdicts: readonly Verdict[], day: string): Standing {
  if (entry.expires !== undefined && entry.expires <= day) return 'expired';
  const states = verdicts
    .filter(({ run }) => isAbout(entry, run.subject))
    .flatMap(({ properties }) => properties.find(({ id }) => id === entry.property)?.known ?? [])
    .filter(({ replay }) => replay === entry.problem.replay)
    .map(({ state }) => state);
  return states.includes('met') ? 'met' : (states[0] ?? 'not asked');
}

function lineOf({ entry, standing }: { readonly entry: KnownEntry; readonly standing: Standing }) {
  const { property, subject, versions, reason, link, since, expires } = entry;
  const which = versions === undefined ? subject : `${subject} ${versions}`;
  const until = expires === undefined ? '' : ` until ${expires}`;
  const why = link === undefined ? reason : `${reason}, ${link}`;
  return `${standing.padEnd(10)} ${property.padEnd(25)} ${which}, since ${since}${until}: ${why}`;
}
