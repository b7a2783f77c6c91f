/** jax-js: its own reverse-mode differentiation (`vjp`) of its own matmul, on its WASM backend. */
import { defaultDevice, init, numpy as np, vjp } from '@jax-js/jax';
import manifest from '../node_modules/@jax-js/jax/package.json' with { type: 'json' };
import type { Operand, Subject } from '../src/subject/subject.ts';

await init('wasm');
defaultDevice('wasm');

const subject: Subject = {
  name: `jax-js ${manifest.version} (wasm)`,
  numberFormat: 'float32',
  claims: { deterministic: true },

  backward({ X, W, dY }) {
    const [Y, pullback] = vjp((x: np.Array, w: np.Array) => np.matmul(x, w), [array(X), array(W)]);
    Y.dispose();
    const [dX, dW] = pullback(array(dY));
    pullback.dispose();
    return {
      dX: { shape: dX.shape, data: dX.dataSync() },
      dW: { shape: dW.shape, data: dW.dataSync() },
    };
  },

  forward({ X, W }) {
    const Y = np.matmul(array(X), array(W));
    return { shape: Y.shape, data: Y.dataSync() };
  },
};

function array({ shape, data }: Operand): np.Array {
  return np.array(Float32Array.from(data)).reshape([...shape]);
}

export default subject;
