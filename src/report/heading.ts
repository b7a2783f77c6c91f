import { existingGradients } from '../../claims/existing-gradients.ts';
import { formatInWords } from '../number/coding.ts';
import { bearingOf, isBailed } from '../verdict/bearing-of.ts';
import { voidSentence } from '../verdict/is-void.ts';
import type { Outcome, PropertyVerdict } from '../verdict/property-verdict.ts';
import { staleSentences } from '../verdict/stale-sentences.ts';
import { uncheckedSentence } from '../verdict/unchecked-sentence.ts';
import type { RunInfo, Verdict } from '../verdict/verdict.ts';

/** How a run was carried out, in words: profile, seed and shards. */
export function howOf({
  profile,
  seed,
  runs,
  rounds,
  shards,
}: Pick<RunInfo, 'profile' | 'seed' | 'runs' | 'rounds' | 'shards'>): string[] {
  const how = [`profile ${profile}`, `seed ${seed}`];
  if (shards === undefined) return how;
  const { asked, of } = shards;
  const some = asked.length === 1 ? 'shard' : 'shards';
  return [
    ...how,
    `${rounds === undefined ? '' : `${rounds} `}rounds of ${runs} problems`,
    ...(of === 1 ? [] : [`${some} ${asked.join(', ')} of ${of}`]),
  ];
}

/** The number formats: "bfloat16, with X and W float8_e4m3fn, dY float8_e5m2". */
export function formatsOf({
  numberFormat,
  formats = {},
}: Pick<RunInfo, 'numberFormat' | 'formats'>): string {
  const named = Object.entries(formats).map(([tensor, said]) => [tensor, formatInWords(said)]);
  const some = [...new Set(named.map(([, format]) => format))].map((format) => {
    const tensors = named.flatMap(([tensor, name]) => (name === format ? [tensor] : []));
    return `${tensors.join(' and ')} ${format}`;
  });
  return some.length === 0 ? numberFormat : `${numberFormat}, with ${some.join(', ')}`;
}

/** Of narrow gradients without that claim: by whose sums they were judged. Nothing, for the wide ones. */
export function judgedAs({ numberFormat, formats = {}, claims }: RunInfo): string | undefined {
  const isSaid = claims['accumulates'] !== undefined || claims['algorithm'] === 'strassen';
  const stored = existingGradients(claims).map((name) =>
    formatInWords(formats[name] ?? numberFormat),
  );
  const narrow = [...new Set(stored)].filter((name) => name !== 'float64' && name !== 'float32');
  if (narrow.length === 0 || isSaid) return undefined;
  const sums = narrow.join(' or ');
  return `judged as a ${sums} accumulator; claim accumulates: 'float32' to be judged as a float32 one`;
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
  const unasked = properties.filter(isUnasked).length;
  const rest = [
    noted(unasked, 'without a problem that could be asked'),
    noted(count('not offered'), 'not checked'),
    noted(count('not claimed'), 'not claimed'),
    noted(count('known to fail'), 'known to fail'),
    noted(bailed, 'not judged because of bail'),
  ].join('');
  const weakly = noted(count('holds weakly') - unasked, 'of them on weak evidence');
  const held = count('holds', 'holds weakly') - unasked;
  const unchecked = uncheckedSentence(verdict.run);
  const silent = unchecked === undefined ? '' : `; ${unchecked}`;
  switch (conclusion) {
    case 'verified':
      if (held === 0) return `nothing new, but nothing holds${rest}`;
      return `verified, ${held} of ${judged} properties hold${weakly}${rest}${silent}`;
    case 'violated':
      if (!properties.some(({ outcome }) => outcome === 'fails' || outcome === 'holds again')) {
        const stale = staleSentences(verdict).length;
        return `NOT verified, ${stale} known ${stale === 1 ? 'failure is' : 'failures are'} to be looked at again${rest}`;
      }
      return `NOT verified, ${bearing('violated')} of ${judged} properties are violated${newOf(verdict)}${rest}`;
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

/** How many of those that are violated were not so in the base. */
function newOf({ since, properties }: Verdict): string {
  if (since === undefined) return '';
  const wrong = properties.filter((property) => bearingOf(property) === 'violated');
  const fresh = wrong.filter(({ id }) => !since.still.includes(id)).length;
  return fresh === 0 ? ', none of them new' : `, ${fresh} of them new`;
}

function isUnasked(verdict: PropertyVerdict): boolean {
  return verdict.outcome === 'holds weakly' && bearingOf(verdict) === 'unjudged';
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
