/**
 * What a release takes, one after the other. `npm run release -- version` moves the version as the files of .changeset
 * say, everywhere; `-- check v1.2.0` says what stands in the way of that tag; `-- assets DIR` writes the package, its
 * bill of materials and its notes, which the workflow publishes.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Changelog } from './changelog.ts';
import { releaseFaults } from './release-faults.ts';
import { versionPlaces, withVersion } from './version-places.ts';
import { writeAssets } from './write-assets.ts';

const [verb, name] = process.argv.slice(2);
const read = (file: string): string => readFileSync(file, 'utf8');
const changesets = readdirSync('.changeset');

if (verb === 'version') moveVersion();
else if (verb === 'check') check();
else if (verb === 'assets' && name !== undefined) writeAssets(name);
else {
  console.error(`release: expected version, check [TAG] or assets DIR, got ${verb ?? 'nothing'}`);
  process.exitCode = 2;
}

function moveVersion(): void {
  const before = versionHere();
  execFileSync('npx', ['changeset', 'version'], { stdio: 'inherit' });
  const now = versionHere();
  if (now === before) {
    console.error('release: expected a file in .changeset, got none. Try npx changeset.');
    process.exitCode = 2;
    return;
  }
  const seconds = process.env['SOURCE_DATE_EPOCH'];
  const date = seconds === undefined ? new Date() : new Date(Number(seconds) * 1000);
  const day = date.toISOString().slice(0, 10);
  writeFileSync('CHANGELOG.md', new Changelog(read('CHANGELOG.md')).released(now, day));
  for (const file of Object.keys(versionPlaces)) {
    writeFileSync(file, withVersion(file, read(file), [before, now]));
  }
  execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts', '--silent']);
  console.log(`${before} → ${now}: look at it, commit it, and push the tag v${now}`);
}

function versionHere(): string {
  const { version }: { version: string } = JSON.parse(read('package.json'));
  return version;
}

function check(): void {
  const faults = releaseFaults({ read, changesets, ...(name !== undefined && { tag: name }) });
  for (const fault of faults) console.error(`✗ ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
  else console.log(`${name ?? versionHere()} can be released`);
}
