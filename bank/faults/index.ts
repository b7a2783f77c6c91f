/**
 * Every fault, class by class: the bank that the gate must catch, all of it, at every seed.
 *
 * Three reports that we know cannot be recreated. A subject of the contract is real, and every tensor has
 * one number format, in all calls:
 * - complex-no-conj (tensorflow/tensorflow#4859): operands are real, so conjugation is nothing;
 * - preferred-type-f64-garbage (google/jax#11678): the format of an answer cannot be chosen;
 * - primitive-key-lacks-dtype (vllm-project/vllm#27472): no operand comes in two formats.
 */

import { accumulation } from './accumulation.ts';
import { accumulators, plantedAccumulators } from './accumulators.ts';
import { algebra } from './algebra.ts';
import { aliases } from './aliases.ts';
import { batchLayouts } from './batch-layouts.ts';
import { batches } from './batches.ts';
import { caches } from './caches.ts';
import { company } from './company.ts';
import { confined } from './confined.ts';
import { destinations } from './destinations.ts';
import { empty } from './empty.ts';
import { epilogue } from './epilogue.ts';
import type { Fault } from './fault.ts';
import { forwardAlone } from './forward-alone.ts';
import { forwardViews } from './forward-views.ts';
import { frozen } from './frozen.ts';
import { fusedLosses, plantedLosses } from './fused-losses.ts';
import { globalScales } from './global-scales.ts';
import { groupLengths } from './group-lengths.ts';
import { groups } from './groups.ts';
import { histories } from './histories.ts';
import { holders, plantedHolders } from './holders.ts';
import { joint, plantedPairs } from './joint.ts';
import { late } from './late.ts';
import { layers, plantedLayers } from './layers.ts';
import { layouts } from './layouts.ts';
import { limits } from './limits.ts';
import { linear, plantedLinear } from './linear.ts';
import misprint from './misprint.ts';
import { mixtures } from './mixtures.ts';
import { mutants } from './mutants.ts';
import { ones } from './ones.ts';
import { overflow, plantedOverflow } from './overflow.ts';
import { planted } from './planted.ts';
import { plantedGroups } from './planted-groups.ts';
import { plantedInEngine } from './planted-in-engine.ts';
import { precision } from './precision.ts';
import { races } from './races.ts';
import { plantedRectifiers, rectifiers } from './rectifiers.ts';
import { recycled } from './recycled.ts';
import { refused } from './refused.ts';
import rowsReversed from './rows-reversed.ts';
import { saidOtherwise } from './said-otherwise.ts';
import { scales } from './scales.ts';
import { shaders } from './shaders.ts';
import { splitInner } from './split-inner.ts';
import { stale } from './stale.ts';
import { tapes } from './tapes.ts';
import { tiles } from './tiles.ts';
import { upstreamLayouts } from './upstream-layouts.ts';
import { windows } from './windows.ts';

export type { Fault } from './fault.ts';

/** The classes by name: what is wrong, and the faults. A class is a file of this folder. */
export const classes = {
  algebra: [
    'wrong algebra: transposes, formulas, index arithmetic',
    [misprint, rowsReversed, ...algebra],
  ],
  layouts: ['the layout of X or W is ignored', [...layouts, ...batchLayouts, ...forwardViews]],
  windows: ['windows of other storage, or of batches, are misread', windows],
  'upstream layouts': ['the layout of dY, or the alignment of X, is ignored', upstreamLayouts],
  destinations: ['destinations are written wrongly', destinations],
  tiles: ['tile edges and remainders', tiles],
  ones: ['extents of 1', ones],
  empty: ['extents of 0', empty],
  limits: ['indices that overflow', limits],
  'split inner': ['inner extents that are split among several sums', splitInner],
  races: ['calls, threads and blocks that get in each other’s way', races],
  recycled: ['recycled storage, and zeros that hide NaN', recycled],
  shaders: ['compute shaders, and how they are dispatched and read', shaders],
  precision: ['precision and range', precision],
  accumulators: ['partial sums that are narrower than claimed', accumulators],
  said: ['right sums, formed otherwise than is said', saidOtherwise],
  mixtures: ['operands, sums and results of unlike formats, one of them not as is said', mixtures],
  scales: [
    'codes whose scales are those of another block, lost or misread',
    [...scales, ...globalScales],
  ],
  overflow: ['what is beyond a range, or read in the wrong format', overflow],
  company: ['bits of a row that depend on the other rows', company],
  confined: ['special operands, and nothing else, are answered wrongly', confined],
  refused: ['what is claimed is refused with an error', refused],
  epilogue: ['factors and addends', epilogue],
  rectifiers: ['the mask of a fused activation', rectifiers],
  batches: ['gradients that are not summed over a batch', batches],
  groups: [
    'groups of rows, some without any, and rows beyond the last',
    [...groups, ...groupLengths],
  ],
  accumulation: ['gradients that are not accumulated, or asked for alone', accumulation],
  layers: ['the weight of a layer, taken for another', layers],
  linear: ['linear layers of an X with batch axes', linear],
  losses: ['the gradient of a fused loss', fusedLosses],
  holders: ['another weight than the layer holds', holders],
  frozen: ['the only gradient that there is', frozen],
  aliases: ['destinations that are operands, and operands that change', aliases],
  caches: ['kernels and storage kept from earlier calls', [...caches, ...stale]],
  joint: ['right of each claim alone, and wrong where one call needs two', joint],
  tapes: ['what a recorded forward pass keeps', tapes],
  planted: [
    'planted to probe tolerances and hand-picked shapes',
    [
      ...[...planted, ...plantedPairs, ...plantedAccumulators, ...plantedOverflow],
      ...[...histories, ...plantedInEngine, ...plantedGroups, ...forwardAlone, ...late],
      ...[
        ...plantedLayers,
        ...plantedLinear,
        ...plantedRectifiers,
        ...plantedHolders,
        ...plantedLosses,
      ],
    ],
  ],
  mutants: ['made systematically from the two formulas', mutants],
} as const satisfies Record<string, readonly [words: string, faults: readonly Fault[]]>;

export type FaultClass = keyof typeof classes;

/** Every fault, in the order of the classes. */
export const faults: readonly Fault[] = Object.values(classes).flatMap(([, list]) => list);

/** The class of a fault. @throws RangeError, when it is not in the bank */
export function classOf(name: string): FaultClass {
  for (const [key, [, list]] of Object.entries(classes)) {
    // SAFETY: Object.entries forgets the key type.
    if (list.some((fault: Fault) => fault.name === name)) return key as FaultClass;
  }
  throw new RangeError(`there is no fault ${name}`);
}
