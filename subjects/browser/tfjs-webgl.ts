import * as tf from '@tensorflow/tfjs';
import { tfjs } from '../tfjs/tfjs.ts';
import { shaderClaims } from '../webgpu/shader-claims.ts';
import { webGlDriver } from './gpu.ts';

export default await tfjs(tf, {
  backend: 'webgl',
  title: `webgl, ${webGlDriver()}`,
  claims: shaderClaims,
});
