import { bearingOf, isBailed } from '../verdict/bearing-of.ts';
import { voidSentence } from '../verdict/is-void.ts';
import type { Outcome } from '../verdict/property-verdict.ts';
import { uncheckedSentence } from '../verdict/unchecked-sentence.ts';
import type { RunInfo, Verdict } from '../verdict/verdict.ts';

/** How a run was carried out, in words: profile, seed and shards. */
export function howOf({
  profile,
  seed,
  runs,
  shards,
}: Pick<RunInfo, 'profile' | 'seed' | 'runs' | 'shards'>): string[] {
  const how = [`profile ${profile}`, `seed ${seed}`];
  if (shards === undefined) return how;
  const { asked, of } = shards;
  const some = asked.length === 1 ? 'shard' : 'shards';
  return [
    ...how,
    `rounds of ${runs} problems`,
    ...(of === 1 ? [] : [`${some} ${asked.join(', ')} of ${of}`]),
  ];
}

/** Of a narrow format without that claim: by whose sums it was judged. Nothing, for the wide ones. */
export function judgedAs({ numberFormat, claims }: RunInfo): string | undefined {
  const isNarrow = numberFormat === 'bfloat16' || numberFormat === 'float16';
  const isSaid = claims['accumulates'] !== undefined || claims['algorithm'] === 'strassen';
  if (!isNarrow || isSaid) return undefined;
  return `judged as a ${numberFormat} accumulator; claim accumulates: 'float32' to be judged as a float32 one`;
}

/** The conclusion in a few words. */
export function heading(verdict: Verdict): string {
  const { conclusion, properties, trouble } = verdict;
  const count = (...outcomes: Outcome['outcome'][]): number =>
    properties.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const bearing = (wanted: ReturnType<typeof bearingOf>): number =>
    properties.filter((property) => bearingOf(property) === wanted).length;
  const bailed = properties.filter(isBailed).length;
  const judged = properties.length - bearing('unjudged') - bailed;
  const rest = [
    noted(count('not offered'), 'not checked'),
    noted(count('not claimed'), 'not claimed'),
    noted(count('known to fail'), 'known to fail'),
    noted(bailed, 'not judged because of bail'),
  ].join('');
  const weakly = noted(count('holds weakly'), 'of them on weak evidence');
  const held = count('holds', 'holds weakly');
  const unchecked = uncheckedSentence(verdict.run);
  const silent = unchecked === undefined ? '' : `; ${unchecked}`;
  switch (conclusion) {
    case 'verified':
      if (held === 0) return `nothing new, but nothing holds${rest}`;
      return `verified, ${held} of ${judged} properties hold${weakly}${rest}${silent}`;
    case 'violated':
      return `NOT verified, ${bearing('violated')} of ${judged} properties are violated${rest}`;
    case 'not reproduced':
      return 'not reproduced, the problem of the replay token holds';
    case 'void':
      return voidSentence(verdict);
    case 'bug':
      return bugSentence(verdict);
    case 'not run':
      if (trouble !== undefined) return `not verified, outside of all calls it threw: ${trouble}`;
      return `not judged, ${bearing('not run') - bailed} of ${judged} properties could not be run${rest}`;
  }
}

function noted(count: number, words: string): string {
  return count === 0 ? '' : `, ${count} ${words}`;
}

function bugSentence({ bug, properties, gradgate, run }: Verdict): string {
  const found = properties.flatMap((property) =>
    property.outcome === 'our bug' ? [property.message] : [],
  );
  const [message = ''] = bug === undefined ? found : [bug.message];
  return (
    `not judged, this is a bug in gradgate ${gradgate} (seed ${run.seed}): ${message}. ` +
    'Please report it, with all that is printed here and the command.'
  );
}
