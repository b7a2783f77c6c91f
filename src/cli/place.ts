import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';

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
