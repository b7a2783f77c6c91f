/** The golden vectors as they are published with this package. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FormatName } from '../number/formats.ts';
import { malformed } from '../wire/malformed.ts';
import type { Manifest, VectorFile } from './vector-file.ts';

/** Both from src and from dist the package is found by its own name. */
export const vectorsFolder = join(
  dirname(createRequire(import.meta.url).resolve('gradgate/package.json')),
  'vectors',
);

/** @throws GradgateError FORMAT, when there are none for this format */
export function readVectors(format: FormatName): VectorFile {
  const path = join(vectorsFolder, `${format}.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'));
  const { formats } = readManifest();
  throw malformed('numberFormat', `one of ${Object.keys(formats).join(', ')}`, format);
}

export function readManifest(): Manifest {
  return JSON.parse(readFileSync(join(vectorsFolder, 'manifest.json'), 'utf8'));
}
