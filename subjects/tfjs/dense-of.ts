import type { Made, Parameters } from './layer.ts';
import type { Tensorflow } from './tfjs.ts';

/** The layer `dense`: a matrix n×k and a bias, of batches too, with what it activates. */
export function denseOf(tf: Tensorflow, { W, b, hasRelu }: Parameters): Made {
  const [inputs = 0, units = 0] = W.shape;
  const activation = hasRelu ? 'relu' : 'linear';
  const layer = tf.layers.dense({ units, activation, useBias: b !== undefined });
  layer.build([null, inputs]);
  layer.setWeights(b === undefined ? [W] : [W, b]);
  return {
    parameters: layer.getWeights(),
    // SAFETY: of one tensor, a dense layer makes one tensor.
    apply: (X) => layer.apply(X) as typeof X,
    dispose: () => tf.dispose(layer.getWeights()),
  };
}
