import type { TensorFormat } from '../contract/subject.ts';
import type { FormatName } from '../number/formats.ts';
import type { Said } from '../wire/said-in.ts';

/** Everything is rounded to one format. */
const alone = (numberFormat: FormatName) => ({ numberFormat, claims: {} }) as const satisfies Said;

/**
 * Sums are float32, in any order, on any tensor core, rounded or cut off: `fusedSums: 1` has the
 * weakest of these bounds. Results are rounded once.
 */
const mixture = (operands: TensorFormat, results: FormatName) =>
  ({
    numberFormat: results,
    ...(operands !== results && { formats: { X: operands, W: operands, dY: operands } }),
    claims: { accumulates: 'float32', fusedSums: 1 },
  }) as const satisfies Said;

/** The published files, with the arithmetic of their answers: a further one is a row. */
export const published = {
  float64: alone('float64'),
  float32: alone('float32'),
  'bfloat16-float32-bfloat16': mixture('bfloat16', 'bfloat16'),
  'bfloat16-float32-float32': mixture('bfloat16', 'float32'),
  'float16-float32-float16': mixture('float16', 'float16'),
  'float8_e4m3fn-float32-bfloat16': mixture('float8_e4m3fn', 'bfloat16'),
} as const satisfies Readonly<Record<string, Said>>;

/** The name of a file, without its extension. */
export type VectorsName = keyof typeof published;

// SAFETY: Object.keys forgets the key type.
export const vectorsNames = Object.keys(published) as readonly VectorsName[];
