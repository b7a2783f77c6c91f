/** Layers of TensorFlow.js as they are trained: its own gradients, on one of its backends. */
import type { Tensor } from '@tensorflow/tfjs';
import type { Answers, Claims, Given, Operands, Subject } from '../../src/contract/subject.ts';
import { answer, type Tensorflow, tensor } from './tfjs.ts';

/** What a layer is made of. Gradients do not depend on the values of b. */
export interface Parameters {
  readonly W: Tensor;
  readonly b: Tensor | undefined;
  readonly hasRelu: boolean;
}

/** A layer with its own W and b, in this order: gradients are those of these tensors. */
export interface Made {
  readonly parameters: readonly Tensor[];
  apply(X: Tensor): Tensor;
  dispose?(): void;
}

/** How a layer is made, where it runs, and what is claimed of it beside what is claimed of all. */
export interface Layer {
  readonly backend: 'cpu' | 'wasm';
  readonly title: string;
  readonly claims: Claims;
  make(parameters: Parameters): Made;
}

/** The subject of a layer. @throws Error, when its backend does not start */
export async function layerOf(tf: Tensorflow, layer: Layer): Promise<Subject> {
  const { backend, title, claims } = layer;
  if (!(await tf.setBackend(backend)))
    throw new Error(`TensorFlow.js did not start its ${backend} backend`);
  return {
    name: `tfjs ${tf.version.tfjs} (${title}, ${backend})`,
    numberFormat: 'float32',
    claims: { deterministic: true, reproducible: true, bias: true, subsets: true, ...claims },
    forward: (operands) => output(tf, layer, operands),
    backward: (given) => gradients(tf, layer, given),
  };
}

async function output(tf: Tensorflow, layer: Layer, { X, W }: Operands) {
  const made = layer.make({ W: tensor(tf, W), b: undefined, hasRelu: false });
  const Y = await answer(tf.tidy(() => made.apply(tensor(tf, X))));
  made.dispose?.();
  return Y;
}

async function gradients(tf: Tensorflow, layer: Layer, given: Given): Promise<Answers> {
  const { bias = false, epilogue, wants = ['dX', 'dW'] } = given.options ?? {};
  const [X, target] = [tensor(tf, given.X), tensor(tf, given.dY)];
  const b = bias ? tf.zeros(given.dY.shape.slice(-1)) : undefined;
  const made = layer.make({ W: tensor(tf, given.W), b, hasRelu: epilogue !== undefined });
  const all: [string, Tensor][] = [X, ...made.parameters].map((each, i) => [names[i] ?? '', each]);
  const asked = all.filter(([name]) => name === 'db' || wants.some((wanted) => wanted === name));
  const found = tf.tidy(() => {
    const values = asked.map(([, value]) => value);
    if (layer.claims.loss === undefined) return tf.grads(() => made.apply(X))(values, target);
    return tf.grads(() => halfSquaredError(tf, made.apply(X), target))(values);
  });
  const read = found.map(async (each, i) => [asked[i]?.[0], await answer(each)]);
  const answers = Object.fromEntries(await Promise.all(read));
  made.dispose?.();
  return answers;
}

const names = ['dX', 'dW', 'db'];

function halfSquaredError(tf: Tensorflow, Y: Tensor, T: Tensor): Tensor {
  return tf.div(tf.losses.meanSquaredError(T, Y, undefined, tf.Reduction.SUM), 2);
}
