import { expect, test } from 'vitest';
import { partsOf, unversioned } from './parts-of.ts';

test.each([
  ['NumPy 2.4.6', 'NumPy', '2.4.6', '', ''],
  ['oneDNN 2.6.3, matmul, float32', 'oneDNN', '2.6.3', 'matmul', ''],
  ['DJL 0.36.0 (PyTorch 2.7.1, cpu)', 'DJL', '0.36.0', 'PyTorch 2.7.1, cpu', ''],
  ['gorgonia 0.9.18 (Grad; views)', 'gorgonia', '0.9.18', 'Grad, views', ''],
  ['ml-matrix 6.15.1 strassen2x2', 'ml-matrix', '6.15.1', 'strassen2x2', ''],
  ['CuPy 14.2.0, tf32 on NVIDIA H100 80GB HBM3', 'CuPy', '14.2.0', 'tf32', 'NVIDIA H100 80GB HBM3'],
  ['tfjs 4.22.0 (webgpu, SwiftShader 5.0.0)', 'tfjs', '4.22.0', 'webgpu', 'SwiftShader 5.0.0'],
  ['tfjs 4 (webgl, Mesa) in Chromium 1', 'tfjs', '4', 'webgl', 'Mesa, in Chromium 1'],
  ['matmul.wgsl (webgpu, SwiftShader 5.0.0)', 'matmul.wgsl', '', 'webgpu', 'SwiftShader 5.0.0'],
  ['Python by hand', 'Python by hand', '', '', ''],
  ['JAX 0.4 (cpu on Linux, x64)', 'JAX', '0.4', 'cpu on Linux, x64', ''],
  ['tfjs 4 (cpu, one thread)', 'tfjs', '4', 'cpu, one thread', ''],
  ['a kernel , tiled', 'a kernel', '', 'tiled', ''],
  ['', '', '', '', ''],
])('%s', (name, ...parts) => {
  expect(Object.values(partsOf(name, 'float32'))).toEqual(parts);
});

test.each([
  ['oneDNN 2.6.3, matmul', 'oneDNN, matmul'],
  ['DJL 0.36.0 (PyTorch 2.7.1, cpu)', 'DJL (PyTorch 2.7.1, cpu)'],
  ['Layer2 v2 on H100', 'Layer2 on H100'],
  ['NumPy 2.4.6', 'NumPy'],
  ['Python by hand', 'Python by hand'],
])('without its version %s is %s', (name, without) => {
  expect(unversioned(name)).toBe(without);
});
