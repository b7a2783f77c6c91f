import { installed } from '../lib/ts/installed.ts';
import { layerOf } from './layer.ts';

const tf = await installed('subjects/tfjs', () => import('@tensorflow/tfjs'));
await installed('subjects/tfjs', () => import('@tensorflow/tfjs-backend-wasm'));

export default await layerOf(tf, {
  backend: 'wasm',
  title: 'fused.matMul',
  // Not `X alone`: the gradient of W keeps the batch axes, tensorflow/tfjs#8721.
  claims: { weight: 'out×in', epilogue: 'relu', nonFinite: 'ieee' },
  make: ({ W, b, hasRelu }) => ({
    parameters: b === undefined ? [W] : [W, b],
    apply: (X) =>
      tf.fused.matMul({
        ...{ a: X, b: W, transposeB: true, activation: hasRelu ? 'relu' : 'linear' },
        ...(b && { bias: b }),
      }),
  }),
});
