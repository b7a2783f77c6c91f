import type { Subject } from '../../src/contract/subject.ts';
import { tfjs } from '../tfjs/tfjs.ts';
import { shaderClaims } from './shader-claims.ts';

const dropped = 'an empty operand drops what is queued: reports/findings-webgpu.md no. 1';

const known = {
  'empty-extents': dropped,
  'joint-options': `${dropped}; and reports/findings.md no. 4 and 10`,
  'history-independence': `${dropped}; and reports/findings.md no. 4 and 10`,
};

/** TensorFlow.js on its WebGPU backend. */
export async function subject(driver: string): Promise<Subject> {
  const tf = await import('@tensorflow/tfjs');
  await import('@tensorflow/tfjs-backend-webgpu');
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
