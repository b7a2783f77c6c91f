import semver from 'semver';
import type { Subject } from '../../contract/subject.ts';
import { defined } from '../../defined.ts';
import type { KnownEntry } from '../../verdict/known-entry.ts';
import type { KnownFailure } from '../../verdict/known-failure.ts';
import { partsOf, unversioned } from '../../verdict/parts-of.ts';
import type { GatePlan } from './plan-of.ts';
import { parseReplay } from './replay.ts';

/**
 * What is known to fail of a property: entries of a file that are about this subject at its version, then what
 * its own list says, which is about all that fails. Large problems and others do not answer for one another; a profile
 * that asks both has entries of both.
 */
export function knownFailuresOf(
  property: string,
  { name, knownFailures = {} }: Subject,
  { known = [], today, probes, large }: Pick<GatePlan, 'known' | 'today' | 'probes' | 'large'>,
): KnownFailure[] {
  const own = Object.hasOwn(knownFailures, property) ? knownFailures[property] : undefined;
  const isLarge = ({ problem }: KnownEntry): boolean =>
    parseReplay(problem.replay).profile === 'large';
  const isAsked = (entry: KnownEntry): boolean =>
    isLarge(entry) ? probes === true || large !== undefined : probes !== true;
  const listed = known.filter(
    (entry) => entry.property === property && isAbout(entry, name) && isAsked(entry),
  );
  return [
    ...listed.map(({ reason, link, expires, problem }) => {
      const why = link === undefined ? reason : `${reason}, ${link}`;
      const expired = expires !== undefined && today !== undefined && expires <= today;
      return { why, problem, ...(expired && { expired: expires }) };
    }),
    ...Object.values(defined({ own })).map((why) => ({ why })),
  ];
}

/** Whether an entry is about a subject of that name, which may say its version. */
export function isAbout({ subject, versions = '*' }: KnownEntry, name: string): boolean {
  if (unversioned(subject) !== unversioned(name)) return false;
  if (versions.trim() === '*') return true;
  const version = semver.coerce(partsOf(name, '').version, { includePrerelease: true });
  return version !== null && semver.satisfies(version, versions, { includePrerelease: true });
}
