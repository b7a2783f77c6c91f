/** TensorFlow.js: its own gradients (`tf.grads`) of its own matMul, on one of its backends. */
import type { Operand, Subject } from '../../src/subject/subject.ts';

type Tensorflow = typeof import('@tensorflow/tfjs');

/**
 * The subject of a backend.
 * @throws Error, with the command that installs TensorFlow.js, when it is not installed
 */
export async function tfjs(
  backend: 'cpu' | 'wasm',
  load: () => Promise<unknown> = async () => {},
): Promise<Subject> {
  const tf = await installed(() => import('@tensorflow/tfjs'));
  await installed(load);
  if (!(await tf.setBackend(backend)))
    throw new Error(`TensorFlow.js did not start its ${backend} backend`);
  return {
    name: `tfjs ${tf.version.tfjs} (${backend})`,
    numberFormat: 'float32',
    claims: { deterministic: true },
    backward: ({ X, W, dY }) =>
      tf.tidy(() => {
        const gradients = tf.grads((x, w) => tf.matMul(x, w));
        const [dX, dW] = gradients([tensor(tf, X), tensor(tf, W)], tensor(tf, dY));
        return { dX: answer(dX), dW: answer(dW) };
      }),
    forward: ({ X, W }) => tf.tidy(() => answer(tf.matMul(tensor(tf, X), tensor(tf, W)))),
  };
}

async function installed<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    const remedy = 'Install TensorFlow.js first: npm ci --prefix subjects/tfjs';
    throw new Error(`TensorFlow.js could not be loaded. ${remedy}`, { cause });
  }
}

function tensor(tf: Tensorflow, { shape, data }: Operand) {
  return tf.tensor(Float32Array.from(data), [...shape], 'float32');
}

function answer(result: ReturnType<typeof tensor> | undefined) {
  if (result === undefined) throw new Error('tf.grads returned fewer gradients than operands');
  return { shape: result.shape, data: result.dataSync() };
}
