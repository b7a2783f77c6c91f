import type { Claims } from '../contract/subject.ts';
import { formats, type NumberFormat } from './formats.ts';

/** What partial sums may be kept in, by the name that is claimed. */
export const accumulators = {
  float64: formats.float64,
  float32: formats.float32,
  // Of Hopper's float8 (DeepGEMM issue 37; MMA-Sim, arXiv 2511.10909): 13 bits after the point.
  '14 bits': { ...formats.float32, name: '14 bits', precision: 14, unitRoundoff: 2 ** -14 },
  float16: formats.float16,
  bfloat16: formats.bfloat16,
} as const satisfies Record<NonNullable<Claims['accumulates']>, NumberFormat>;
