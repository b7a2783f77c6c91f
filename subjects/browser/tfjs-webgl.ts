import * as tf from '@tensorflow/tfjs';
import { tfjs } from '../tfjs/tfjs.ts';
import { shaderClaims } from '../webgpu/shader-claims.ts';
import { webGlDriver } from './gpu.ts';

const throws = 'a matMul over no terms throws: reports/findings-webgpu.md no. 3';

export default await tfjs(tf, {
  backend: 'webgl',
  title: `webgl, ${webGlDriver()}`,
  claims: shaderClaims,
  known: {
    'empty-extents': throws,
    'joint-options': `${throws}; and reports/findings.md no. 4 and 10`,
    'history-independence': `${throws}; and reports/findings.md no. 4 and 10`,
  },
});
