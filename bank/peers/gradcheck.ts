import { at } from '../../src/at.ts';
import { allClose, isClose } from './all-close.ts';
import type { Asked } from './asked.ts';
import { dot } from './dot.ts';
import { analyticalJacobians, numericalJacobian, slopes } from './jacobian.ts';
import { peerOf } from './peer.ts';
import { type Source, torchRand } from './torch-rand.ts';
import { usualProblems } from './usual-problems.ts';

const source = 'https://github.com/pytorch/pytorch/blob/main/torch/autograd/gradcheck.py';

/** The defaults of its arguments. */
const [eps, atol, rtol] = [1e-6, 1e-5, 1e-3];

/**
 * PyTorch's `gradcheck` as it comes (`fast_mode=False`): the Jacobians by differences and by one-hot
 * dY agree entry by entry (`allclose`, the numerical one as the expected one); computing the latter
 * twice gives the same (`nondet_tol=0`); and dY = 0 gives nothing but zeros, also after a new forward
 * pass (`check_undefined_grad`: a custom function gets zeros for an undefined gradient).
 *
 * Left out, because off by default or without meaning here: forward-mode, batched and complex
 * gradients, sparse tensors, types and devices of gradients. Tensors have the subject's number
 * format: of float32, PyTorch warns that the check will likely fail, and runs it.
 */
export const gradcheck = peerOf({
  name: 'PyTorch gradcheck',
  source,
  usual: usualProblems,
  needsForward: true,
  calls: ({ X, W, dY }) => 2 * (X.size + W.size + dY.size) + 4,
  accepts: async (asked) => {
    await asked.forward();
    const numerical: Pair = { X: new Float64Array(), W: new Float64Array() };
    for (const name of asked.inputs) numerical[name] = await numericalJacobian(asked, name, eps);
    const [first, again] = [await analyticalJacobians(asked), await analyticalJacobians(asked)];
    return (
      reentrant(first, again) &&
      asked.inputs.every((name) => allClose(first[name], numerical[name], { atol, rtol })) &&
      (await vanishesWithUpstream(asked))
    );
  },
});

/**
 * The same with `fast_mode=True`: only vᵀ·J·u is compared, for one u for X, one for W and one v for
 * Y. Their entries are uniform in [0, 1), so never negative, then scaled to length 1, and come from
 * a generator that nobody seeds: they are the same in every run, and here. Since a difference of
 * atol in all entries would show as atol·Σu·Σv, that is the absolute tolerance.
 */
export const gradcheckFast = peerOf({
  name: 'PyTorch gradcheck (fast)',
  source,
  usual: usualProblems,
  needsForward: true,
  calls: () => 10,
  accepts: async (asked) => {
    await asked.forward();
    const random = torchRand();
    const u = { X: direction(asked, 'X', random), W: direction(asked, 'W', random) };
    const v = direction(asked, 'dY', random);
    const numerical = {
      X: dot(v, await slopeAlong(asked, 'X', u.X)),
      W: dot(v, await slopeAlong(asked, 'W', u.W)),
    };
    asked.dY.fill(v);
    // The same tensor both times: a backward pass that writes into dY has another one the second time.
    const [first, again] = [await asked.backward(), await asked.backward()];
    const close = (name: 'X' | 'W') =>
      isClose(asked.round(dot(first[name], u[name])), asked.round(numerical[name]), {
        atol: atol * sum(u[name]) * sum(asked.dY.toArray()),
        rtol,
      });
    return (
      reentrant(first, again) && asked.inputs.every(close) && (await vanishesWithUpstream(asked))
    );
  },
});

type Pair = Record<'X' | 'W', Float64Array>;

/** No difference exceeds 0; one that is NaN does not exceed it either. */
function reentrant(first: Pair, again: Pair): boolean {
  return (['X', 'W'] as const).every((name) =>
    first[name].every((value, entry) => !(Math.abs(value - at(again[name], entry)) > 0)),
  );
}

async function vanishesWithUpstream(asked: Asked): Promise<boolean> {
  for (const newForward of [false, true]) {
    if (newForward) await asked.forward();
    asked.dY.fill(new Float64Array(asked.dY.size));
    const { X, W } = await asked.backward();
    if (![...X, ...W].every((value) => value === 0)) return false;
  }
  return true;
}

function direction(asked: Asked, name: 'X' | 'W' | 'dY', random: Source): Float64Array {
  const entries = Float64Array.from({ length: asked[name].size }, () => asked.round(random()));
  const length = Math.sqrt(dot(entries, entries));
  return entries.map((entry) => asked.round(entry / length));
}

async function slopeAlong(asked: Asked, name: 'X' | 'W', u: Float64Array): Promise<Float64Array> {
  const input = asked[name];
  const original = input.toArray();
  input.fill(original.map((value, entry) => value - eps * at(u, entry)));
  const below = await asked.forward();
  input.fill(original.map((value, entry) => value + eps * at(u, entry)));
  const above = await asked.forward();
  input.fill(original);
  return slopes(asked, { below, above }, eps);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
