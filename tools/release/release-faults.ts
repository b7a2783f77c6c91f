import { Changelog } from './changelog.ts';
import { othersThan } from './version-places.ts';

/** What a release is looked at for. */
export interface Released {
  /** Reads a file of the repository. */
  readonly read: (file: string) => string;
  /** The tag that is released, `v1.2.0`; left out, that is not looked at. */
  readonly tag?: string;
  /** The files of .changeset. */
  readonly changesets: readonly string[];
}

/** npm publishes with provenance only what says where its source is. */
const addresses = ['repository', 'bugs', 'homepage'] as const;

/** Why this is not to be released: a sentence each. */
export function releaseFaults({ read, tag, changesets }: Released): string[] {
  const manifest: Record<string, unknown> = JSON.parse(read('package.json'));
  const version = String(manifest['version']);
  const faults = othersThan(version, read);
  if (tag !== undefined && tag !== `v${version}`) {
    faults.push(`the tag: expected v${version}, the version of package.json, got ${tag}`);
  }
  for (const field of addresses.filter((each) => !(each in manifest))) {
    faults.push(`package.json: expected ${field}, got none`);
  }
  for (const name of changesets.filter((each) => each.endsWith('.md'))) {
    faults.push(`.changeset/${name}: expected none left; run npm run release -- version`);
  }
  try {
    if (new Changelog(read('CHANGELOG.md')).notes(version) === '') {
      faults.push(`CHANGELOG.md: expected changes under [${version}], got none`);
    }
  } catch (error) {
    faults.push(String(error).replace('Error: ', ''));
  }
  return faults;
}
