import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { replaceFiles } from '../report/replace-files.ts';
import { isObject } from '../wire/is-object.ts';
import { parseJson } from '../wire/parse-json.ts';

/** Where the files of a run go: into a folder that was named, or below one, by the subject's name. */
export type Place = { readonly folder: string } | { readonly below: string };

/** As an absolute path, so that it means the same to a worker. */
export function placeOf(out: string | undefined): Place {
  return out === undefined ? { below: resolve('reports', 'runs') } : { folder: resolve(out) };
}

/** The folder of one subject's files. */
export function folderAt(place: Place, subject: string): string {
  return 'folder' in place ? place.folder : join(place.below, slug(subject));
}

/**
 * The folder of one subject's report. Below a folder of ours, which git is told to ignore, another format of the
 * same name has a folder of its own. @throws Unwritten
 */
export function ownFolder(place: Place, subject: string, numberFormat: string): string {
  const folder = folderAt(place, subject);
  if ('folder' in place) return folder;
  if (!existsSync(join(place.below, '.gitignore')))
    replaceFiles(place.below, { '.gitignore': '*\n' });
  const other = formatIn(folder);
  return other === undefined || other === numberFormat ? folder : `${folder}-${numberFormat}`;
}

/** The number format of the verdict that is there; nothing, where there is none that can be read. */
function formatIn(folder: string): unknown {
  try {
    const verdict = parseJson(readFileSync(join(folder, 'verdict.json'), 'utf8'));
    return isObject(verdict) && isObject(verdict['run'])
      ? verdict['run']['numberFormat']
      : undefined;
  } catch {
    return undefined;
  }
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
