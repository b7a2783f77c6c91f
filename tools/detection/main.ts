/**
 * `npm run detection` writes reports/detection.{md,json} and reports/shrinking.md. With options:
 * `-- --check` judges each fault once more and fails where one that was caught is no longer;
 * `-- --right N` asks the right subjects N problems in all, and writes that part alone;
 * `-- --real-peers` drives PyTorch's own gradcheck over the faults and compares it with ours;
 * `-- --hypothesis` lets Hypothesis hunt ten of them, over the protocol;
 * `-- --only NAME` prints what is found out about one fault, and writes nothing.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { faults } from '../../bank/faults/index.ts';
import { version } from '../../src/cli/version.ts';
import { check } from './check.ts';
import { contestsOf } from './contest.ts';
import type { Detection } from './detection.ts';
import { detectionReport } from './detection-report.ts';
import { huntFaults } from './hunt-faults.ts';
import { huntRight } from './hunt-right.ts';
import { hypothesisReport } from './hypothesis-report.ts';
import { realPeers } from './real-peers.ts';
import { realPeersReport } from './real-peers-report.ts';
import { shrinkingReport } from './shrinking-report.ts';

const seed = 1;
const file = 'reports/detection.json';

const { values } = parseArgs({
  options: {
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
else await everything();

/** Nothing that was caught may pass now. */
async function recheck(): Promise<void> {
  const complaints = await check(await recorded());
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) process.exitCode = 1;
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
  await huntRight(problems, async (right) => {
    const asked = right.reduce((total, record) => total + record.problems, 0);
    console.error(`${asked} problems`);
    await write({ ...(await recorded()), right });
  });
}

async function showOne(name: string): Promise<void> {
  const chosen = faults.filter((fault) => fault.name === name);
  const [found] = await huntFaults(chosen, seed);
  console.log(found ?? `No fault is called ${name}.`);
}

/** Everything about the faults; what is known of the right subjects stays. */
async function everything(): Promise<void> {
  const found = await huntFaults(faults, seed);
  const { right } = await recorded().catch(() => ({ right: [] }));
  const records = found.map(({ record }) => record);
  const detection: Detection = { gradgate: version, seed, faults: records, right };
  await write(detection);
  const contests = await contestsOf(faults, seed);
  await writeFile('reports/shrinking.md', shrinkingReport(detection, contests));
  const times = found.map(({ record: { name }, ...milliseconds }) => ({ name, ...milliseconds }));
  await writeFile('reports/detection-times.json', `${JSON.stringify(times, null, 1)}\n`);
}

async function recorded(): Promise<Detection> {
  return JSON.parse(await readFile(file, 'utf8'));
}

async function write(detection: Detection): Promise<void> {
  await writeFile(file, `${JSON.stringify(detection, null, 1)}\n`);
  await writeFile('reports/detection.md', detectionReport(detection));
}
