import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { formats } from '../../src/number/formats.ts';
import { problems } from '../../src/problem/problems.ts';
import { table } from '../lib/table.ts';
import { againstArb, againstGradcheck } from './rival.ts';
import { type CpuProfile, fileOf, sharesOf } from './shares-of.ts';

/** What a run costs, and generating small problems, with where the time goes. */
export async function priceReport(): Promise<string> {
  const [seconds, profiles] = runs();
  const [rate, generating] = await generation();
  // The work whose times are the furthest from what was aimed at.
  const [certified, rounded] = [againstArb(256), againstGradcheck('rounded')];
  const small = 'small problems (extents to 4) generated a second';
  return [
    '## Prices',
    'On this machine, with whatever else it did. A share is that of the samples in which a file of this folder was at work; all ' +
      'processes of the command together, waiting left out.',
    table(
      ['what', ' measured'],
      [
        [
          '`gradgate check`, the reference at profile ci: seconds, the least of 3',
          seconds.toFixed(1),
        ],
        [small, `${Math.round(rate / 1000)} thousand`],
      ],
    ),
    'Where a run goes:',
    table(['folder', ' share'], sharesOf(profiles)),
    'Where generating goes:',
    table(['folder', ' share'], sharesOf([generating])),
    `Where the ${certified.what} goes (its kernel multiplies slices, each of them exactly):`,
    table(['file', ' share'], sharesOf([await profileOf(certified.runA)], fileOf)),
    `Where ${rounded.what} goes:`,
    table(['file', ' share'], sharesOf([await profileOf(rounded.runA)], fileOf)),
  ].join('\n\n');
}

/** How long the command takes, and the profiles of one more run of it. */
function runs(): [seconds: number, profiles: CpuProfile[]] {
  const folder = mkdtempSync(join(tmpdir(), 'gradgate-bench-'));
  const command = ['dist/src/cli/main.js', 'check', '--quiet', '--out', join(folder, 'out')];
  const timed = (flags: readonly string[]): number => {
    const start = performance.now();
    execFileSync(process.execPath, [...flags, ...command], { stdio: 'ignore' });
    return (performance.now() - start) / 1000;
  };
  try {
    const seconds = Math.min(...[1, 2, 3].map(() => timed([])));
    timed(['--cpu-prof', `--cpu-prof-dir=${folder}`]);
    const files = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
    return [seconds, files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function generation(): Promise<[rate: number, profile: CpuProfile]> {
  const small = problems({ format: formats.float64, extent: 4, volume: 27 });
  const count = 20_000;
  const generate = (seed: number): unknown => fc.sample(small, { seed, numRuns: count });
  const timed = (seed: number): number => {
    const start = performance.now();
    generate(seed);
    return performance.now() - start;
  };
  const least = Math.min(...[1, 2, 3, 4, 5].map(timed));
  return [(1000 * count) / least, await profiled(() => generate(6))];
}

/** Of two seconds of it, when it is compiled. */
async function profileOf(work: () => unknown): Promise<CpuProfile> {
  const repeat = async (milliseconds: number): Promise<void> => {
    for (const start = performance.now(); performance.now() - start < milliseconds; ) await work();
  };
  await repeat(500);
  return profiled(() => repeat(2000));
}

async function profiled(work: () => unknown): Promise<CpuProfile> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return profile;
}
