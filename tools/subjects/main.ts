/**
 * `npm run subjects` installs and judges every subject, and puts what came of it into
 * reports/subjects.json and reports/subjects.md; `npm run subjects -- NAME…` does these alone,
 * and keeps what is committed of the others. With options: `--no-install` judges what is there;
 * `--profile` and `--seed` are those of `gradgate check`; `--report` judges nothing, and writes
 * the report and the table of subjects/README.md again; `--check` fails where they are stale.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Described, discover, keyOf, type Target, targetsOf } from './description.ts';
import type { SubjectRecord } from './record-of.ts';
import { mergeRecords, type Records, readRecords, recordsText } from './records.ts';
import { judge, prepare, type Settings } from './run.ts';
import { subjectFiles } from './subject-files.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'no-install': { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
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
const recordsFile = join('reports', 'subjects.json');

const described = discover('subjects');
const unknown = positionals.filter((name) => !described.some((each) => each.name === name));
if (unknown.length > 0) {
  const names = described.map(({ name }) => name).join(', ');
  throw new Error(`${unknown.join(', ')}: expected some of ${names}`);
}

if (values.check) check();
else if (values.report) write({});
else await judgeSome();

/** After each subject the files are written: what was done outlives an interruption. */
async function judgeSome(): Promise<void> {
  for (const each of described) {
    if (positionals.length === 0 || positionals.includes(each.name)) write(await judgeAll(each));
  }
}

function write(fresh: Records): void {
  const records = mergeRecords(readRecords(recordsFile), fresh, described.flatMap(targetsOf));
  writeFileSync(recordsFile, recordsText(records));
  for (const [path, text] of subjectFiles(described, records)) writeFileSync(path, text);
}

function check(): void {
  const files = [...subjectFiles(described, readRecords(recordsFile))];
  const stale = files.filter(([path, text]) => readFileSync(path, 'utf8') !== text);
  for (const [path] of stale) console.error(`${path} is stale: run npm run subjects -- --report`);
  if (stale.length > 0) process.exitCode = 1;
  else console.log(`${files.length} files are as npm run subjects -- --report writes them`);
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
