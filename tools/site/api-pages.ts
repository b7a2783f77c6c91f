import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Application, type LogLevel } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';

/** The doors as users import them, by the file that says what goes through each. */
export const doors: Readonly<Record<string, string>> = {
  gradgate: 'doors/index',
  'gradgate/subject': 'contract/subject',
  'gradgate/vitest': 'doors/vitest',
  'gradgate/properties': 'doors/properties',
  'gradgate/reporter': 'doors/reporter',
  'gradgate/stdio': 'doors/stdio',
};

/** Of what these have, a type that is there is made: its page says which one. */
const derived = [
  'AnyClaim',
  'ClaimedFeature',
  'accumulatedKinds',
  'entryKinds',
  'operandNames',
  'resultNames',
];

/** How it is written: one page a door, tables where a list would be long. */
const style: PluginOptions = {
  outputFileStrategy: 'modules',
  hidePageHeader: true,
  hideBreadcrumbs: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
};

/**
 * The reference of the doors, by page, from the declarations in dist: they are a fifth of the sources.
 * @throws Error where something is said of what is not there
 */
export async function apiPages(): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'gradgate-api-'));
  try {
    const out = join(folder, 'out');
    const files = Object.values(doors).map((file) => resolve(`dist/src/${file}.d.ts`));
    const app = await Application.bootstrapWithPlugins({
      ...style,
      entryPoints: files,
      out,
      tsconfig: tsconfigFor(folder, files),
      plugin: ['typedoc-plugin-markdown'],
      readme: 'none',
      skipErrorChecking: true, // `npm run lint` did
      disableSources: true,
      sort: ['source-order'],
      excludePrivate: true,
      excludeInternal: true,
      excludeExternals: true,
      intentionallyNotExported: derived,
      validation: { notExported: true, invalidLink: true },
      logLevel: 'Warn' satisfies keyof typeof LogLevel,
    });
    const project = await app.convert();
    if (project === undefined) throw new Error('TypeDoc cannot read dist: run npm run build.');
    for (const module of project.children ?? []) module.name = doorOf(module.name);
    app.validate(project);
    await app.generateOutputs(project);
    if (app.logger.hasWarnings()) throw new Error('TypeDoc warns: see above.');
    return new Map([...pagesIn(out)].map(([path, text]) => [path, introduced(path, text)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tsconfigFor(folder: string, files: readonly string[]): string {
  const compilerOptions = { target: 'ES2023', module: 'NodeNext', strict: true, noEmit: true };
  const path = join(folder, 'tsconfig.json');
  writeFileSync(path, JSON.stringify({ compilerOptions, files }));
  return path;
}

/** `doors/vitest` → `gradgate/vitest` */
function doorOf(name: string): string {
  const found = Object.entries(doors).find(([, file]) => file === name || file === `${name}/index`);
  return found?.[0] ?? name;
}

/** The page of a door with what its file says first below its title. */
function introduced(path: string, text: string): string {
  const file = doors[path.replace(/\.md$/, '')];
  if (file === undefined) return text;
  const [, comment = ''] = /\/\*\*(.*?)\*\//s.exec(readFileSync(`src/${file}.ts`, 'utf8')) ?? [];
  const words = comment.replaceAll(/\s*\n? \* ?/g, ' ').trim();
  return text.replace(/^# .*\n/, (title) => `${title}\n${words}\n`);
}

function pagesIn(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    paths
      .filter((path) => path.endsWith('.md'))
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );
}
