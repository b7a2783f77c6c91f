import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** A Node from npm's registry, which has one package for each platform: the folder of its binary. */
export function installNode(version: string, folder: string): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  return join(installed(name, version, folder), 'bin');
}

/** pnpm, as `pnpm@12`: the folder of its command. */
export function installPnpm(version: string, folder: string): string {
  installed('pnpm', version, folder);
  return join(folder, `pnpm-${version}`, 'node_modules', '.bin');
}

/** Installs a package into a folder of its own, unless it is there, and returns where the package is. */
function installed(name: string, version: string, folder: string): string {
  const home = join(folder, `${name}-${version}`);
  const found = join(home, 'node_modules', name);
  if (!existsSync(found)) {
    mkdirSync(home, { recursive: true });
    const quiet = ['--silent', '--no-audit', '--no-fund'];
    execFileSync('npm', ['install', ...quiet, '--prefix', home, `${name}@${version}`]);
  }
  return found;
}

/** An environment in which these folders are looked into first. */
export function pathWith(folders: readonly string[]): NodeJS.ProcessEnv {
  const path = [...folders.map((folder) => resolve(folder)), process.env['PATH']].join(delimiter);
  return { ...process.env, PATH: path };
}

/** A project with nothing in it. */
export function emptyProject(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }\n');
}

/** The version of a package of a project; nothing, where it has none. */
export function versionIn(project: string, name: string): string | undefined {
  const path = join(project, 'node_modules', name, 'package.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : undefined;
}
