/** What dispatches matmul.wgsl: A·B of two matrices, on one device. */
import { readFileSync } from 'node:fs';

/** The extent of a tile, as in matmul.wgsl. */
const tile = 16;

/** Workgroups for an extent: one a tile, up to what WebGPU allows along an axis. */
function groupsFor(extent) {
  return Math.min(Math.ceil(extent / tile), 65_535);
}

/** A tensor of rank 2 as the kernel sees it: storage, and where an entry lies in it. */
export function matrix({ shape, data, strides = [shape[1], 1], offset = 0 }) {
  return { shape, data, strides, offset };
}

/** The same storage, with rows and columns in each other's place. */
export function transposed({ shape, data, strides, offset }) {
  return { shape: shape.toReversed(), data, strides: strides.toReversed(), offset };
}

/** matmul.wgsl as it stands. */
export function kernel() {
  return readFileSync(new URL('matmul.wgsl', import.meta.url), 'utf8');
}

/** Compiles a kernel. Resolves to a function that resolves to A·B, as gradgate takes answers. */
export async function multiplication(code = kernel()) {
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  const device = await adapter.requestDevice();
  const module = device.createShaderModule({ code });
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
  return async (A, B) => {
    const shape = [A.shape[0], B.shape[1]];
    const entries = shape[0] * shape[1];
    if (entries === 0) return { shape, data: new Float32Array(0) }; // no buffer has size 0
    device.pushErrorScope('validation');
    const buffers = submit({ device, pipeline, A, B, entries });
    const error = await device.popErrorScope(); // asked for at once: other calls may begin meanwhile
    if (error !== null) throw new Error(error.message);
    return { shape, data: await contentOf(buffers) };
  };
}

/** Gives the work to the device. Returns its buffers, the last of which will have A·B. */
function submit({ device, pipeline, A, B, entries }) {
  const { UNIFORM, STORAGE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
  const buffer = (size, usage) => device.createBuffer({ size: Math.max(4, size), usage });
  const filled = (values, usage) => {
    const made = buffer(values.byteLength, usage | COPY_DST);
    device.queue.writeBuffer(made, 0, values);
    return made;
  };
  const extents = [...A.shape, B.shape[1]];
  const call = [...extents, ...A.strides, A.offset, ...B.strides, B.offset];
  const result = buffer(4 * entries, STORAGE | COPY_SRC);
  const bound = [
    filled(Int32Array.from(call), UNIFORM),
    filled(Float32Array.from(A.data), STORAGE),
    filled(Float32Array.from(B.data), STORAGE),
    result,
  ];
  const read = buffer(4 * entries, COPY_DST | MAP_READ);

  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  const layout = pipeline.getBindGroupLayout(0);
  const entriesOf = bound.map((each, binding) => ({ binding, resource: { buffer: each } }));
  pass.setBindGroup(0, device.createBindGroup({ layout, entries: entriesOf }));
  pass.dispatchWorkgroups(groupsFor(B.shape[1]), groupsFor(A.shape[0]));
  pass.end();
  encoder.copyBufferToBuffer(result, 0, read, 0, 4 * entries);
  device.queue.submit([encoder.finish()]);
  return [...bound, read];
}

/** What the last of these buffers has. All are given back. */
async function contentOf(buffers) {
  const read = buffers.at(-1);
  await read.mapAsync(GPUMapMode.READ);
  const data = new Float32Array(read.getMappedRange().slice(0));
  for (const each of buffers) each.destroy();
  return data;
}
