import type { Subject } from '../../src/contract/subject.ts';
import { onnxRuntime } from '../onnxruntime/onnxruntime.ts';
import { shaderClaims } from './shader-claims.ts';

const ends = 'a MatMul over no terms ends the process: reports/findings-webgpu.md no. 2';

/** ONNX Runtime on its WebGPU execution provider, which has a Dawn of its own. */
export function subject(driver: string): Promise<Subject> {
  return onnxRuntime({
    provider: 'webgpu',
    title: `webgpu, ${driver}`,
    claims: shaderClaims,
    known: { 'empty-extents': ends, 'history-independence': ends },
  });
}
