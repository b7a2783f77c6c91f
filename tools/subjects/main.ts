/**
 * `npm run subjects` installs and judges every subject, and puts what came of it into
 * reports/subjects.json and reports/subjects.md; `npm run subjects -- NAME…` does these alone,
 * and keeps what is committed of the others. With options: `--no-install` judges what is there;
 * `--profile` and `--seed` are those of `gradgate check`; `--table` judges nothing, and writes
 * the report and the table of subjects/README.md again.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Described, discover, keyOf, type Target, targetsOf } from './description.ts';
import type { SubjectRecord } from './record-of.ts';
import { mergeRecords, type Records, readRecords, recordsText } from './records.ts';
import { report } from './report.ts';
import { judge, prepare, type Settings } from './run.ts';
import { withSubjectsTable } from './subjects-table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'no-install': { type: 'boolean', default: false },
    table: { type: 'boolean', default: false },
    profile: { type: 'string', default: 'ci' },
    seed: { type: 'string', default: '1' },
  },
});
const settings: Settings = {
  profile: values.profile,
  seed: Number(values.seed),
  install: !values['no-install'],
};
const cli = join('dist', 'src', 'cli', 'main.js');
const files = {
  records: join('reports', 'subjects.json'),
  report: join('reports', 'subjects.md'),
  readme: join('subjects', 'README.md'),
};

const described = discover('subjects');
const unknown = positionals.filter((name) => !described.some((each) => each.name === name));
if (unknown.length > 0) {
  const names = described.map(({ name }) => name).join(', ');
  throw new Error(`${unknown.join(', ')}: expected some of ${names}`);
}

for (const each of values.table ? [] : described) {
  if (positionals.length === 0 || positionals.includes(each.name)) write(await judgeAll(each));
}
if (values.table) write({});
console.log(`Written to ${Object.values(files).join(', ')}`);

/** Merges what is new into the files, after each subject: what was done outlives an interruption. */
function write(fresh: Records): void {
  const targets = described.flatMap(targetsOf);
  const records = mergeRecords(readRecords(files.records), fresh, targets);
  writeFileSync(files.records, recordsText(records));
  writeFileSync(files.report, report(described, records));
  writeFileSync(files.readme, withSubjectsTable(readFileSync(files.readme, 'utf8'), described));
}

/** A violated subject is a result, not a failure of this tool. */
async function judgeAll(each: Described): Promise<Records> {
  const targets = targetsOf(each);
  for (const target of targets) mkdirSync(outOf(target), { recursive: true });
  const [first] = targets;
  if (first === undefined) return {};
  const folders = { subject: join('subjects', each.name), out: outOf(first) };
  const why = await prepare(each, settings, folders);
  const records: [string, SubjectRecord][] = [];
  for (const target of targets) {
    const record =
      why === undefined
        ? await judge(target, settings, { cli, out: outOf(target) })
        : { notRun: why };
    records.push([keyOf(target), record]);
    console.log(`${target.name} (${target.label}): ${inShort(record)}`);
  }
  return Object.fromEntries(records);
}

function outOf({ name, label }: Target): string {
  return join('reports', 'runs', 'subjects', name, label);
}

function inShort(record: SubjectRecord): string {
  if ('notRun' in record) return `not run, ${record.notRun}; the report keeps what it had`;
  return `${record.conclusion}, ${record.seconds} s`;
}
