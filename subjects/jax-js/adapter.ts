/** jax-js: its own reverse-mode differentiation (`vjp`) of its own operations, on its WASM backend. */
import { defaultDevice, init, numpy as np, vjp } from '@jax-js/jax';
import manifest from '../../node_modules/@jax-js/jax/package.json' with { type: 'json' };
import type { Answer, Operand, Options, Subject } from '../../src/contract/subject.ts';
import { type Operands, operandsOf } from '../lib/ts/operands.ts';
import { view } from './view.ts';

await init('wasm');
defaultDevice('wasm');

/** The backward passes of recorded forward passes; they hold memory until they are disposed. */
const tapes: { dispose(): void }[] = [];

const subject: Subject = {
  name: `jax-js ${manifest.version} (wasm)`,
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
    subsets: true,
    // Not `destinations`: the arrays of jax-js are immutable.
    ownedAnswers: true,
    sharedOperand: true,
    nonFinite: 'ieee',
  },

  knownFailures: {
    'empty-extents': 'a matmul over no terms is not written: reports/findings.md no. 2',
    'broadcast-reduction': 'matmul of different ranks misplaces axes: reports/findings.md no. 3',
    'joint-options': 'both of these come in its calls: reports/findings.md no. 2 and 3',
    'forward-product': 'matmul of different ranks misplaces axes: reports/findings.md no. 3',
    'history-independence': 'both of these come in its calls: reports/findings.md no. 2 and 3',
  },

  backward(given) {
    const { variables, constants } = operandsOf(given, view, (shape) => np.zeros(shape));
    const [Y, pullback] = vjp(
      (asked: Operands<np.Array>) => output({ ...constants, ...asked }, given.options),
      [variables],
    );
    Y.dispose();
    const [gradients] = pullback(view(given.dY));
    pullback.dispose();
    return Object.fromEntries(
      Object.entries(gradients).map(([name, gradient]) => [name, answer(gradient)]),
    );
  },

  forward: ({ X, W }) => answer(np.matmul(view(X), view(W))),

  record({ X, W }) {
    const [Y, pullback] = vjp((x: np.Array, w: np.Array) => np.matmul(x, w), [view(X), view(W)]);
    tapes.push(pullback);
    return {
      Y: answer(Y),
      backward: (dY: Operand) => {
        const [dX, dW] = pullback(view(dY));
        return { dX: answer(dX), dW: answer(dW) };
      },
    };
  },

  reset() {
    for (const tape of tapes.splice(0)) tape.dispose();
  },
};

/** Y = α·X·W + b + β·C. */
function output(
  { dX: X, dW: W, db: b, dC: C }: Operands<np.Array>,
  { transX, transW, alpha, beta, shared }: Options = {},
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
  return Y;
}

function answer(result: np.Array): Answer {
  return { shape: result.shape, data: result.dataSync() };
}

export default subject;
