/** Products as compute shaders make them: the engine of `bank/faults/shaders.ts`, without a fault. */
import { dispatch, rightShader } from '../engine/compute-shader.ts';
import { rightParts } from '../engine/parts.ts';
import { recycling } from '../engine/recycling.ts';
import { subjectOf } from '../engine/subject-of.ts';
import type { Unusual } from './unusual.ts';

const parts = {
  ...rightParts,
  allocate: recycling(),
  gemm: (product: Parameters<typeof dispatch>[1]) => dispatch(rightShader, product),
};

export const shaders: readonly Unusual[] = [
  {
    ...subjectOf('workgroups of 4×4', parts),
    story: 'tiles are staged in shared memory between barriers, with zeros beyond every edge',
  },
];
