/** What a port must support to be asked a question. */
import { neededBy } from '../../claims/needed-by.ts';
import type { Claims, Given } from '../../src/contract/subject.ts';

/**
 * The claims that a question needs; none for a plain one. Of views that come together with anything
 * else, all kinds are needed: a group for each would have a case or two. A case says what stands in rows
 * beyond the last group of rows: 0.
 */
export function claimsFor(given: Given): Claims {
  const found = neededBy(given);
  const needed: Claims =
    found.grouping === 'any tail' ? { ...found, grouping: 'zero tail' } : found;
  if (needed.layouts?.length === 1 && Object.keys(needed).length === 1) return needed;
  return needed.layouts === undefined ? needed : { ...needed, layouts: 'all' };
}

/** A name for claims: `plain`, `bias`, `batching-leading+bias`. */
export function groupName(claims: Claims): string {
  const names = Object.entries(claims).map(([name, claim]) => {
    if (claim === true || claim === 'all') return name;
    return `${name}-${String(claim).replaceAll(' ', '-')}`;
  });
  return names.join('+') || 'plain';
}
