import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Changelog } from './changelog.ts';

/** Writes what a release has: the package, what it is made of (CycloneDX), and what is new. */
export function writeAssets(folder: string): void {
  mkdirSync(folder, { recursive: true });
  execFileSync('npm', ['pack', '--pack-destination', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  writeFileSync(join(folder, 'gradgate.cdx.json'), billOfMaterials());
  const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
  const notes = new Changelog(readFileSync('CHANGELOG.md', 'utf8')).notes(version);
  writeFileSync(join(folder, 'notes.md'), `${notes}\n`);
}

/**
 * What is installed with the package, in the versions of the lockfile, as npm tells it. It is asked of a copy that has
 * no devDependencies: with `--omit dev`, npm 11 leaves out what these need, too. The folder gives it its name.
 */
export function billOfMaterials(): string {
  const above = mkdtempSync(join(tmpdir(), 'gradgate-sbom-'));
  const cwd = join(above, 'gradgate');
  const npm = (...args: string[]): string => execFileSync('npm', args, { cwd, encoding: 'utf8' });
  try {
    mkdirSync(cwd);
    for (const file of ['package.json', 'package-lock.json']) cpSync(file, join(cwd, file));
    npm('pkg', 'delete', 'devDependencies', 'scripts');
    npm('install', '--offline', '--package-lock-only', '--no-audit', '--no-fund', '--silent');
    return npm(
      'sbom',
      '--package-lock-only',
      '--sbom-format',
      'cyclonedx',
      '--sbom-type',
      'library',
    );
  } finally {
    rmSync(above, { recursive: true });
  }
}
