/**
 * Every fault, one entry each: the bank that the gate must catch, all of it, at every seed.
 *
 * Of the reports that we know, these cannot be recreated as a subject of the contract, which is real
 * and has one number format for all that it is given and answers:
 * - complex-no-conj (tensorflow/tensorflow#4859): operands are real, so conjugation is nothing;
 * - preferred-type-f64-garbage (google/jax#11678): the format of an answer cannot be chosen;
 * - primitive-key-lacks-dtype (vllm-project/vllm#27472): there are no two formats to mix up.
 */
import { accumulation } from './accumulation.ts';
import { algebra } from './algebra.ts';
import { aliases } from './aliases.ts';
import { batches } from './batches.ts';
import { caches } from './caches.ts';
import { destinations } from './destinations.ts';
import { empty } from './empty.ts';
import { epilogue } from './epilogue.ts';
import type { Fault } from './fault.ts';
import { layouts } from './layouts.ts';
import { limits } from './limits.ts';
import misprint from './misprint.ts';
import { mutants } from './mutants.ts';
import { ones } from './ones.ts';
import { planted } from './planted.ts';
import { plantedInEngine } from './planted-in-engine.ts';
import { precision } from './precision.ts';
import { races } from './races.ts';
import { recycled } from './recycled.ts';
import rowsReversed from './rows-reversed.ts';
import { splitInner } from './split-inner.ts';
import { tapes } from './tapes.ts';
import { tiles } from './tiles.ts';
import { upstreamLayouts } from './upstream-layouts.ts';
import { windows } from './windows.ts';

export type { Fault } from './fault.ts';

export const faults: readonly Fault[] = [
  misprint,
  rowsReversed,
  ...algebra,
  ...layouts,
  ...windows,
  ...upstreamLayouts,
  ...destinations,
  ...tiles,
  ...ones,
  ...empty,
  ...limits,
  ...splitInner,
  ...races,
  ...recycled,
  ...precision,
  ...epilogue,
  ...batches,
  ...accumulation,
  ...aliases,
  ...caches,
  ...tapes,
  ...planted,
  ...plantedInEngine,
  ...mutants,
];
