import { isBailed } from '../verdict/bearing-of.ts';
import { changesSentence } from '../verdict/change.ts';
import { triedIn } from '../verdict/count.ts';
import type { SmallestProblem, Step } from '../verdict/counterexample.ts';
import { explain, printProblem } from '../verdict/explain.ts';
import { canariesText } from '../verdict/is-void.ts';
import { notReproducedText } from '../verdict/not-reproduced.ts';
import type { Outcome, PropertyVerdict } from '../verdict/property-verdict.ts';
import { reasonOf } from '../verdict/reason-of.ts';
import type { ReplayCommand } from '../verdict/see-again.ts';
import { sinceSentence } from '../verdict/since-base.ts';
import { sizesSentence } from '../verdict/sizes-sentence.ts';
import { smallestIn } from '../verdict/smallest-in.ts';
import { staleSentences } from '../verdict/stale-sentences.ts';
import { uncheckedSentence } from '../verdict/unchecked-sentence.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { arithmeticSection } from './arithmetic-section.ts';
import { formatsOf, heading, howOf, judgedAs } from './heading.ts';
import { ledgerSection } from './ledger-section.ts';
import { fence, inline } from './markdown-text.ts';

/**
 * The report as Markdown, fit for a CI job summary: the verdict table, then for each failure its
 * shrinking report. No clock, path or colour, so equal verdicts give equal bytes.
 */
export function markdown(verdict: Verdict, replayCommand: ReplayCommand): string {
  const { run, properties } = verdict;
  const sizes = sizesSentence(verdict);
  const as = judgedAs(run);
  const unchecked = uncheckedSentence(run);
  return [
    `# ${inline(`${run.subject}: ${heading(verdict)}`)}`,
    inline(`${[formatsOf(run), ...howOf(run)].join(', ')}, gradgate ${verdict.gradgate}`),
    ...(as === undefined ? [] : [`Sums are ${inline(as)}.`]),
    ...(unchecked === undefined ? [] : [`**${unchecked}.**`]),
    ...(verdict.complete
      ? []
      : ['**The run did not finish.** What was judged before stands below.']),
    ...(verdict.trouble === undefined
      ? []
      : [`**The subject threw outside of all calls:** ${inline(verdict.trouble)}`]),
    ...(verdict.conclusion === 'not reproduced'
      ? [fence(notReproducedText(verdict, replayCommand))]
      : []),
    ...(verdict.settledBy === undefined ? [] : [`**${changesSentence(verdict.settledBy)}**`]),
    ...(verdict.canaries === undefined
      ? []
      : [`Canaries, ${inline(canariesText(verdict.canaries))}.`]),
    ...(verdict.since === undefined ? [] : [`**${inline(sinceSentence(verdict.since))}**`]),
    ...staleSection(verdict),
    table(properties),
    ...(sizes === undefined ? [] : [`Sizes: ${sizes}.`]),
    ...ledgerSection(verdict),
    ...arithmeticSection(verdict),
    ...bugSection(verdict, replayCommand),
    ...properties.flatMap((failure) => shrinkingReport(failure, replayCommand)),
  ]
    .join('\n\n')
    .concat('\n');
}

function staleSection(verdict: Verdict): string[] {
  const stale = staleSentences(verdict);
  if (stale.length === 0) return [];
  return [['Known failures:', ...stale.map((each) => `- ${inline(each)}`)].join('\n\n')];
}

function bugSection({ bug, properties }: Verdict, replayCommand: ReplayCommand): string[] {
  const found = properties.filter(({ outcome }) => outcome === 'our bug');
  const texts = [
    ...(bug === undefined ? [] : [bug.stack]),
    ...found.map((property) => explain(property, replayCommand)),
  ];
  return texts.length === 0 ? [] : ['## A bug in gradgate', ...texts.map(fence)];
}

function table(properties: readonly PropertyVerdict[]): string {
  const rows = properties.map((property) => {
    const { id, cites, outcome } = property;
    const { runs } = triedIn(property);
    const word = isBailed(property) ? '– not judged' : words[outcome];
    const cells = [id, cites, `${runs}`, noteOn(property)].map(inline);
    return `| ${word} | ${cells.join(' | ')} |`;
  });
  const header = ['| | property | cites | problems | |', '| --- | --- | --- | ---: | --- |'];
  return [...header, ...rows].join('\n');
}

function noteOn(property: PropertyVerdict): string {
  const { outcome } = property;
  if (outcome === 'known to fail') return [property.why, reasonOf(property.found)].join('; ');
  if (outcome === 'holds weakly') return property.lacking.join(', ');
  return reasonOf(property) ?? '';
}

const words = {
  holds: '✓ holds',
  'holds weakly': '≈ holds, on weak evidence',
  fails: '✗ **fails**',
  'holds again': '✗ **fails**',
  'known to fail': '~ known to fail',
  'not claimed': '– not claimed',
  'not offered': '– not checked',
  crashed: '! **could not be run**',
  'not reached': '! **could not be run**',
  'no such problem': '! **could not be run**',
  'our bug': '! **a bug in gradgate**',
} as const satisfies Record<Outcome['outcome'], string>;

function shrinkingReport(failure: PropertyVerdict, replayCommand: ReplayCommand): string[] {
  const smallest = smallestIn(failure);
  if (smallest === undefined) return [];
  const section = [
    `## ${inline(failure.id)}`,
    fence(explain(failure, replayCommand)),
    '### How it shrank',
    `First failing problem${sizeNote(smallest)}:`,
    fence(printProblem(smallest.first)),
    steps(smallest.steps),
  ];
  return [section.join('\n\n')];
}

function sizeNote({ first: { shape } }: SmallestProblem): string {
  return ` (m = ${shape.m}, n = ${shape.n}, k = ${shape.k})`;
}

function steps(list: readonly Step[]): string {
  const rows = list.map(({ shape: { m, n, k }, nonZero, largest, where, more = '' }, at) => {
    const name = at === 0 ? 'found' : at === list.length - 1 ? `${at}, smallest` : String(at);
    return `| ${name} | ${m}×${n}·${n}×${k} | ${inline(more)} | ${nonZero} | ${largest} | ${inline(where)} |`;
  });
  const header = [
    '| step | X·W | more | non-zero entries | largest entry | disagrees at |',
    '| --- | --- | --- | ---: | ---: | --- |',
  ];
  return [...header, ...rows].join('\n');
}
