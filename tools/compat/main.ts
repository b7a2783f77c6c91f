/**
 * `npm run compat` packs the package, installs it with each Node, package manager and end of a peer range, and
 * asks there all that a user might; verdicts must have the same bytes everywhere. `-- --node 22` tries the
 * combinations of that Node alone; `-- --write` writes reports/compat.md. It takes about ten minutes.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Combination, combinations, nameOf } from './combination.ts';
import { compatReport } from './compat-report.ts';
import { projectFiles } from './project-files.ts';
import { type Tried, tryCombination } from './try-combination.ts';
import { ownVerdicts } from './verdict-bytes.ts';

const { values } = parseArgs({
  options: { node: { type: 'string' }, write: { type: 'boolean', default: false } },
});
const isAsked = ({ node }: Combination): boolean =>
  values.node === undefined || node.split('.')[0] === values.node;
const asked = combinations.filter(isAsked);

if (asked.length === 0) {
  const known = [...new Set(combinations.map(({ node }) => node.split('.')[0]))].join(', ');
  console.error(`--node: expected one of ${known}, got ${values.node}`);
  process.exitCode = 2;
} else {
  const folder = mkdtempSync(join(tmpdir(), 'gradgate-compat-'));
  try {
    report(tryAll(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tryAll(folder: string): readonly Tried[] {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { stdio: 'ignore' });
  const [name = ''] = readdirSync(folder);
  const tarball = join(folder, name);
  lint(['publint', tarball, '--strict']);
  lint(['attw', tarball, '--profile', 'esm-only']);
  const files = projectFiles();
  writeFileSync(join(folder, 'wrong.subject.ts'), files['wrong.subject.ts'] ?? '');
  const ground = { folder, tarball, files, verdicts: ownVerdicts(folder) };
  return asked.map((combination) => {
    const tried = tryCombination(combination, ground);
    const { passed, failed, notRun } = tried;
    console.log(`${failed.length === 0 ? '✓' : '✗'} ${nameOf(combination)}`);
    for (const why of failed) console.log(`    ${why}`);
    for (const why of notRun) console.log(`    not run: ${why}`);
    console.log(`    ${passed.length} commands passed`);
    return tried;
  });
}

/** What a linter of packages complains of ends everything. @throws Error, with its words */
function lint(command: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync('npx', command, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`npx ${command.join(' ')}: ${stdout}${stderr}`);
  console.log(`✓ ${command[0]}`);
}

function report(tried: readonly Tried[]): void {
  if (values.write) writeFileSync('reports/compat.md', compatReport(tried));
  if (tried.some(({ failed }) => failed.length > 0)) process.exitCode = 1;
}
