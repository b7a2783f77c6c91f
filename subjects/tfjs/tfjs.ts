/** TensorFlow.js: its own gradients (`tf.grads`) of its own operations, on one of its backends. */
import type { NamedTensorMap, Tensor } from '@tensorflow/tfjs';
import type {
  Answer,
  Answers,
  Claims,
  Given,
  Operand,
  Options,
  Subject,
} from '../../src/contract/subject.ts';
import { type Operands, operandsOf } from '../lib/ts/operands.ts';

/** The whole library. */
export type Tensorflow = typeof import('@tensorflow/tfjs');

/** One of its backends, what reports call it, and what is claimed and known there alone. */
interface On {
  readonly backend: 'cpu' | 'wasm' | 'webgl' | 'webgpu';
  readonly title: string;
  readonly claims: Claims;
  readonly known?: Subject['knownFailures'];
}

/**
 * The subject of a backend.
 * @throws Error, when the backend does not start
 */
export async function tfjs(
  tf: Tensorflow,
  { backend, title, claims, known }: On,
): Promise<Subject> {
  if (!(await tf.setBackend(backend)))
    throw new Error(`TensorFlow.js did not start its ${backend} backend`);
  return {
    name: `tfjs ${tf.version.tfjs} (${title})`,
    numberFormat: 'float32',
    claims: {
      deterministic: true,
      reproducible: true,
      // Not `layouts`: tf.transpose, tf.slice and their like copy; there are no strides.
      emptyExtents: true,
      batching: 'broadcast',
      vectors: true,
      transposeFlags: true,
      scaling: true,
      bias: true,
      subsets: true,
      // Not `destinations`: tensors are immutable.
      ownedAnswers: true,
      sharedOperand: true,
      ...claims,
    },
    knownFailures: {
      'broadcast-reduction':
        'gradients keep the joined axes, and tf.grads throws: reports/findings.md no. 4, tensorflow/tfjs#8721',
      'forward-product':
        'batches that join each other have too few entries: reports/findings.md no. 10',
      'joint-options': 'broadcast batches come in its calls: reports/findings.md no. 4 and 10',
      'history-independence':
        'broadcast batches come in its calls: reports/findings.md no. 4 and 10',
      ...known,
    },
    backward: (given) => answers(tf.tidy(() => gradients(tf, given))),
    forward: ({ X, W }) => answer(tf.tidy(() => product(tf, [tensor(tf, X), tensor(tf, W)]))),
    // No `record`: tf.grads runs the forward pass itself, each time; there is no tape to keep.
  };
}

function gradients(tf: Tensorflow, given: Given): NamedTensorMap {
  const from = (operand: Operand) => tensor(tf, operand);
  const { variables, constants } = operandsOf(given, from, tf.zeros);
  const names = Object.keys(variables);
  const named = <T>(values: readonly T[]) =>
    Object.fromEntries(values.map((value, i) => [names[i], value]));
  const differentiated = tf.grads((...asked) =>
    output(tf, { ...constants, ...named(asked) }, given.options),
  );
  return named(differentiated(Object.values(variables), from(given.dY)));
}

/** Y = α·X·W + b + β·C. */
function output(
  tf: Tensorflow,
  { dX: X, dW: W, db: b, dC: C }: Operands<Tensor>,
  { alpha, beta, shared, ...flags }: Options = {},
): Tensor {
  if (X === undefined) throw new Error('every Y has an X');
  const transW = flags.transW || shared === 'X·Xᵀ';
  let Y = product(tf, [X, W ?? X], { ...flags, transW });
  if (alpha !== undefined) Y = tf.mul(Y, alpha);
  if (b !== undefined) Y = tf.add(Y, b);
  if (C !== undefined && beta !== undefined) Y = tf.add(Y, tf.mul(C, beta));
  return Y;
}

/** tf.matMul refuses vectors; tf.dot takes them, up to rank 2. Beside a batch, a vector becomes a matrix. */
function product(
  tf: Tensorflow,
  [X, W]: readonly [Tensor, Tensor],
  { transX, transW }: Options = {},
): Tensor {
  if (X.rank > 1 && W.rank > 1) return tf.matMul(X, W, transX, transW);
  if (X.rank > 2) return tf.squeeze(tf.matMul(X, tf.expandDims(W, 1), transX), [X.rank - 1]);
  if (W.rank > 2) return tf.squeeze(tf.matMul(tf.expandDims(X), W, false, transW), [W.rank - 2]);
  return tf.dot(transX ? tf.transpose(X) : X, transW ? tf.transpose(W) : W);
}

/** A copy, in float32. */
export function tensor(tf: Tensorflow, { shape, data }: Operand): Tensor {
  return tf.tensor(Float32Array.from(data), [...shape], 'float32');
}

async function answers(gradients: NamedTensorMap): Promise<Answers> {
  const read = Object.entries(gradients).map(async ([name, each]) => [name, await answer(each)]);
  return Object.fromEntries(await Promise.all(read));
}

/** Read asynchronously: that is the only way from a GPU. */
export async function answer(result: Tensor): Promise<Answer> {
  const data = await result.data();
  result.dispose();
  return { shape: result.shape, data };
}
