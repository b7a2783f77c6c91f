import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCode } from '../../src/cli/exit-code.ts';
import { findChromium } from '../../src/process/browser/find-chromium.ts';
import { type Combination, nameOf } from './combination.ts';
import { emptyProject, installNode, installPnpm, pathWith, versionIn } from './installed.ts';
import { otherBytes, type VerdictBytes } from './verdict-bytes.ts';

/** What came of a combination. */
export interface Tried {
  /** The versions that were installed: of Node, of the manager, of the peers. */
  readonly versions: Readonly<Record<string, string>>;
  /** The commands that did as they should. */
  readonly passed: readonly string[];
  /** What did otherwise: the command, what was expected, what came. */
  readonly failed: readonly string[];
  /** What was not asked, and why. */
  readonly notRun: readonly string[];
}

/** A command of a project, and the exit code that it should end with. */
interface Asked {
  readonly command: string;
  readonly code?: number;
  readonly below?: string;
}

/** Where the runtimes and the projects are, the package, and the verdicts that ours must be like. */
export interface Ground {
  readonly folder: string;
  readonly tarball: string;
  /** What every project has, by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly verdicts: VerdictBytes;
}

/** Every way in, as the documents have it, and then those whose verdicts are compared. */
const commands: readonly Asked[] = [
  { command: 'gradgate check my-layer.subject.ts' },
  { command: 'vitest run layer.test.ts' },
  { command: 'node alone.js' },
  { command: 'gradgate doctor' },
  { command: 'gradgate init ts made' },
  { command: 'gradgate check --profile smoke', below: 'made' },
  { command: 'gradgate check --profile smoke --out reference' },
  {
    command: 'gradgate check wrong.subject.ts --profile smoke --out wrong',
    code: exitCode.violated,
  },
  { command: 'env POOL=forks vitest run doors.test.ts', code: 1 },
  { command: 'env POOL=threads vitest run doors.test.ts', code: 1 },
];

/** Where playwright-core is among the peers. */
const inBrowser =
  'gradgate check made/my-layer.subject.ts --browser --property equation-2 --out page';

/** Installs the package in an empty project, and asks it all that a user might. */
export function tryCombination(combination: Combination, ground: Ground): Tried {
  const project = join(ground.folder, nameOf(combination).replaceAll(/[^\w.]+/g, '-'));
  const paths = pathsOf(combination, ground.folder);
  const run = ({ command, code = 0, below = '' }: Asked): string | undefined => {
    const [file = '', ...args] = command.split(' ');
    const cwd = join(project, below);
    const env = pathWith([join(project, 'node_modules', '.bin'), ...paths]);
    const ended = spawnSync(file, args, { cwd, env, encoding: 'utf8' });
    if (ended.status === code) return undefined;
    const said = `${ended.stdout}${ended.stderr}`.trim().slice(-600);
    return `${command}: expected exit code ${code}, got ${ended.status}: ${said}`;
  };
  emptyProject(project);
  for (const [name, text] of Object.entries(ground.files)) {
    writeFileSync(join(project, name), text);
  }
  const pages = 'playwright-core' in combination.peers ? [{ command: inBrowser }] : [];
  const hasBrowser = findChromium(process.env) !== undefined;
  const asked = [
    { command: installing(combination, ground.tarball) },
    ...commands,
    ...(hasBrowser ? pages : []),
  ];
  const answers = asked.map((each) => [each.command, run(each)] as const);
  return {
    versions: versionsOf(combination, project, paths),
    passed: answers.flatMap(([words, why]) => (why === undefined ? [words] : [])),
    failed: [...answers.flatMap(([, why]) => why ?? []), ...otherBytes(project, ground.verdicts)],
    notRun: hasBrowser ? [] : pages.map(({ command }) => `${command}: no Chromium is installed`),
  };
}

function pathsOf({ node, manager }: Combination, folder: string): string[] {
  const [name, version] = manager.split('@');
  const runtime = installNode(node, folder);
  return name === 'pnpm' ? [runtime, installPnpm(version ?? '', folder)] : [runtime];
}

function installing({ manager, peers }: Combination, tarball: string): string {
  const install =
    manager === 'npm' ? 'npm install --no-audit --no-fund -D' : 'pnpm add -D --allow-build=esbuild';
  const packages = Object.entries(peers).map(([name, version]) => `${name}@${version}`);
  return [install, tarball, ...packages].join(' ');
}

function versionsOf({ manager, peers }: Combination, project: string, paths: readonly string[]) {
  const env = pathWith(paths);
  const [name = ''] = manager.split('@');
  const said = (file: string): string =>
    spawnSync(file, ['--version'], { env, cwd: project, encoding: 'utf8' }).stdout.trim();
  const found = Object.keys(peers).map((peer) => [peer, versionIn(project, peer) ?? '–']);
  return { Node: said('node'), manager: `${name} ${said(name)}`, ...Object.fromEntries(found) };
}
