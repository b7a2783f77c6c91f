// An adapter for gradgate, in JavaScript and WGSL: the kernel is in matmul.wgsl.
import { methodsOf, serve } from 'gradgate/stdio';
import * as webgpu from 'webgpu';
import { startWebGpu } from './driver.mjs';
import { matrix, multiplication, transposed } from './matmul.mjs';

const driver = await startWebGpu(webgpu);
// PUT YOUR OWN KERNEL HERE: matmul.mjs dispatches matmul.wgsl, in tiles of 16×16.
const multiply = await multiplication();

const subject = {
  name: `my layer 0.1 (${driver})`,
  numberFormat: 'float32', // of all tensors: float16; `formats` names others
  // What your kernel can do beyond the plain problem; docs/claims.md of gradgate lists it all.
  // A frozen weight has no dW: gradients: 'dX', and backward leaves it out.
  // A matrix of W for each group of rows: grouping: 'zero tail'; forward and backward then get `groups`.
  // One that a layer holds as k×n, a row for each output, is given so with weight: 'out×in'.
  claims: {
    reproducible: true,
    batchInvariant: true,
    layouts: 'all',
    emptyExtents: true,
    accumulates: 'float32',
    subnormals: 'flushed', // WGSL allows it; it also allows to take it that there is no NaN
  },
  forward: ({ X, W }) => multiply(matrix(X), matrix(W)),
  backward: async ({ X, W, dY }) => ({
    dX: await multiply(matrix(dY), transposed(matrix(W))),
    dW: await multiply(transposed(matrix(X)), matrix(dY)),
  }),
};
await serve(methodsOf(subject), process.stdin, process.stdout);
process.exit(); // WebGPU would keep the process alive
