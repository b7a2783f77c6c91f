import { styleText } from 'node:util';
import { explain } from '../verdict/explain.ts';
import { isVoid } from '../verdict/is-void.ts';
import { ledgerOf, ledgerSentence } from '../verdict/ledger-of.ts';
import type { Canary, PropertyVerdict, RunInfo, Verdict } from '../verdict/verdict.ts';
import { heading, howOf, isUnclaimed } from './markdown.ts';

/** Why the property that was being judged when the run ended has no outcome. */
export const endedWhile = 'the run ended while this property was being judged';

type Colour = Parameters<typeof styleText>[0];

const signs = {
  passed: ['green', '✓'],
  failed: ['red', '✗'],
  skipped: ['yellow', '–'],
  error: ['red', '!'],
} as const satisfies Record<PropertyVerdict['outcome'], readonly [Colour, string]>;

/** The line above all properties. */
export function headerLine({ subject, numberFormat, ...how }: RunInfo, version: string): string {
  return `gradgate ${version} · ${subject} (${numberFormat}) · ${howOf(how).join(' · ')}\n`;
}

/** One line a property: sign, id, statement, problems. */
export function propertyLine(verdict: PropertyVerdict): string {
  const { outcome, id, statement, runs, known, weak, counterexample } = verdict;
  const reason = counterexample === undefined ? verdict.reason : firstLine(verdict.reason ?? '');
  const [colour, sign] = signOf(verdict);
  const told = outcome === 'skipped' || outcome === 'error' ? reason : statement;
  const lack = weak === undefined ? told : `holds on weak evidence: ${weak.join(', ')}`;
  const note = known === undefined ? lack : `known to fail: ${known}`;
  const count = runs === 0 ? '' : `${runs} ${runs === 1 ? 'problem' : 'problems'}`;
  return `${styleText(colour, sign)} ${id.padEnd(25)} ${count.padStart(14)}   ${note ?? ''}`;
}

/** What a subject says may be a whole traceback; the report has it in full. */
function firstLine(text: string): string {
  const [first = '', ...others] = text.split('\n');
  return others.length === 0 ? first : `${first} …`;
}

function signOf({ outcome, known, weak }: PropertyVerdict): readonly [Colour, string] {
  if (known !== undefined) return ['yellow', '~'];
  return weak === undefined ? signs[outcome] : ['yellow', '≈'];
}

/** The canaries in one line: "✓ canaries  a and b are caught, c is not accused". */
export function canaryLine(canaries: readonly Canary[]): string {
  const told = canaries.map(({ name, outcome }) => `${name} ${outcome}`).join(', ');
  const [colour, sign] = isVoid(canaries) ? signs.failed : signs.passed;
  return `${styleText(colour, sign)} ${'canaries'.padEnd(25)} ${' '.repeat(14)}   ${told}`;
}

/** Everything about the failures, then the conclusion as the last line. */
export function conclusion(verdict: Verdict, replayCommand: (token: string) => string): string {
  const failures = verdict.properties.filter(
    ({ outcome, known }) => known === undefined && (outcome === 'failed' || outcome === 'error'),
  );
  const told = failures.filter(({ counterexample }) => counterexample !== undefined);
  const ended = failures.filter(({ reason }) => reason === endedWhile);
  // (1) and (2) themselves say most about what is wrong.
  const first = told.find(({ id }) => id.startsWith('equation-')) ?? told[0];
  const others = told.filter((failure) => failure !== first);
  const full =
    first === undefined ? [] : [`\n${signs[first.outcome][1]} ${explain(first, replayCommand)}`];
  const short = others.map(
    ({ id, outcome, reason = '', counterexample }) =>
      `${signs[outcome][1]} ${id}: ${firstLine(reason)}\n    replay: ${replayCommand(counterexample?.replay ?? '')}`,
  );
  const colour = verdict.conclusion === 'verified' ? 'green' : 'red';
  const last = `${verdict.run.subject}: ${heading(verdict)}`;
  const cut = ended.map(({ id, reason }) => `${signs.error[1]} ${id}: ${reason}`);
  const unclaimed = verdict.properties.filter(isUnclaimed).map(({ id }) => id);
  const silent =
    unclaimed.length === 0 ? [] : [`\n${signs.skipped[1]} not claimed: ${unclaimed.join(', ')}`];
  const ledger = ledgerSentence(ledgerOf(verdict));
  const odds = ledger === undefined ? [] : [`\nledger: ${ledger}`];
  return [...silent, ...odds, ...full, ...short, ...cut, '', styleText(colour, last)].join('\n');
}
