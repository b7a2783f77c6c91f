/** Right but unusual subjects: none of them may ever be accused. `threads.ts` has one more. */
import complete from './complete.ts';
import { exactSums } from './exact-sums.ts';
import { narrow } from './formats.ts';
import { kernels } from './kernels.ts';
import { libraries } from './libraries.ts';
import { storage } from './storage.ts';
import { fewerProducts } from './strassen.ts';
import { sums } from './sums.ts';
import { tapes } from './tapes.ts';
import type { Unusual } from './unusual.ts';

export const unusual: readonly Unusual[] = [
  complete,
  ...sums,
  ...exactSums,
  ...kernels,
  ...narrow,
  ...fewerProducts,
  ...storage,
  ...libraries,
  ...tapes,
];
