import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import semver from 'semver';
import { judgeManyCanaries } from '../gate/run/judge-canaries.ts';
import { findChromium } from '../process/browser/find-chromium.ts';
import type { Canary } from '../verdict/verdict.ts';
import { exitCode } from './exit-code.ts';
import { say } from './say.ts';
import { version } from './version.ts';

/** So many subjects of each kind are tried. */
const count = 10;

/** Tries the gate on subjects whose verdict is known, and says what is installed. Resolves to the exit code. */
export async function doctor(seed: number): Promise<number> {
  const tools = Promise.all(programs.map(lineOf)); // while the canaries are judged
  say(`gradgate ${version} on Node ${process.version}, ${process.platform} ${process.arch}`);
  const canaries = await judgeManyCanaries(seed, count);
  const isWell = [
    tell(canaries, ['caught', 'missed'], 'wrong subjects were caught'),
    tell(canaries, ['not accused', 'accused'], 'right subjects passed'),
  ].every((each) => each);
  for (const line of [...packages.map(packageLine), ...(await tools), browserLine()]) say(line);
  if (!isWell) say('Something is wrong with gradgate here: please report these lines.');
  return isWell ? exitCode.verified : exitCode.void;
}

/** Says how many came out as they should, and names those that did not. */
function tell(
  canaries: readonly Canary[],
  [well, badly]: readonly [Canary['outcome'], Canary['outcome']],
  words: string,
): boolean {
  const right = canaries.filter(({ outcome }) => outcome === well);
  const wrong = canaries.filter(({ outcome }) => outcome === badly);
  say(
    `${wrong.length === 0 ? '✓' : '✗'} ${right.length} of ${right.length + wrong.length} ${words}`,
  );
  for (const { name, property } of wrong) say(`    ${badly}: ${name}, by ${property}`);
  return wrong.length === 0;
}

/** What the command needs, and what some of its options do. */
const packages = [
  ['fast-check', 'draws problems'],
  ['vitest', 'runs check'],
  ['vite', 'for --browser'],
  ['playwright-core', 'for --browser'],
] as const;

const load = createRequire(import.meta.url);

/** What is out of its range may load, and do otherwise: playwright-core 1.51 makes objects of typed arrays. */
function packageLine([name, use]: (typeof packages)[number]): string {
  try {
    const { version: found }: { version: string } = load(`${name}/package.json`);
    const { peerDependencies }: { peerDependencies: Record<typeof name, string> } =
      load('gradgate/package.json');
    const range = peerDependencies[name];
    if (semver.satisfies(found, range)) return present(name, found, use);
    return `✗ ${name.padEnd(15)} ${found} is not in ${range} (${use})`;
  } catch {
    return missing(name, use);
  }
}

interface Program {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly use: string;
}

const programs: readonly Program[] = [
  { name: 'Python', command: ['python3', '--version'], use: 'adapters in Python' },
  { name: 'Rust', command: ['rustc', '--version'], use: 'adapters in Rust' },
  { name: 'Go', command: ['go', 'version'], use: 'adapters in Go' },
  { name: 'Java', command: ['java', '--version'], use: 'adapters in Java' },
  { name: 'C++', command: ['c++', '--version'], use: 'adapters in C++' },
  {
    name: 'GPU',
    command: ['nvidia-smi', '--query-gpu=name', '--format=csv,noheader'],
    use: 'CUDA libraries',
  },
];

async function lineOf({ name, command: [file, ...args], use }: Program): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(file, args, { timeout: 5000 });
    return present(name, stdout.trim().split('\n', 1)[0] ?? '', use);
  } catch {
    return missing(name, use);
  }
}

function browserLine(): string {
  const found = findChromium(process.env);
  return found === undefined
    ? missing('Chromium', '--browser')
    : present('Chromium', found, '--browser');
}

function present(name: string, what: string, use: string): string {
  return `✓ ${name.padEnd(15)} ${what} (${use})`;
}

/** Nothing that is missing is an error: who needs it is told so then. */
function missing(name: string, use: string): string {
  return `– ${name.padEnd(15)} not found (${use})`;
}
