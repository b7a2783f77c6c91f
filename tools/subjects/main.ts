/**
 * `npm run subjects` installs and judges every subject that is described, and writes
 * reports/subjects.md; `npm run subjects -- NAME…` does these alone. With options:
 * `--no-install` judges what is there; `--profile` and `--seed` are those of `gradgate check`;
 * `--report` judges nothing, and writes the report of what is kept.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Described, discover, type Target, targetsOf } from './description.ts';
import { keepOutcome, keptOutcome, type Outcome } from './outcome.ts';
import { type Entry, report } from './report.ts';
import { judge, prepare, type Settings } from './run.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'no-install': { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
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
const reportFile = join('reports', 'subjects.md');

const described = discover('subjects');
const unknown = positionals.filter((name) => !described.some((each) => each.name === name));
if (unknown.length > 0) {
  const names = described.map(({ name }) => name).join(', ');
  throw new Error(`${unknown.join(', ')}: expected some of ${names}`);
}

for (const each of values.report ? [] : described) {
  if (positionals.length === 0 || positionals.includes(each.name)) await judgeAll(each);
}
const entries: Entry[] = described.flatMap((each) =>
  targetsOf(each).map((target) => ({
    described: each,
    target,
    outcome: keptOutcome(outOf(target)),
  })),
);
writeFileSync(reportFile, report(entries));
console.log(`Written to ${reportFile}`);

/** A violated subject is a result, not a failure of this tool. */
async function judgeAll(each: Described): Promise<void> {
  const targets = targetsOf(each);
  for (const target of targets) mkdirSync(outOf(target), { recursive: true });
  const [first] = targets;
  if (first === undefined) return;
  const folders = { subject: join('subjects', each.name), out: outOf(first) };
  const why = await prepare(each, settings, folders);
  for (const target of targets) {
    const outcome: Outcome =
      why === undefined
        ? await judge(target, settings, { cli, out: outOf(target) })
        : { kind: 'not run', why };
    keepOutcome(outOf(target), outcome);
    console.log(`${target.name} (${target.label}): ${inShort(outcome)}`);
  }
}

function outOf({ name, label }: Target): string {
  return join('reports', 'runs', 'subjects', name, label);
}

function inShort(outcome: Outcome): string {
  if (outcome.kind === 'not run') return `not run, ${outcome.why}`;
  return `${outcome.verdict.conclusion}, ${outcome.seconds.toFixed(0)} s`;
}
