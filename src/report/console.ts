import { styleText } from 'node:util';
import { explain } from '../verdict/explain.ts';
import type { PropertyVerdict, RunInfo, Verdict } from '../verdict/verdict.ts';
import { heading } from './markdown.ts';

type Colour = Parameters<typeof styleText>[0];

const signs = {
  passed: ['green', '✓'],
  failed: ['red', '✗'],
  skipped: ['yellow', '–'],
  error: ['red', '!'],
} as const satisfies Record<PropertyVerdict['outcome'], readonly [Colour, string]>;

/** The line above all properties. */
export function headerLine(
  { subject, numberFormat, profile, seed }: RunInfo,
  version: string,
): string {
  return `gradgate ${version} · ${subject} (${numberFormat}) · profile ${profile} · seed ${seed}\n`;
}

/** One line a property: sign, id, statement, problems. */
export function propertyLine({ outcome, id, statement, runs, reason }: PropertyVerdict): string {
  const [colour, sign] = signs[outcome];
  const note = outcome === 'skipped' || outcome === 'error' ? reason : statement;
  const count = runs === 0 ? '' : `${runs} problems`;
  return `${styleText(colour, sign)} ${id.padEnd(25)} ${count.padStart(14)}   ${note ?? ''}`;
}

/** Everything about the failures, then the conclusion as the last line. */
export function conclusion(verdict: Verdict, replayCommand: (token: string) => string): string {
  const failures = verdict.properties.filter(
    ({ outcome }) => outcome === 'failed' || outcome === 'error',
  );
  const told = failures.filter(({ counterexample }) => counterexample !== undefined);
  const [first, ...others] = told;
  const full = first === undefined ? [] : [`\n${signs.failed[1]} ${explain(first, replayCommand)}`];
  const short = others.map(
    ({ id, reason, counterexample }) =>
      `${signs.failed[1]} ${id}: ${reason}\n    replay: ${replayCommand(counterexample?.replay ?? '')}`,
  );
  const colour = verdict.conclusion === 'verified' ? 'green' : 'red';
  const last = `${verdict.run.subject}: ${heading(verdict)}`;
  return [...full, ...short, '', styleText(colour, last)].join('\n');
}
