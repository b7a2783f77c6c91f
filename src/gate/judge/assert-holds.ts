import * as fc from 'fast-check';
import { Border } from '../../call/border.ts';
import type { Subject } from '../../contract/subject.ts';
import type { Problem } from '../../problem/problem.ts';
import { problems } from '../../problem/problems.ts';
import { unmet } from '../../property/need.ts';
import type { Property } from '../../property/property.ts';
import { type ProfileName, profiles } from '../run/profiles.ts';
import { ask } from './ask.ts';
import { optionsFor } from './options-for.ts';
import { sentenceOf } from './to-outcome.ts';

/** The problems that `property` wants, in the subject's number format, as a fast-check arbitrary. */
export function problemsFor(
  property: Property,
  subject: Subject,
  profile: ProfileName = 'ci',
): fc.Arbitrary<Problem> {
  const options = optionsFor(property, new Border(subject), profiles[profile]);
  const { shapes } = property.wants ?? {};
  if (shapes === undefined) return problems(options);
  return fc.oneof(...shapes.map((fixed) => problems({ ...options, fixed, kinds: ['tiny'] })));
}

/** Whether the subject has and claims what `property` needs; what it does not is not checked. */
export function applies(property: Property, subject: Subject): boolean {
  return unmet(property, new Border(subject)) === undefined;
}

/**
 * Asks the subject one problem. Resolves when the property holds on it.
 * @throws Error, with a sentence that says where it does not hold
 */
export async function assertHolds(
  property: Property,
  subject: Subject,
  problem: Problem,
): Promise<void> {
  const disagreement = await ask(property, new Border(subject), { problem });
  if (disagreement !== undefined) throw new Error(`${property.id}: ${sentenceOf(disagreement)}`);
}
