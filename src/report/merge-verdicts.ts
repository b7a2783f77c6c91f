import { properties } from '../../properties/index.ts';
import { GradgateError } from '../errors.ts';
import { weaknessOf } from '../gate/evidence/weakness-of.ts';
import { add, countOf } from '../verdict/count.ts';
import { isVoid } from '../verdict/is-void.ts';
import type { PropertyVerdict, RunInfo, Verdict } from '../verdict/verdict.ts';
import { conclude } from './conclude.ts';

/** A verdict, and where it was found. */
export interface NamedVerdict {
  readonly path: string;
  readonly verdict: Verdict;
}

/**
 * One verdict from those of several shards: what they asked is added up, and of each property the
 * worst outcome is kept, as the first shard has it.
 * @throws GradgateError OPTION, when they are not shards of one run
 */
export function mergeVerdicts(named: readonly NamedVerdict[]): Verdict {
  const sorted = [...named].sort((p, q) => firstShard(p.verdict) - firstShard(q.verdict));
  const [first] = sorted;
  const verdicts = sorted.map(({ verdict }) => verdict);
  const asked = verdicts.flatMap(({ run }) => run.shards?.asked ?? []).sort((p, q) => p - q);
  if (first === undefined) throw wrong('a verdict', 'none');
  const { run, gradgate } = first.verdict;
  if (run.shards === undefined)
    throw wrong('verdicts of runs with --for', `another in ${first.path}`);
  for (const other of sorted) checkSame(first, other);
  const twice = asked.find((shard, place) => asked.indexOf(shard) !== place);
  if (twice !== undefined) throw wrong('every shard once', `shard ${twice} twice`);
  const trouble = verdicts.find((verdict) => verdict.trouble !== undefined)?.trouble;
  // One seed, so the same canaries in all; when they failed in one, nothing that it says counts.
  const sang = verdicts.flatMap(({ canaries }) => (canaries === undefined ? [] : [canaries]));
  const canaries = sang.find(isVoid) ?? sang[0];
  const complete = verdicts.every((verdict) => verdict.complete);
  const merged = first.verdict.properties.map((_, place) =>
    mergeProperty(
      verdicts.flatMap((verdict) => verdict.properties[place] ?? []),
      run.claims,
    ),
  );
  return conclude({ ...run, shards: { asked, of: run.shards.of } }, merged, {
    ...{ gradgate, complete },
    ...(trouble === undefined ? {} : { trouble }),
    ...(canaries === undefined ? {} : { canaries }),
  });
}

function firstShard({ run }: Verdict): number {
  return Math.min(...(run.shards?.asked ?? [0]));
}

/** Everything that must be the same of two shards of one run. */
function identityOf({ gradgate, run, properties }: Verdict): Record<string, unknown> {
  const { shards, ...same }: RunInfo = run;
  const ids = properties.map(({ id }) => id);
  return { gradgate, ...same, shards: shards?.of, properties: ids.join(', ') };
}

function checkSame(first: NamedVerdict, other: NamedVerdict): void {
  const others = identityOf(other.verdict);
  for (const [name, value] of Object.entries(identityOf(first.verdict))) {
    const [expected, actual] = [value, others[name]].map((each) => JSON.stringify(each));
    if (actual !== expected) {
      throw wrong(
        `the same ${name} in all, ${expected} as in ${first.path}`,
        `${actual} in ${other.path}`,
      );
    }
  }
}

/** Outcomes, the one that decides first. A known failure that one shard does not meet is no news. */
const ranks: ((verdict: PropertyVerdict) => boolean)[] = [
  ({ outcome, known, counterexample }) => outcome === 'failed' && !known && !!counterexample,
  ({ known }) => known !== undefined,
  ({ outcome }) => outcome === 'failed',
  ({ outcome }) => outcome === 'error',
];

/** The verdict on one property from those of all shards, in their order. */
function mergeProperty(
  verdicts: readonly PropertyVerdict[],
  claims: RunInfo['claims'],
): PropertyVerdict {
  const worst = ranks.map((is) => verdicts.find(is)).find((found) => found !== undefined);
  const decides = worst ?? verdicts[0];
  if (decides === undefined) throw wrong('a verdict', 'none');
  if (decides.outcome === 'skipped') return decides;
  const { weak: _, ...merged } = { ...decides, ...verdicts.map(countOf).reduce(add) };
  const property = properties.find(({ id }) => id === merged.id);
  if (merged.outcome !== 'passed' || property === undefined) return merged;
  const weak = weaknessOf(property, claims, merged.evidence);
  return weak.length === 0 ? merged : { ...merged, weak };
}

function wrong(expected: string, actual: string): GradgateError {
  const fix = 'Merge the shards of one run.';
  return new GradgateError('OPTION', { where: 'merge', expected, actual, fix });
}
