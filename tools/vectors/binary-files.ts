import type { VectorFile } from '../../src/vectors/vector-file.ts';
import { arraysOf, describeCases } from './arrays-of.ts';
import { npz } from './npz.ts';
import { safetensors } from './safetensors.ts';

/** A vector file in the binary formats, by file name; the same bytes every time. */
export function binaryFiles(file: VectorFile): ReadonlyMap<string, Uint8Array> {
  const [name, arrays, cases] = [file.numberFormat, arraysOf(file), describeCases(file)];
  return new Map([
    [`${name}.npz`, npz(arrays, cases)],
    [`${name}.safetensors`, safetensors(arrays, cases)],
  ]);
}
