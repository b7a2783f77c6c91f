/** ONNX Runtime: graphs of MatMul and Transpose, one for Y, and one for both gradients. */
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Answer, Claims, Operand, Subject } from '../../src/contract/subject.ts';
import { installed } from '../lib/ts/installed.ts';
import { modelOf } from './model.ts';

/** One of its execution providers, what reports call it, and what is claimed and known there alone. */
interface On {
  readonly provider: 'cpu' | 'webgpu';
  readonly title: string;
  readonly claims: Claims;
  readonly known?: Subject['knownFailures'];
}

const forwardGraph = modelOf({
  inputs: ['X', 'W'],
  outputs: ['Y'],
  operations: [['MatMul', ['X', 'W'], 'Y']],
});

const backwardGraph = modelOf({
  inputs: ['X', 'W', 'dY'],
  outputs: ['dX', 'dW'],
  operations: [
    ['Transpose', ['W'], 'Wt'],
    ['MatMul', ['dY', 'Wt'], 'dX'],
    ['Transpose', ['X'], 'Xt'],
    ['MatMul', ['Xt', 'dY'], 'dW'],
  ],
});

/**
 * The subject of an execution provider.
 * @throws Error, when it is not installed, or does not start
 */
export async function onnxRuntime({ provider, title, claims, known = {} }: On): Promise<Subject> {
  const { default: ort } = await installed(
    'subjects/onnxruntime',
    () => import('onnxruntime-node'),
  );
  const session = (graph: Uint8Array): Promise<InferenceSession> =>
    ort.InferenceSession.create(graph, { executionProviders: [provider] });
  const [forward, backward] = [await session(forwardGraph), await session(backwardGraph)];
  const tensor = ({ shape, data }: Operand): Tensor =>
    new ort.Tensor('float32', Float32Array.from(data), [...shape]);
  return {
    name: `ONNX Runtime ${ort.env.versions.node} (${title})`,
    numberFormat: 'float32',
    claims: {
      reproducible: true,
      emptyExtents: true,
      // Not `batching`: a Transpose has the axes of one rank in it.
      ...claims,
    },
    knownFailures: known,
    forward: async ({ X, W }) => {
      const { Y } = await forward.run({ X: tensor(X), W: tensor(W) });
      return answer(Y);
    },
    backward: async ({ X, W, dY }) => {
      const { dX, dW } = await backward.run({ X: tensor(X), W: tensor(W), dY: tensor(dY) });
      return { dX: answer(dX), dW: answer(dW) };
    },
  };
}

function answer(tensor: Tensor | undefined): Answer {
  if (tensor === undefined) throw new Error('an output is missing');
  // SAFETY: the outputs of these graphs are declared as float32.
  return { shape: tensor.dims, data: tensor.data as Float32Array };
}
