/** The golden vectors as they are published with this package. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { VectorsName } from './published.ts';
import type { Manifest, VectorFile } from './vector-file.ts';

/** Both from src and from dist the package is found by its own name. */
export const vectorsFolder = join(
  dirname(createRequire(import.meta.url).resolve('gradgate/package.json')),
  'vectors',
);

/** The cases of one arithmetic. */
export function readVectors(name: VectorsName): VectorFile {
  return JSON.parse(readFileSync(join(vectorsFolder, `${name}.json`), 'utf8'));
}

export function readManifest(): Manifest {
  return JSON.parse(readFileSync(join(vectorsFolder, 'manifest.json'), 'utf8'));
}
