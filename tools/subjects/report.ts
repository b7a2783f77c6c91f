/** reports/subjects.md: no clock, no paths; what is timed was timed by whoever ran it. */

import { partsOf } from '../../src/verdict/parts-of.ts';
import { table } from '../lib/table.ts';
import { type Described, keyOf, type Target, targetsOf } from './description.ts';
import type { Failure, Judged, SubjectRecord } from './record-of.ts';
import type { Records } from './records.ts';

interface Entry {
  readonly described: Described;
  readonly target: Target;
  readonly record: SubjectRecord;
}

interface JudgedEntry extends Entry {
  readonly record: Judged;
}

/** The report of what is known of each subject, in their order. */
export function report(described: readonly Described[], records: Records): string {
  const entries = described.flatMap((each) =>
    targetsOf(each).map((target): Entry => {
      const record = records[keyOf(target)] ?? { notRun: 'it was not run yet' };
      return { described: each, target, record };
    }),
  );
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
  '`npm run subjects -- numpy jax` does some again, and keeps what is known of the others; `--resume` goes on after an interruption.',
  'What is judged follows from seed and profile; times, devices, and the versions of what is not pinned, are those of the machine it',
  'ran on. *Arithmetic*: what `gradgate inspect` sees of sums of 24 terms; rounding is to nearest even where nothing else is said.',
  '*Largest error*: how far an entry that may be rounded was off at most, as a fraction of what it is allowed to be; finite',
  'differences left out.',
];

const header = [
  'folder',
  'library',
  'version',
  'backend',
  'device',
  'language',
  'format',
  'arithmetic',
  'verdict',
  ' hold',
  ' weakly',
  ' not claimed',
  'fails',
  ' largest error',
  'profile',
  ' seconds',
] as const;

function row({ described, record, target }: JudgedEntry): string[] {
  const { conclusion, largestError, profile, problems, subject, format } = record;
  const { library, version, backend, device } = partsOf(subject, format);
  return [
    `\`${target.name}\``,
    library,
    version || '–',
    backend || '–',
    device || (record.device ?? 'not recorded'),
    described.language,
    format,
    record.arithmetic ?? 'not recorded',
    conclusion === (described.expected ?? 'verified') ? conclusion : `**${conclusion}**`,
    String(record.hold),
    String(record.weakly),
    String(record.notClaimed),
    failing(record),
    largestError === null ? '–' : largestError.toFixed(2),
    problems === 120 ? profile : `${profile}, ${problems} problems`,
    String(record.seconds ?? '–'),
  ];
}

/** How many properties fail, and where that is written up. */
function failing({ failures: failed }: Judged): string {
  const known = failed.flatMap((failure) => ('known' in failure ? failure.properties : []));
  const news = failed.length - failed.filter((failure) => 'known' in failure).length;
  const texts = failed.flatMap((failure) => ('known' in failure ? [failure.known] : []));
  const links = new Set(texts.flatMap(linksIn));
  const counts = [
    ...(known.length > 0 ? [`${known.length} known`] : []),
    ...(news > 0 ? [`**${news} fail**`] : []),
  ];
  return [counts.join(', ') || '–', ...(links.size > 0 ? [[...links].join(', ')] : [])].join(': ');
}

/** The findings that a reason names: "reports/findings.md no. 4 and 10". */
function linksIn(reason: string): string[] {
  const found = reason.matchAll(/reports\/(findings[\w-]*\.md)( no\. \d+(?:(?:, | and )\d+)*)?/g);
  return [...found].map(([, file = '', number = '']) => `[${file}${number}](${file})`);
}

/** A line for each reason why failures are known, and for each failure that is not. */
function failures({ record }: JudgedEntry): string[] {
  return record.failures.map((failure) => `${who(record)}: ${failureText(failure)}`);
}

function failureText(failure: Failure): string {
  if ('property' in failure) return `**${failure.property}**: ${failure.reason}`;
  return `${failure.properties.join(', ')}. Known: ${failure.known}`;
}

function claims({ record }: JudgedEntry): string {
  const claimed = Object.entries(record.claims).map(([name, value]) =>
    value === true ? name : `${name}: ${[value].flat().join(', ')}`,
  );
  return `${who(record)}: ${claimed.join('; ') || 'none'}`;
}

function who({ subject, format }: Judged): string {
  return `${subject}, ${format}`;
}

function notRun({ target, described, record }: Entry): string[] {
  if (!('notRun' in record)) return [];
  const { library } = described;
  return [`\`${target.name}\` ${library} (${target.label}): ${record.notRun}`];
}

function judgedOf(entry: Entry): JudgedEntry[] {
  return 'notRun' in entry.record ? [] : [{ ...entry, record: entry.record }];
}

function section(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return [`## ${title}`, '', ...items.map((item) => `- ${item}`), ''];
}
