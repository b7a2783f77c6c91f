import { notClaimed } from '../property/need.ts';
import { explain, printProblem } from '../verdict/explain.ts';
import { voidSentence } from '../verdict/is-void.ts';
import type {
  Canary,
  Counterexample,
  PropertyVerdict,
  RunInfo,
  Step,
  Verdict,
} from '../verdict/verdict.ts';
import { ledgerSection } from './ledger-section.ts';

/**
 * The report as Markdown, fit for a CI job summary: the verdict table, then for each failure its
 * shrinking report. No clock, path or colour, so equal verdicts give equal bytes.
 */
export function markdown(verdict: Verdict, replayCommand: (token: string) => string): string {
  const { run, properties } = verdict;
  const failures = properties.filter(({ counterexample }) => counterexample !== undefined);
  return [
    `# ${run.subject}: ${heading(verdict)}`,
    `${[run.numberFormat, ...howOf(run)].join(', ')}, gradgate ${verdict.gradgate}`,
    ...(verdict.complete
      ? []
      : ['**The run did not finish.** What was judged before stands below.']),
    ...(verdict.trouble === undefined
      ? []
      : [`**The subject threw outside of all calls:** ${verdict.trouble}`]),
    ...(verdict.canaries === undefined ? [] : [canaryLine(verdict.canaries)]),
    table(properties),
    ...ledgerSection(verdict),
    ...failures.map((failure) => shrinkingReport(failure, replayCommand)),
  ]
    .join('\n\n')
    .concat('\n');
}

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

/** The conclusion in a few words. */
export function heading({ run, conclusion, properties, trouble, canaries }: Verdict): string {
  const count = (outcome: PropertyVerdict['outcome']): number =>
    properties.filter((property) => property.outcome === outcome && !property.known).length;
  const judged = properties.length - count('skipped');
  const known = properties.filter((property) => property.known).length;
  const unclaimed = properties.filter(isUnclaimed).length;
  const unchecked = count('skipped') - unclaimed;
  const notes = [
    ...(unchecked === 0 ? [] : [`, ${unchecked} not checked`]),
    ...(unclaimed === 0 ? [] : [`, ${unclaimed} not claimed`]),
    ...(known === 0 ? [] : [`, ${known} known to fail`]),
  ];
  const skipped = notes.join('');
  const weak = properties.filter((property) => property.weak !== undefined).length;
  const weakly = weak === 0 ? '' : `, ${weak} of them on weak evidence`;
  switch (conclusion) {
    case 'verified':
      if (count('passed') === 0) return `nothing new, but nothing holds${skipped}`;
      return `verified, ${count('passed')} of ${judged} properties hold${weakly}${skipped}`;
    case 'violated':
      return `NOT verified, ${count('failed')} of ${judged} properties are violated${skipped}`;
    case 'void':
      return voidSentence(canaries ?? [], run.seed);
    case 'not run':
      if (trouble !== undefined) return `not verified, outside of all calls it threw: ${trouble}`;
      return `not judged, ${count('error')} of ${judged} properties could not be run${skipped}`;
  }
}

/** Whether a property is not checked because the subject does not claim what it is about. */
export function isUnclaimed({ outcome, reason }: PropertyVerdict): boolean {
  return outcome === 'skipped' && reason?.startsWith(notClaimed) === true;
}

function table(properties: readonly PropertyVerdict[]): string {
  const rows = properties.map((property) => {
    const { id, equation, outcome, runs, reason, known, weak } = property;
    const notes = [known, reason, weak?.join(', ')].filter((text) => text !== undefined);
    const note = escapeCell(notes.join('; '));
    const held = weak === undefined ? words[outcome] : '≈ holds, on weak evidence';
    const word = isUnclaimed(property) ? '– not claimed' : held;
    return `| ${known === undefined ? word : '~ known to fail'} | ${id} | ${equation} | ${runs} | ${note} |`;
  });
  const header = ['| | property | equation | problems | |', '| --- | --- | --- | ---: | --- |'];
  return [...header, ...rows].join('\n');
}

const words = {
  passed: '✓ holds',
  failed: '✗ **fails**',
  skipped: '– not checked',
  error: '! **could not be run**',
} as const satisfies Record<PropertyVerdict['outcome'], string>;

function canaryLine(canaries: readonly Canary[]): string {
  const told = canaries.map(({ name, property, outcome }) => `${name} ${outcome} (${property})`);
  return `Canaries, judged first: ${told.join(', ')}.`;
}

function shrinkingReport(
  verdict: PropertyVerdict,
  replayCommand: (token: string) => string,
): string {
  const { counterexample } = verdict;
  if (counterexample === undefined) return '';
  return [
    `## ${verdict.id}`,
    fence(explain(verdict, replayCommand)),
    `### How it shrank`,
    `First failing problem${sizeNote(counterexample)}:`,
    fence(printProblem(counterexample.first)),
    steps(counterexample.steps),
  ].join('\n\n');
}

function sizeNote({ first: { shape } }: Counterexample): string {
  return ` (m = ${shape.m}, n = ${shape.n}, k = ${shape.k})`;
}

function steps(list: readonly Step[]): string {
  const rows = list.map(({ shape: { m, n, k }, nonZero, largest, where, more = '' }, at) => {
    const name = at === 0 ? 'found' : at === list.length - 1 ? `${at}, smallest` : String(at);
    return `| ${name} | ${m}×${n}·${n}×${k} | ${escapeCell(more)} | ${nonZero} | ${largest} | ${escapeCell(where)} |`;
  });
  const header = [
    '| step | X·W | more | non-zero entries | largest entry | disagrees at |',
    '| --- | --- | --- | ---: | ---: | --- |',
  ];
  return [...header, ...rows].join('\n');
}

function fence(text: string): string {
  return ['```text', text, '```'].join('\n');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
