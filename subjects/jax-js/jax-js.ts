/** jax-js: its own reverse-mode differentiation (`vjp`) of its own operations, on one of its devices. */
import { defaultDevice, init, nn, numpy as np, vjp } from '@jax-js/jax';
import manifest from '../../node_modules/@jax-js/jax/package.json' with { type: 'json' };
import type {
  Answer,
  Answers,
  Claims,
  Given,
  Options,
  Operands as Pair,
  Recorded,
  Subject,
} from '../../src/contract/subject.ts';
import { type Operands, operandsOf } from '../lib/ts/operands.ts';
import { view } from './view.ts';

/** One of its devices, what reports call it, and what is claimed and known there alone. */
interface On {
  readonly device: 'wasm' | 'webgpu';
  readonly title: string;
  readonly claims: Claims;
  readonly known?: Subject['knownFailures'];
}

const misplacesAxes = 'matmul of different ranks misplaces axes: reports/findings.md no. 3';

/** The backward passes of recorded forward passes; they hold memory until they are disposed. */
const tapes: { dispose(): void }[] = [];

/** The subject of a device. */
export async function jaxJs({ device, title, claims, known }: On): Promise<Subject> {
  await init(device);
  defaultDevice(device);
  return {
    name: `jax-js ${manifest.version} (${title})`,
    numberFormat: 'float32',
    claims: {
      deterministic: true,
      reproducible: true,
      // Not `batchInvariant`: 1×1 times 1×8 and 9×1 times 1×8 sum dX in different orders.
      // Not `lone strides`: jax-js sets the strides of axes of extent 1 itself.
      layouts: ['column-major', 'gaps', 'offset', 'steps', 'reversed', 'expanded', 'batch order'],
      emptyExtents: true,
      batching: 'broadcast',
      vectors: true,
      transposeFlags: true,
      scaling: true,
      bias: true,
      // The slope of `nn.relu` is 1 at 0, where JAX's is 0.
      epilogue: 'relu, 0 or 1 at 0',
      subsets: true,
      // Not `destinations`: the arrays of jax-js are immutable.
      ownedAnswers: true,
      sharedOperand: true,
      ...claims,
    },
    knownFailures: {
      'broadcast-reduction': misplacesAxes,
      'joint-options': misplacesAxes,
      'forward-product': misplacesAxes,
      'history-independence': misplacesAxes,
      ...known,
    },
    backward,
    forward: ({ X, W }) => answer(np.matmul(view(X), view(W))),
    record,
    reset() {
      for (const tape of tapes.splice(0)) tape.dispose();
    },
  };
}

function backward(given: Given): Promise<Answers> {
  const { variables, constants } = operandsOf(given, view, (shape) => np.zeros(shape));
  const [Y, pullback] = vjp(
    (asked: Operands<np.Array>) => output({ ...constants, ...asked }, given.options),
    [variables],
  );
  Y.dispose();
  const [gradients] = pullback(view(given.dY));
  pullback.dispose();
  return answers(gradients);
}

async function record({ X, W }: Pair): Promise<Recorded> {
  const [Y, pullback] = vjp((x: np.Array, w: np.Array) => np.matmul(x, w), [view(X), view(W)]);
  tapes.push(pullback);
  return {
    Y: await answer(Y),
    backward(dY) {
      const [dX, dW] = pullback(view(dY));
      return answers({ dX, dW });
    },
  };
}

/** Y = α·X·W + b + β·C, or max(X·W + b, 0). */
function output(
  { dX: X, dW: W, db: b, dC: C }: Operands<np.Array>,
  { transX, transW, alpha, beta, shared, epilogue }: Options = {},
): np.Array {
  if (X === undefined) throw new Error('every Y has an X');
  const second = W ?? (shared === 'X·Xᵀ' ? np.matrixTranspose(X.ref) : X.ref);
  let Y = np.matmul(
    transX ? np.matrixTranspose(X) : X,
    transW ? np.matrixTranspose(second) : second,
  );
  if (alpha !== undefined) Y = Y.mul(alpha);
  if (b !== undefined) Y = Y.add(b);
  if (C !== undefined && beta !== undefined) Y = Y.add(C.mul(beta));
  return epilogue === undefined ? Y : nn.relu(Y);
}

async function answers(gradients: Operands<np.Array>): Promise<Answers> {
  const read = Object.entries(gradients).map(async ([name, each]) => [name, await answer(each)]);
  return Object.fromEntries(await Promise.all(read));
}

/** Read asynchronously: that is the only way from a GPU. */
async function answer(result: np.Array): Promise<Answer> {
  return { shape: result.shape, data: await result.data() };
}
