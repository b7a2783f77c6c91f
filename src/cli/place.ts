import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { replaceFiles } from '../report/replace-files.ts';
import { isObject } from '../wire/is-object.ts';
import { parseJson } from '../wire/parse-json.ts';
import { type AskedOf, chosenIn } from './asked-of.ts';
import type { Chosen } from './verbs/request.ts';

/** Where the files of a run go: into a folder that was named, or below one, by the subject's name. */
export type Place = { readonly folder: string } | { readonly below: string };

/** As an absolute path, so that it means the same to a worker. */
export function placeOf(out: string | undefined): Place {
  return out === undefined ? { below: resolve('reports', 'runs') } : { folder: resolve(out) };
}

/** Whose folder it is: two adapters of one name, and two formats of one adapter, have folders of their own. */
export interface Owner {
  readonly subject: string;
  readonly numberFormat: string;
  readonly asked: AskedOf;
}

/** The file that says whose folder it is, and whom the commands that ask a problem again are about. */
const owned = 'adapter.json';

/**
 * The folder of one subject, where what belongs to all its runs lies. Below a folder of ours, that is its name, unless
 * another adapter, or another format, has that.
 */
export function homeOf(place: Place, { subject, ...owner }: Owner): string {
  if ('folder' in place) return place.folder;
  const plain = join(place.below, slug(subject));
  const { numberFormat, asked } = owner;
  const other = ownerOf(plain);
  const isFree = (folder: string): boolean => {
    const there = ownerOf(folder);
    return there === undefined || isDeepStrictEqual(there, owner);
  };
  const named = `${plain}-${slug(asked.adapter ?? asked.command ?? 'reference')}`;
  const isOnlyFormat = isDeepStrictEqual(other?.['asked'], asked);
  const tried = [plain, ...(isOnlyFormat ? [`${plain}-${numberFormat}`] : []), named];
  return tried.find(isFree) ?? `${named}-${numberFormat}`;
}

/**
 * The folder of the reports of one profile: that of the subject, or of any but ci one below it. It is marked as the
 * owner's, and git is told to ignore what lies below a folder of ours. @throws Unwritten
 */
export function ownFolder(place: Place, owner: Owner, profile: string): string {
  const home = claimHome(place, owner);
  if ('folder' in place || profile === usual) return home;
  const folder = join(home, slug(profile));
  mark(folder, owner);
  return folder;
}

/** The folder of one subject, marked as its owner's. @throws Unwritten */
export function claimHome(place: Place, owner: Owner): string {
  const home = homeOf(place, owner);
  if ('below' in place && !existsSync(join(place.below, '.gitignore')))
    replaceFiles(place.below, { '.gitignore': '*\n' });
  mark(home, owner);
  return home;
}

/** The profile of a run that is asked for none. */
const usual = 'ci';

function mark(folder: string, { numberFormat, asked }: Owner): void {
  if (isDeepStrictEqual(ownerOf(folder), { numberFormat, asked })) return;
  replaceFiles(folder, { [owned]: `${JSON.stringify({ numberFormat, asked }, null, 1)}\n` });
}

/** Whose folder it is; nothing, where nobody says so. */
function ownerOf(folder: string): Record<string, unknown> | undefined {
  try {
    const owner = parseJson(readFileSync(join(folder, owned), 'utf8'));
    return isObject(owner) ? owner : undefined;
  } catch {
    return undefined;
  }
}

/** Who was asked for a verdict, which is named by its path or its folder; nothing, where nobody says so. */
export function askedAt(path: string): Chosen | undefined {
  const owner = ownerOf(path) ?? ownerOf(dirname(path));
  return owner === undefined ? undefined : chosenIn(owner['asked']);
}

/**
 * A subject's name as a folder: "tfjs 4.22.0 (wasm)" → "tfjs-4.22.0-wasm". Where other letters are lost,
 * or too many, a hash of the name tells it apart.
 */
export function slug(subject: string): string {
  const plain = subject.replaceAll(/[^\w.]+/g, '-').replaceAll(/^[-.]+|[-.]+$/g, '');
  const known = /^[\w. ()-]*$/.test(subject) && plain !== '' && plain.length <= longest;
  if (known) return plain;
  const hash = createHash('sha256').update(subject).digest('hex').slice(0, 8);
  return `${plain.slice(0, longest) || 'subject'}-${hash}`;
}

/** Most systems have names of at most 255 bytes. */
const longest = 80;
