/** reports/subjects.md: no clock, no paths; what is timed was timed by whoever ran it. */

import type { PropertyVerdict, Verdict } from '../../src/verdict/verdict.ts';
import { table } from '../lib/table.ts';
import type { Described, Target } from './description.ts';
import type { Outcome } from './outcome.ts';

export interface Entry {
  readonly described: Described;
  readonly target: Target;
  readonly outcome: Outcome;
}

interface JudgedEntry extends Entry {
  readonly verdict: Verdict;
  readonly seconds: number;
}

export function report(entries: readonly Entry[]): string {
  const judged = entries.flatMap(judgedOf);
  return [
    '# Real libraries',
    '',
    ...introduction,
    '',
    table(header, judged.map(row)),
    '',
    ...section('Violated, or known to fail', judged.flatMap(failures)),
    ...section('Claims', judged.map(claims)),
    ...section('Not run', entries.flatMap(notRun)),
  ].join('\n');
}

const introduction = [
  '`npm run subjects` installs and judges every folder of `subjects/` that has a `subject.json`, and writes this file;',
  '`npm run subjects -- numpy jax` does some again, and keeps what is known of the others. What is judged follows from seed and',
  'profile; times, and the versions of what is not pinned, are those of the machine it ran on. *Largest error*: how far an',
  'entry that may be rounded was off at most, as a fraction of what it is allowed to be; finite differences left out.',
];

const header = [
  'library',
  'language',
  'format',
  'verdict',
  ' hold',
  ' weakly',
  ' known to fail',
  ' violated',
  ' not claimed',
  ' largest error',
  'profile',
  ' seconds',
] as const;

function row({ described, verdict, seconds, target }: JudgedEntry): string[] {
  const { properties, run, conclusion } = verdict;
  const count = (is: (property: PropertyVerdict) => boolean): string =>
    String(properties.filter(is).length);
  // What a difference is off by is mostly its own error, whoever is judged.
  const errors = properties.flatMap(({ id, evidence }) =>
    id === 'finite-difference' ? [] : (evidence?.closest ?? []),
  );
  return [
    `\`${target.name}\` ${run.subject}`,
    described.language,
    run.numberFormat,
    conclusion === (described.expected ?? 'verified') ? conclusion : `**${conclusion}**`,
    count(({ outcome }) => outcome === 'passed'),
    count(({ weak }) => weak !== undefined),
    count((property) => hasFailed(property) && property.known !== undefined),
    count((property) => hasFailed(property) && property.known === undefined),
    count(({ outcome }) => outcome === 'skipped'),
    errors.length === 0 ? '–' : Math.max(...errors).toFixed(2),
    run.runs === 120 ? run.profile : `${run.profile}, ${run.runs} problems`,
    seconds.toFixed(0),
  ];
}

function hasFailed({ outcome }: PropertyVerdict): boolean {
  return outcome === 'failed' || outcome === 'error';
}

/** A line for each reason why failures are known, and for each failure that is not. */
function failures({ verdict: { run, properties } }: JudgedEntry): string[] {
  const failed = properties.filter(hasFailed);
  const who = `${run.subject}, ${run.numberFormat}`;
  const reasons = [...new Set(failed.flatMap(({ known }) => known ?? []))];
  const expected = reasons.map((known) => {
    const ids = failed.filter((property) => property.known === known).map(({ id }) => id);
    return `${who}: ${ids.join(', ')}. Known: ${known}`;
  });
  const news = failed.filter(({ known }) => known === undefined);
  return [...expected, ...news.map(({ id, reason = '' }) => `${who}: **${id}**: ${reason}`)];
}

function claims({ verdict: { run } }: JudgedEntry): string {
  const claimed = Object.entries(run.claims).map(([name, value]) =>
    value === true ? name : `${name}: ${[value].flat().join(', ')}`,
  );
  return `${run.subject}, ${run.numberFormat}: ${claimed.join('; ') || 'none'}`;
}

function notRun({ target, described, outcome }: Entry): string[] {
  if (outcome.kind === 'judged') return [];
  const { library } = described;
  return [`\`${target.name}\` ${library} (${target.label}): ${outcome.why}`];
}

function judgedOf(entry: Entry): JudgedEntry[] {
  return entry.outcome.kind === 'judged' ? [{ ...entry, ...entry.outcome }] : [];
}

function section(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return [`## ${title}`, '', ...items.map((item) => `- ${item}`), ''];
}
