/** What changed between two verdicts on one subject. */
import { bearingOf } from './bearing-of.ts';
import { changeBetween, standingOf } from './change-between.ts';
import { isAlike, lookOf } from './look-of.ts';
import type { Crashed, Fails, PropertyVerdict } from './property-verdict.ts';
import type { Since, Verdict } from './verdict.ts';

/** What is new, fixed and as before in a verdict, as compared with an earlier one. */
export function sinceBase(head: Verdict, base: Verdict | undefined): Since {
  const before = new Map(base?.properties.map((each) => [each.id, each]));
  const told = head.properties.map((now) => {
    const was = before.get(now.id);
    const change = changeBetween(was === undefined ? 'unknown' : standingOf(was), standingOf(now));
    const isOther = change === 'still' && was !== undefined && !isSame(was, now);
    return { id: now.id, change: isOther ? 'otherwise' : change };
  });
  const idsOf = (...wanted: string[]): string[] =>
    told.flatMap(({ id, change = '' }) => (wanted.includes(change) ? id : []));
  return {
    ...(base !== undefined && { base: { ...identityOf(base) } }),
    new: idsOf('new', 'unseen', 'otherwise'),
    otherwise: idsOf('otherwise'),
    fixed: idsOf('fixed'),
    still: idsOf('still'),
  };
}

function identityOf({
  gradgate,
  run: { subject, profile, seed },
}: Verdict): NonNullable<Since['base']> {
  return { gradgate, subject, profile, seed };
}

/** Whether two failures of a property are one, as far as can be seen. */
function isSame(before: PropertyVerdict, now: PropertyVerdict): boolean {
  const [one, two] = [foundIn(before), foundIn(now)];
  const [was, is] = [one && lookOf(one), two && lookOf(two)];
  if (was === undefined || is === undefined) return was === is;
  // What fails as a property before it is shrunk a little, and not explained.
  const isBrief = [one, two].some((each) => each?.counterexample?.shrinking?.after !== undefined);
  const isOneProblem = one?.counterexample?.replay === two?.counterexample?.replay;
  return isBrief || isOneProblem ? was.wrong === is.wrong : isAlike(was, is);
}

function foundIn(verdict: PropertyVerdict): Fails | Crashed | undefined {
  if (verdict.outcome === 'known to fail') return verdict.found;
  return verdict.outcome === 'fails' || verdict.outcome === 'crashed' ? verdict : undefined;
}

/** Whether all that is wrong was so before: nothing, of a run that was cut, or says nothing. */
export function isAllOld({ since, complete, trouble, conclusion, properties }: Verdict): boolean {
  if (since === undefined || !complete || trouble !== undefined) return false;
  if (conclusion !== 'violated' && conclusion !== 'not run') return false;
  const bad = properties.filter(
    (each) => bearingOf(each) === 'violated' || bearingOf(each) === 'not run',
  );
  return bad.length > 0 && bad.every(({ id }) => since.still.includes(id));
}

/** "since my-layer 2.0 (gradgate 0.1.0, profile ci, seed 1): new: equation-2; fixed: purity; still failing: …" */
export function sinceSentence({ base, otherwise, fixed, still, ...since }: Since): string {
  const fresh = since.new.map((id) =>
    otherwise.includes(id) ? `${id} (which failed otherwise)` : id,
  );
  const parts = Object.entries({ new: fresh, fixed, 'still failing': still }).flatMap(
    ([words, ids]) => (ids.length === 0 ? [] : `${words}: ${ids.join(', ')}`),
  );
  const told = parts.length === 0 ? 'nothing new, and nothing fixed' : parts.join('; ');
  if (base === undefined) return `the base has no verdict on this subject: ${told}`;
  const { subject, gradgate, profile, seed } = base;
  return `since ${subject} (gradgate ${gradgate}, profile ${profile}, seed ${seed}): ${told}`;
}
