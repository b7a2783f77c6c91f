/**
 * `npm run detection` hunts the faults whose record is new or no longer true, and writes
 * reports/detection.{md,json} and reports/shrinking.md. With options:
 * `-- --all` hunts every fault again;
 * `-- --check` writes nothing, and fails where a record or a report is not as it would be written, or a right
 * subject was accused or never asked;
 * `-- --right N` asks each right subject until it was asked N problems in all runs, and writes that part alone;
 * `-- --real-peers` drives PyTorch's own gradcheck over the faults and compares it with ours;
 * `-- --hypothesis` lets Hypothesis hunt ten of them, over the protocol;
 * `-- --only NAME` prints what is found out about one fault, and writes nothing.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Fault, faults } from '../../bank/faults/index.ts';
import { unusual } from '../../bank/unusual/index.ts';
import type { Subject } from '../../src/contract/subject.ts';
import { aboutFaults } from '../lib/about-faults.ts';
import { type Detection, type FaultRecord, type RightRecord, seed } from './detection.ts';
import { detectionReport } from './detection-report.ts';
import { type Found, peersOf } from './hunt-fault.ts';
import { huntRight } from './hunt-right.ts';
import { hypothesisReport } from './hypothesis-report.ts';
import { realPeers } from './real-peers.ts';
import { realPeersReport } from './real-peers-report.ts';
import { shrinkingReport } from './shrinking-report.ts';
import { accusedOrUnasked, staleRecords } from './stale-records.ts';

const file = 'reports/detection.json';

const { values } = parseArgs({
  options: {
    all: { type: 'boolean' },
    check: { type: 'boolean' },
    right: { type: 'string' },
    'real-peers': { type: 'boolean' },
    hypothesis: { type: 'boolean' },
    only: { type: 'string' },
  },
});

if (values.check) await recheck();
else if (values['real-peers']) await askRealPeers();
else if (values.hypothesis) await askHypothesis();
else if (values.right !== undefined) await askRight(Number(values.right));
else if (values.only !== undefined) await showOne(values.only);
else await huntStale(values.all ?? false);

/** Nothing that was caught may pass now, and reports are what their data say. */
async function recheck(): Promise<void> {
  const detection = await recorded();
  const records = [...(await staleRecords(detection)), ...accusedOrUnasked(detection)];
  const stale = records.map(({ name, why }) => `${name} ${why}`);
  for (const [path, text] of rendered(detection)) {
    if ((await readFile(path, 'utf8')) !== text) stale.push(`${path} is not what ${file} says`);
  }
  for (const complaint of stale) console.error(`${complaint}: run npm run detection`);
  if (stale.length > 0) process.exitCode = 1;
  else console.log(`${faults.length} faults are caught as ${file} has it`);
}

/** Where PyTorch is missing, it is said to be, and nothing is written. */
async function askRealPeers(): Promise<void> {
  const result = await realPeers(faults);
  if ('missing' in result) return console.log(`not run: ${result.missing}`);
  const report = realPeersReport(result);
  await writeFile('reports/real-peers.md', report);
  console.log(report);
  if (result.disagreements.length > 0) process.exitCode = 1;
}

/** Likewise. */
async function askHypothesis(): Promise<void> {
  const report = await hypothesisReport();
  if (typeof report !== 'string') return console.log(`not run: ${report.missing}`);
  await writeFile('reports/hypothesis.md', report);
  console.log(report);
}

async function askRight(problems: number): Promise<void> {
  const before = await recorded();
  await huntRight(problems, before.right, async (right) => {
    const asked = right.map((record) => record.problems);
    const total = asked.reduce((sum, each) => sum + each, 0);
    console.error(`${total} problems, at least ${Math.min(...asked)} each`);
    await write({ ...before, right });
  });
}

async function showOne(name: string): Promise<void> {
  const chosen = faults.filter((fault) => fault.name === name);
  const [found] = await huntFaults(chosen);
  console.log(found ?? `No fault is called ${name}.`);
}

/** Hunts what is not known any more; what is known of the others, and of right subjects, stays. */
async function huntStale(all: boolean): Promise<void> {
  const known = await recorded().catch((): Detection => ({ seed, faults: [], right: [] }));
  const before = await shownToAll(known);
  const stale = all ? [] : (await staleRecords(before)).map(({ name }) => name);
  const hunted = faults.filter(({ name }) => all || stale.includes(name));
  const found = await huntFaults(hunted);
  const records = new Map(before.faults.map((record) => [record.name, record]));
  for (const { record } of found) records.set(record.name, record);
  await write({ ...before, faults: faults.flatMap(({ name }) => records.get(name) ?? []) });
  const times = found.map(({ record: { name }, ...milliseconds }) => ({ name, ...milliseconds }));
  await writeFile('reports/detection-times.json', `${JSON.stringify(times, null, 1)}\n`);
  console.log(`${hunted.length} of ${faults.length} faults were hunted`);
}

/** Everything there is to find out about faults, in their order. */
function huntFaults(chosen: readonly Fault[]): Promise<Found[]> {
  const worker = new URL('./hunt-worker.js', import.meta.url);
  return aboutFaults<Found>(worker, chosen, ({ record: { name } }, count) => {
    console.error(`${count} of ${chosen.length}: ${name}`);
  });
}

/** With what the checkers say that a subject of a record was not shown to. */
async function shownToAll({ faults: wrong, right, ...rest }: Detection): Promise<Detection> {
  const subjects = new Map<string, Subject>(
    [...unusual, ...faults].map((each) => [each.name, each]),
  );
  const shown = async <R extends FaultRecord | RightRecord>(record: R): Promise<R> => {
    const subject = subjects.get(record.name);
    return subject ? { ...record, peers: await peersOf(subject, record.peers) } : record;
  };
  const [all, passing]: [FaultRecord[], RightRecord[]] = [[], []];
  for (const record of wrong) all.push(await shown(record));
  for (const record of right) passing.push(await shown(record));
  return { ...rest, faults: all, right: passing };
}

async function recorded(): Promise<Detection> {
  return JSON.parse(await readFile(file, 'utf8'));
}

async function write(detection: Detection): Promise<void> {
  await writeFile(file, textOf(detection));
  for (const [path, text] of rendered(detection)) await writeFile(path, text);
}

/** A record a line, so that a change of one is a change of one line. */
function textOf({ seed, faults: records, right }: Detection): string {
  const lines = (list: readonly object[]): string =>
    `[\n${list.map((record) => JSON.stringify(record)).join(',\n')}\n]`;
  return `{"seed": ${seed},\n"faults": ${lines(records)},\n"right": ${lines(right)}}\n`;
}

/** The reports by their paths. */
function rendered(detection: Detection): [path: string, text: string][] {
  return [
    ['reports/detection.md', detectionReport(detection)],
    ['reports/shrinking.md', shrinkingReport(detection)],
  ];
}
