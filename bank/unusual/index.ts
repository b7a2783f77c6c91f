/** Right but unusual subjects: none of them may ever be accused. `threads.ts` has one more. */
import { accumulators } from './accumulators.ts';
import { blockScaled } from './block-scaled.ts';
import complete from './complete.ts';
import { exactSums } from './exact-sums.ts';
import { fewerProducts } from './fewer-products.ts';
import { flushing } from './flushing.ts';
import { groups } from './groups.ts';
import { histories } from './histories.ts';
import { holding } from './holding.ts';
import { kernels } from './kernels.ts';
import { libraries } from './libraries.ts';
import { matrixCoreModels } from './matrix-cores.ts';
import { mixtures } from './mixtures.ts';
import { narrow } from './narrow.ts';
import { oneGradient } from './one-gradient.ts';
import { ozaki } from './ozaki.ts';
import { rectifying } from './rectifying.ts';
import { shaders } from './shaders.ts';
import { storage } from './storage.ts';
import { sums } from './sums.ts';
import { tapes } from './tapes.ts';
import { tensorCoreModels } from './tensor-cores.ts';
import type { Unusual } from './unusual.ts';

export const unusual: readonly Unusual[] = [
  complete,
  ...sums,
  ...exactSums,
  ...kernels,
  ...narrow,
  ...accumulators,
  ...mixtures,
  ...blockScaled,
  ...tensorCoreModels,
  ...matrixCoreModels,
  ...flushing,
  ...fewerProducts,
  ...ozaki,
  ...storage,
  ...shaders,
  ...libraries,
  ...tapes,
  ...histories,
  ...oneGradient,
  ...rectifying,
  ...groups,
  ...holding,
];
