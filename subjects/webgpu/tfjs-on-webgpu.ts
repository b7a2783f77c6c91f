import type { Subject } from '../../src/contract/subject.ts';
import { tfjs } from '../tfjs/tfjs.ts';
import { shaderClaims } from './shader-claims.ts';

const dropped = 'an empty operand drops what is queued: reports/findings-webgpu.md no. 1';

const known = {
  'empty-extents': dropped,
  'joint-options': `${dropped}; and reports/findings.md no. 4 and 10`,
  'history-independence': `${dropped}; and reports/findings.md no. 4 and 10`,
};

/** TensorFlow.js, with its WebGPU backend loaded, on this driver: in Node or in a browser. */
export async function tfjsOnWebGpu(
  tf: typeof import('@tensorflow/tfjs'),
  driver: string,
): Promise<Subject> {
  const title = `webgpu, ${driver}`;
  return {
    ...(await tfjs(tf, { backend: 'webgpu', title, claims: shaderClaims, known })),
    /** After an empty operand, what is asked next would be dropped too. */
    async reset() {
      const one = tf.tidy(() => tf.square(tf.scalar(1)));
      await one.data();
      one.dispose();
    },
  };
}
