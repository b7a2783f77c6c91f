import { styleText } from 'node:util';
import { warningsOf } from '../verdict/arithmetic-seen.ts';
import { isBailed } from '../verdict/bearing-of.ts';
import { changesSentence } from '../verdict/change.ts';
import { triedIn } from '../verdict/count.ts';
import { explain } from '../verdict/explain.ts';
import { canariesText, isVoid } from '../verdict/is-void.ts';
import { ledgerSentence } from '../verdict/ledger-of.ts';
import { notReproducedText } from '../verdict/not-reproduced.ts';
import type { Outcome, PropertyVerdict } from '../verdict/property-verdict.ts';
import { reasonOf } from '../verdict/reason-of.ts';
import { type ReplayCommand, seeAgain } from '../verdict/see-again.ts';
import { sinceSentence } from '../verdict/since-base.ts';
import { sizesSentence } from '../verdict/sizes-sentence.ts';
import { smallestIn } from '../verdict/smallest-in.ts';
import { staleSentences } from '../verdict/stale-sentences.ts';
import { uncheckedSentence } from '../verdict/unchecked-sentence.ts';
import type { Canary, RunInfo, Verdict } from '../verdict/verdict.ts';
import { oneLine, printable } from '../wire/printable.ts';
import { formatsOf, heading, howOf, judgedAs } from './heading.ts';
import { firstLine, type Story, storiesOf } from './stories-of.ts';
import { failuresOf } from './told-failures.ts';

type Colour = Parameters<typeof styleText>[0];
type Sign = readonly [Colour, string];

const [good, bad, halted] = [
  ['green', '✓'],
  ['red', '✗'],
  ['red', '!'],
] as const satisfies readonly Sign[];
const skipped = ['yellow', '–'] as const satisfies Sign;

const signs: Readonly<Record<Outcome['outcome'], Sign>> = {
  holds: good,
  'holds weakly': ['yellow', '≈'],
  fails: bad,
  'holds again': bad,
  'known to fail': ['yellow', '~'],
  'not claimed': skipped,
  'not offered': skipped,
  crashed: halted,
  'not reached': halted,
  'no such problem': halted,
  'our bug': halted,
};

/** What stands above all properties. */
export function headerLine(run: RunInfo, version: string): string {
  const about = `${run.subject} (${formatsOf(run)}) · ${howOf(run).join(' · ')}`;
  const more = [judgedAs(run), uncheckedSentence(run)].map((line) => (line ? `${line}\n` : ''));
  return `gradgate ${version} · ${oneLine(about)}\n${more.join('')}`;
}

/** One line a property: sign, id, problems, and the law or why there is nothing to say of it. */
export function propertyLine(verdict: PropertyVerdict): string {
  const isListWrong = verdict.known?.some(({ fails }) => fails) === true;
  const [colour, sign] = isListWrong ? bad : signs[verdict.outcome];
  const { runs } = triedIn(verdict);
  const count = runs === 0 ? '' : `${runs} ${runs === 1 ? 'problem' : 'problems'}`;
  const told = printable(noteOn(verdict));
  const id = oneLine(verdict.id).padEnd(25);
  return `${styleText(colour, sign)} ${id} ${count.padStart(14)}   ${told}`;
}

/** A failure is told below, with its problem; here it is the law that matters. */
function noteOn(verdict: PropertyVerdict): string {
  switch (verdict.outcome) {
    case 'holds':
    case 'fails':
      return verdict.statement;
    case 'crashed':
      return verdict.counterexample ? firstLine(verdict.message) : verdict.message;
    case 'holds weakly':
    case 'known to fail':
    case 'holds again':
    case 'not claimed':
    case 'not offered':
    case 'not reached':
    case 'no such problem':
    case 'our bug':
      return reasonOf(verdict) ?? '';
  }
}

/** The canaries in one line, what they are included. */
export function canaryLine(canaries: readonly Canary[]): string {
  const [colour, sign] = isVoid(canaries) ? bad : good;
  const name = 'canaries'.padEnd(25);
  return `${styleText(colour, sign)} ${name} ${' '.repeat(14)}   ${oneLine(canariesText(canaries))}`;
}

/** What is told beside the verdict. */
export interface Beside {
  /** Of failures alone, without what was not asked, and how much was. */
  readonly which?: 'failures';
  /** How the problem of a replay failed when it was found, and the file that says so. */
  readonly before?: { readonly reason: string; readonly file: string } | undefined;
  /** Where the report is. */
  readonly report?: string | undefined;
}

/** Everything about the failures, then the conclusion as the last line. */
export function conclusion(
  verdict: Verdict,
  replayCommand: ReplayCommand,
  { which, before, report }: Beside = {},
): string {
  const [first, ...others] = storiesOf(failuresOf(verdict.properties));
  const colour = verdict.conclusion === 'verified' ? 'green' : 'red';
  const lines = [
    ...(which === 'failures' ? [] : scopeLines(verdict)),
    ...(first === undefined ? [] : inFull(first, replayCommand)),
    ...others.flatMap((story) => [shortly(story.failure, replayCommand), ...alikeLine(story)]),
    ...verdict.properties.filter(wasCut).map((cut) => shortly(cut, replayCommand)),
    ...(verdict.bug === undefined ? [] : [`\n${verdict.bug.stack}`]),
    ...staleSentences(verdict).map((stale) => `\n${skipped[1]} ${oneLine(stale)}`),
    ...warningsOf(verdict.arithmetic).map((warning) => `\n${skipped[1]} ${oneLine(warning)}`),
    ...(verdict.settledBy === undefined ? [] : [`\n${changesSentence(verdict.settledBy)}`]),
    ...(verdict.conclusion === 'not reproduced'
      ? [`\n${notReproducedText(verdict, replayCommand)}`]
      : []),
    ...(before === undefined ? [] : beforeLines(verdict, before)),
    ...(verdict.since === undefined ? [] : [`\n${sinceSentence(verdict.since)}`]),
    '',
    ...(report === undefined || which === 'failures' ? [] : [report]),
  ].join('\n');
  const last = oneLine(`${verdict.run.subject}: ${heading(verdict)}`);
  return `${printable(lines)}\n${styleText(colour, last)}`;
}

/** How the problem of a replay failed before, where it does not fail so now. */
function beforeLines(
  { properties, conclusion: concluded }: Verdict,
  { reason, file }: NonNullable<Beside['before']>,
): string[] {
  if (properties.some((property) => reasonOf(property) === reason)) return [];
  const how = concluded === 'not reproduced' ? 'so' : 'otherwise';
  return [`\nIn the run that found this problem (${file}), it failed ${how}: ${reason}`];
}

/** What was not asked, and how much was. */
function scopeLines(verdict: Verdict): string[] {
  const unclaimed = verdict.properties.filter(({ outcome }) => outcome === 'not claimed');
  const ids = unclaimed.map(({ id }) => id).join(', ');
  const bailed = verdict.properties.filter(isBailed).map(({ id }) => id);
  const ledger = ledgerSentence(verdict);
  const sizes = sizesSentence(verdict);
  const scope = [
    ...(ledger === undefined ? [] : [`coverage: ${ledger}`]),
    ...(sizes === undefined ? [] : [`sizes: ${sizes}`]),
  ];
  return [
    ...(ids === '' ? [] : [`\n${skipped[1]} not claimed: ${ids}`]),
    ...(bailed.length === 0
      ? []
      : [`\n${skipped[1]} not judged because of bail: ${bailed.join(', ')}`]),
    ...(scope.length === 0 ? [] : [`\n${scope.join('\n')}`]),
  ];
}

function inFull(story: Story, replayCommand: ReplayCommand): string[] {
  const { failure } = story;
  return [`\n${signs[failure.outcome][1]} ${explain(failure, replayCommand)}`, ...alikeLine(story)];
}

/** Twenty properties that fail for one cause are one story. */
function alikeLine({ failure, alike }: Story): string[] {
  if (alike.length === 0) return [];
  return [`${signs[failure.outcome][1]} the same in ${alike.length} more: ${alike.join(', ')}`];
}

function wasCut(verdict: Outcome): boolean {
  return verdict.outcome === 'not reached' && verdict.ended === 'while';
}

/** In one line, and how to ask it again; our own bugs in full, for whoever reports them. */
function shortly(failure: PropertyVerdict, replayCommand: ReplayCommand): string {
  if (failure.outcome === 'our bug') {
    return `\n${signs[failure.outcome][1]} ${explain(failure, replayCommand)}`;
  }
  const line = `${signs[failure.outcome][1]} ${failure.id}: ${firstLine(reasonOf(failure) ?? '')}`;
  const found = smallestIn(failure);
  if (found === undefined) return line;
  const { replay, again } = found;
  // Alone it holds: its token would show nothing.
  if (again?.fails === false)
    return `${line}\n    see it again: ${seeAgain(replay, replayCommand)}`;
  return `${line}\n    replay: ${replayCommand(replay)}`;
}
