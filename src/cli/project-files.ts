/** What a project has beside an adapter: a configuration, a list of known failures, and a workflow. */
import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { knownName } from './known/known-file.ts';
import { slug } from './place.ts';

/** What the README of a skeleton says: how the adapter is built, and how it is asked. */
interface Said {
  readonly build: readonly string[];
  /** The options of check, as a configuration has them. */
  readonly options: Readonly<Record<string, string | number>>;
}

/** Files by path, of a skeleton with this README that is written into a folder. */
export function projectFiles(readme: string, folder: string): Record<string, string> {
  const said = saidIn(readme);
  const root = rootAbove(resolve(folder));
  const below = relative(root, resolve(folder)).split(sep).join('/');
  const name = below === '' ? 'gradgate' : `gradgate-${slug(below.replaceAll('/', '-'))}`;
  return {
    [join(folder, 'gradgate.config.ts')]: configuration(said),
    [join(folder, knownName)]: `${JSON.stringify({ version: 1, failures: [] }, null, 2)}\n`,
    [join(root, '.github', 'workflows', `${name}.yml`)]: workflow(said, { name, below }),
  };
}

/** The folder of the repository that a folder is in, where workflows are; the folder itself, outside of any. */
function rootAbove(folder: string): string {
  for (let place = folder; ; place = dirname(place)) {
    if (existsSync(join(place, '.git'))) return place;
    if (dirname(place) === place) return folder;
  }
}

/** @throws Error, of a skeleton that does not say how it is asked, which is our bug */
function saidIn(readme: string): Said {
  const [, block = ''] = /```sh\n(.*?)```/s.exec(readme) ?? [];
  const lines = block.trim().split('\n');
  const build = lines.filter((line) => !/^(npm install|npx gradgate) /.test(line));
  const asked = /^npx gradgate check (?:--command "([^"]+)"|(\S+))(?: --runs (\d+))?$/m.exec(block);
  if (asked === null) throw new Error('the skeleton does not say how it is asked');
  const [, command, adapter = '', runs] = asked;
  const subject = command === undefined ? { adapter } : { command };
  return { build, options: { ...subject, ...(runs !== undefined && { runs: Number(runs) }) } };
}

function configuration({ options }: Said): string {
  const lines = Object.entries(options).map(([name, value]) => {
    return `  ${name}: ${typeof value === 'number' ? value : `'${value}'`},`;
  });
  return `import type { GradgateConfig } from 'gradgate';

/** What \`npx gradgate check\` is asked for; every option of it may stand here. */
export default {
${lines.join('\n')}
} satisfies GradgateConfig;
`;
}

function workflow({ build }: Said, { name, below }: { name: string; below: string }): string {
  const place = below === '' ? '' : `    defaults: { run: { working-directory: '${below}' } }\n`;
  const out = below === '' ? 'report' : `${below}/report`;
  const steps = build.map((line) => `      - run: ${line}\n`).join('');
  return `name: ${name}
on: { push: { branches: [main] }, pull_request: {} }
permissions: { contents: read }
jobs:
  gate:
    runs-on: ubuntu-latest
${place}    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - run: npm ci # with gradgate and vitest among the devDependencies
${steps}      - run: npx gradgate check --strict --out report
      - if: always()
        uses: actions/upload-artifact@v4
        with: { name: ${name}, path: ${out}, if-no-files-found: ignore }
`;
}
