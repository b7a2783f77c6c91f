import type { Subject } from '../../src/contract/subject.ts';
import { jaxJs } from '../jax-js/jax-js.ts';
import { shaderClaims } from './shader-claims.ts';

/** jax-js on its WebGPU device. */
export function subject(driver: string): Promise<Subject> {
  return jaxJs({ device: 'webgpu', title: `webgpu, ${driver}`, claims: shaderClaims });
}
