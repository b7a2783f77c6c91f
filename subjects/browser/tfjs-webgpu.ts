import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { tfjsOnWebGpu } from '../webgpu/tfjs-on-webgpu.ts';
import { webGpuDriver } from './gpu.ts';

export default await tfjsOnWebGpu(tf, await webGpuDriver());
