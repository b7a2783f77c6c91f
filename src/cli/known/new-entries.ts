import { defined } from '../../defined.ts';
import type { GateOptions } from '../../gate/run/gate-options.ts';
import { bearingOf } from '../../verdict/bearing-of.ts';
import type { KnownEntry } from '../../verdict/known-entry.ts';
import type { KnownProblem } from '../../verdict/known-failure.ts';
import { lookOf } from '../../verdict/look-of.ts';
import { unversioned } from '../../verdict/parts-of.ts';
import type { PropertyVerdict } from '../../verdict/property-verdict.ts';
import type { Verdict } from '../../verdict/verdict.ts';

/** What a run found that nobody knew. */
export interface NewEntries {
  readonly entries: readonly KnownEntry[];
  /** Properties that fail, or could not be run, and of which there is no problem to be known by. */
  readonly left: readonly string[];
}

/** An entry for everything that fails; of a run that says nothing, none. */
export function newEntries(
  { run, conclusion, properties }: Verdict,
  { runs, extent, volume, tile, shapes }: GateOptions,
  since: string,
): NewEntries {
  const bad = properties.filter(isBad);
  if (conclusion === 'void' || conclusion === 'bug') {
    return { entries: [], left: bad.map(({ id }) => id) };
  }
  const sizes = defined({ runs, extent, volume, tile, shapes });
  const asked = Object.keys(sizes).length === 0 ? {} : { sizes };
  const found = bad.map((verdict) => ({ id: verdict.id, problem: problemOf(verdict) }));
  const subject = unversioned(run.subject);
  return {
    entries: found.flatMap(({ id: property, problem }) => {
      if (problem === undefined) return [];
      const { diagnosis, wrong } = problem;
      return {
        property,
        subject,
        reason: diagnosis ?? wrong,
        since,
        problem: { ...problem, ...asked },
      };
    }),
    left: found.flatMap(({ id, problem }) => (problem === undefined ? id : [])),
  };
}

function isBad(verdict: PropertyVerdict): boolean {
  return !['judged', 'unjudged'].includes(bearingOf(verdict));
}

function problemOf(verdict: PropertyVerdict): KnownProblem | undefined {
  if (verdict.outcome !== 'fails' && verdict.outcome !== 'crashed') return undefined;
  const look = lookOf(verdict);
  const { replay, again } = verdict.counterexample ?? {};
  if (look === undefined || replay === undefined) return undefined;
  return { replay, ...look, ...(again?.fails === false && { alone: false }) };
}

/** Entries with new ones: of one problem of one subject there is one, whose reason is kept. */
export function withNew(
  before: readonly KnownEntry[],
  entries: readonly KnownEntry[],
): readonly KnownEntry[] {
  const keyOf = ({ subject, property, problem }: KnownEntry): string =>
    JSON.stringify([unversioned(subject), property, problem.replay, problem.sizes]);
  const renewed = new Map(before.map((entry) => [keyOf(entry), entry]));
  for (const entry of entries) {
    const { since: _, ...old } = renewed.get(keyOf(entry)) ?? {};
    renewed.set(keyOf(entry), { ...entry, ...old, since: entry.since, problem: entry.problem });
  }
  return [...renewed.values()];
}
