import { properties } from '../../properties/index.ts';
import { defined } from '../defined.ts';
import { GradgateError } from '../errors.ts';
import { conclude } from './conclude.ts';
import { add, type Count, countOf, triedIn } from './count.ts';
import { held } from './held.ts';
import { isVoid } from './is-void.ts';
import type { KnownState } from './known-failure.ts';
import type { Knowing, Law, Outcome, PropertyVerdict } from './property-verdict.ts';
import { settledBy } from './settled-by.ts';
import { smallestIn } from './smallest-in.ts';
import type { RunInfo, Verdict } from './verdict.ts';

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
    throw wrong('verdicts of runs with --for or --rounds', `another in ${first.path}`);
  for (const other of sorted) checkSame(first, other);
  const twice = asked.find((shard, place) => asked.indexOf(shard) !== place);
  if (twice !== undefined) throw wrong('every shard once', `shard ${twice} twice`);
  // One seed, so the same canaries in all; when they failed in one, nothing that it says counts.
  const sang = verdicts.flatMap(({ canaries }) => (canaries === undefined ? [] : [canaries]));
  const merged = first.verdict.properties.map((_, place) =>
    mergeProperty(
      verdicts.flatMap((verdict) => verdict.properties[place] ?? []),
      run,
    ),
  );
  return conclude({ ...run, shards: shardsOf(run, asked, run.shards.of) }, merged, {
    gradgate,
    complete: verdicts.every(({ complete }) => complete),
    ...defined({
      trouble: verdicts.find(({ trouble }) => trouble !== undefined)?.trouble,
      bug: verdicts.find(({ bug }) => bug !== undefined)?.bug,
      canaries: sang.find(isVoid) ?? sang[0],
      replaced: verdicts.find(({ replaced }) => replaced !== undefined)?.replaced,
      arithmetic: verdicts.find(({ arithmetic }) => arithmetic !== undefined)?.arithmetic,
    }),
  });
}

/** So many rounds, all of them done, are the whole run, whoever did them. */
function shardsOf({ rounds }: RunInfo, asked: readonly number[], of: number) {
  const isWhole = rounds !== undefined && asked.length === of;
  return isWhole ? { asked: [1], of: 1 } : { asked, of };
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
const ranks: readonly Outcome['outcome'][] = [
  'our bug',
  'fails',
  'known to fail',
  'holds again',
  'crashed',
  'not reached',
  'no such problem',
];

/** The verdict on one property from those of all shards, in their order. */
function mergeProperty(
  verdicts: readonly PropertyVerdict[],
  { claims, rounds }: RunInfo,
): PropertyVerdict {
  const known = knownIn(verdicts);
  const decides = decidingIn(verdicts);
  // Where rounds are counted, what was tried is that of the failure's own round, or of one problem that was kept.
  if (rounds !== undefined && smallestIn(decides) !== undefined) return { ...decides, ...known };
  const count = verdicts.map((each) => countOf(triedIn(each))).reduce(add);
  return { ...counting(unlessSettled(decides, verdicts), count, claims), ...known };
}

/** What is met in one shard is met; that it is fixed, or cannot be asked, all must say. */
function knownIn(verdicts: readonly PropertyVerdict[]): Knowing {
  const told = verdicts.map(({ known = [] }) => new Map(known.map((each) => [nameOf(each), each])));
  const names = new Set(told.flatMap((states) => [...states.keys()]));
  const known = [...names].flatMap((name): KnownState[] => {
    const all = told.flatMap((states) => states.get(name) ?? []);
    const met = all.find(({ state }) => state === 'met');
    if (met !== undefined) return [met];
    return all.length === verdicts.length ? all.slice(0, 1) : [];
  });
  return known.length === 0 ? {} : { known };
}

function nameOf({ replay, why }: KnownState): string {
  return replay ?? why;
}

const last = Number.MAX_SAFE_INTEGER;

/** The worst; of those that name their rounds, that of the first round. */
function decidingIn(verdicts: readonly PropertyVerdict[]): PropertyVerdict {
  const worst = ranks.find((rank) => verdicts.some(({ outcome }) => outcome === rank));
  const same = verdicts.filter(({ outcome }) => worst === undefined || outcome === worst);
  const [decides] = same.sort((p, q) => (roundOf(p) ?? last) - (roundOf(q) ?? last));
  if (decides === undefined) throw wrong('a verdict', 'none');
  return decides;
}

/** The round in which it fails, where rounds are counted. */
function roundOf(verdict: PropertyVerdict): number | undefined {
  const found = verdict.outcome === 'known to fail' ? verdict.found : verdict;
  return 'round' in found ? found.round : undefined;
}

/** A failure is settled by claims when those of all shards are. */
function unlessSettled(
  verdict: PropertyVerdict,
  verdicts: readonly PropertyVerdict[],
): PropertyVerdict {
  if (verdict.outcome !== 'fails' && verdict.outcome !== 'crashed') return verdict;
  const { settledBy: _, ...bare } = verdict;
  return { ...bare, ...defined({ settledBy: settledBy(verdicts) }) };
}

/** The verdict with what was tried in all shards, in the place of what was in its own. */
function counting(
  verdict: PropertyVerdict,
  count: Count,
  claims: RunInfo['claims'],
): PropertyVerdict {
  switch (verdict.outcome) {
    case 'holds':
    case 'holds weakly': {
      const { id, cites, statement }: Law = verdict;
      const property = properties.find((each) => each.id === id);
      if (property === undefined) return { ...verdict, ...count };
      return { id, cites, statement, ...held(property, claims, count) };
    }
    case 'known to fail':
      return { ...verdict, found: { ...verdict.found, ...count } };
    case 'fails':
    case 'crashed':
    case 'not reached':
    case 'holds again':
      return { ...verdict, ...count };
    case 'not claimed':
    case 'not offered':
    case 'no such problem':
    case 'our bug':
      return verdict;
  }
}

function wrong(expected: string, actual: string): GradgateError {
  const fix = 'Merge the shards of one run.';
  return new GradgateError('OPTION', { where: 'merge', expected, actual, fix });
}
