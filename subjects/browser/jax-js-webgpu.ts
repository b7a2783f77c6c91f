import { subject } from '../webgpu/jax-js.ts';
import { webGpuDriver } from './gpu.ts';

export default await subject(await webGpuDriver());
