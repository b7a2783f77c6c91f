/**
 * `npm run subjects` installs and judges every subject, and puts what came of it into
 * reports/subjects.json, reports/subjects.md and reports/matrix.html; `npm run subjects -- NAME…` does these alone,
 * and keeps what is committed of the others. What cannot be installed is named and left out. With
 * options: `--resume` goes on with what an interrupted run had not done; `--no-install` judges what
 * is there; `--profile` and `--seed` are those of `gradgate check`; `--report` judges nothing, and
 * writes the report and the table of subjects/README.md again; `--check` fails where they are stale.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Described, discover, keyOf, type Target, targetsOf } from './description.ts';
import { Progress } from './progress.ts';
import type { SubjectRecord } from './record-of.ts';
import { mergeRecords, type Records, readRecords, recordsText } from './records.ts';
import { judge, prepare, type Settings } from './run.ts';
import { subjectFiles } from './subject-files.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'no-install': { type: 'boolean', default: false },
    resume: { type: 'boolean', default: false },
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
interface Counted {
  readonly judged: number;
  /** Those that the run which is resumed did. */
  readonly left: number;
  readonly notRun: readonly string[];
}

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

async function judgeSome(): Promise<void> {
  const { profile, seed } = settings;
  const notes = join('reports', 'runs', 'subjects', 'progress.json');
  const progress = new Progress(notes, { profile, seed }, values.resume);
  const counted = { judged: 0, left: 0, notRun: [] as string[] };
  for (const each of described) {
    if (positionals.length > 0 && !positionals.includes(each.name)) continue;
    const targets = targetsOf(each).filter((target) => !progress.has(keyOf(target)));
    counted.left += targetsOf(each).length - targets.length;
    for await (const [key, record] of judgeAll(each, targets)) {
      write({ [key]: record });
      if ('notRun' in record) {
        counted.notRun.push(key);
        continue; // what is missing may be there when it is resumed
      }
      progress.note(key);
      counted.judged += 1;
    }
  }
  console.log(inAll(counted));
}

function inAll({ judged, left, notRun }: Counted): string {
  const before = left === 0 ? '' : `, ${left} done before`;
  const names = notRun.length === 0 ? '' : `: ${notRun.join(', ')}`;
  return `${judged} judged${before}, ${notRun.length} not run${names}`;
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

/** Each target as soon as it is done. A violated subject is a result, not a failure of this tool. */
async function* judgeAll(
  each: Described,
  targets: readonly Target[],
): AsyncGenerator<[key: string, SubjectRecord]> {
  for (const target of targets) mkdirSync(outOf(target), { recursive: true });
  const [first] = targets;
  if (first === undefined) return;
  const folders = { subject: join('subjects', each.name), out: outOf(first) };
  const why = await prepare(each, settings, folders);
  for (const target of targets) {
    const record =
      why === undefined
        ? await judge(target, settings, { cli, out: outOf(target) })
        : { notRun: why };
    console.log(`${target.name} (${target.label}): ${inShort(record)}`);
    yield [keyOf(target), record];
  }
}

function outOf({ name, label }: Target): string {
  return join('reports', 'runs', 'subjects', name, label);
}

function inShort(record: SubjectRecord): string {
  if ('notRun' in record) return `not run, ${record.notRun}; the report keeps what it had`;
  return `${record.conclusion}, ${record.seconds} s`;
}
