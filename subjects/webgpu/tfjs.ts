import type { Subject } from '../../src/contract/subject.ts';
import { tfjsOnWebGpu } from './tfjs-on-webgpu.ts';

/** TensorFlow.js on its WebGPU backend. */
export async function subject(driver: string): Promise<Subject> {
  const tf = await import('@tensorflow/tfjs');
  await import('@tensorflow/tfjs-backend-webgpu');
  return tfjsOnWebGpu(tf, driver);
}
