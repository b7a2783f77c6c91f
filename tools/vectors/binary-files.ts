import type { VectorsName } from '../../src/vectors/published.ts';
import type { VectorFile } from '../../src/vectors/vector-file.ts';
import { arraysOf, describeCases } from './arrays-of.ts';
import { npz } from './npz.ts';
import { safetensors } from './safetensors.ts';

/** A vector file in the binary formats, by file name; the same bytes every time. */
export function binaryFiles(name: VectorsName, file: VectorFile): ReadonlyMap<string, Uint8Array> {
  const [arrays, cases] = [arraysOf(file), describeCases(file)];
  return new Map([
    [`${name}.npz`, npz(arrays, cases)],
    [`${name}.safetensors`, safetensors(arrays, cases)],
  ]);
}
