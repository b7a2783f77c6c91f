import type { Subject } from '../../src/contract/subject.ts';
import { matrix, multiplication, transposed } from '../lib/wgsl/matmul.mjs';
import { shaderClaims } from './shader-claims.ts';

/** The tiled kernel of `gradgate init wgsl`. */
export async function subject(driver: string): Promise<Subject> {
  const multiply = await multiplication();
  return {
    name: `matmul.wgsl (webgpu, ${driver})`,
    numberFormat: 'float32',
    claims: {
      ...shaderClaims,
      reproducible: true,
      batchInvariant: true,
      layouts: 'all',
      emptyExtents: true,
      accumulates: 'float32',
    },
    forward: ({ X, W }) => multiply(matrix(X), matrix(W)),
    backward: async ({ X, W, dY }) => ({
      dX: await multiply(matrix(dY), transposed(matrix(W))),
      dW: await multiply(transposed(matrix(X)), matrix(dY)),
    }),
  };
}
