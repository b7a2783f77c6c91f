import type { Subject } from '../../src/contract/subject.ts';
import { kernel, matrix, multiplication, transposed } from '../lib/wgsl/matmul.mjs';
import { shaderClaims } from './shader-claims.ts';
import { withFault } from './wgsl-faults.ts';

/** The tiled kernel of `gradgate init wgsl`, or that with a fault. */
export async function subject(driver: string, fault?: string): Promise<Subject> {
  const code = fault === undefined ? kernel() : withFault(kernel(), fault);
  const multiply = await multiplication(code);
  return {
    name: `${fault ?? 'matmul.wgsl'} (webgpu, ${driver})`,
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
