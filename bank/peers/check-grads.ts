import { at } from '../../src/at.ts';
import type { FormatName } from '../../src/number/formats.ts';
import { isCloseOrNaN, type Tolerance } from './all-close.ts';
import type { Asked, Tensor } from './asked.ts';
import { slopes } from './jacobian.ts';
import { peerOf } from './peer.ts';
import { numpyRandn, type Source } from './torch-rand.ts';
import { usualProblems } from './usual-problems.ts';

const eps = 1e-4;

/** `default_gradient_tolerance`, absolute and relative alike. */
const tolerances = {
  float64: 1e-5,
  float32: 2e-3,
  float16: 1e-2,
  bfloat16: 1e-1,
} as const satisfies Record<FormatName, number>;

/**
 * JAX's `check_grads` with `order=1, modes=['rev']`, what can be asked of a function with a custom
 * backward pass: ⟨tangents, gradients⟩ must be close to ⟨difference quotient, dY⟩ for one tangent of
 * X and W together and one dY, both normal, from `RandomState(0)` on every call, and so here. The
 * forward pass is also run twice, with Y close to itself by the tolerance times its number of entries.
 *
 * Left out: `fwd`, which JAX refuses for a `custom_vjp`; order 2, which differentiates the backward
 * pass, and subjects give no derivative of it. float64 is what JAX does with `jax_enable_x64`.
 * Inner products are summed in float64 here and then rounded; their order in NumPy is not fixed.
 */
export const checkGrads = peerOf({
  name: 'JAX check_grads',
  source: 'https://github.com/jax-ml/jax/blob/main/jax/_src/public_test_util.py',
  usual: usualProblems,
  needsForward: true,
  calls: () => 5,
  accepts: async (asked) => {
    const tolerance = tolerances[asked.format];
    const [Y, again] = [await asked.forward(), await asked.forward()];
    const widened = both(tolerance * Y.length);
    if (!Y.every((value, i) => isCloseOrNaN(value, at(again, i), widened))) return false;
    const random = numpyRandn(0);
    const tangent = { X: like(asked, asked.X, random), W: like(asked, asked.W, random) };
    const slope = await slopeAlong(asked, tangent);
    const cotangent = like(asked, asked.dY, random);
    asked.dY.fill(cotangent);
    const { X, W } = await asked.backward();
    const gradients = { X, W };
    const product = asked.inputs
      .map((name) => dot(asked, tangent[name], gradients[name]))
      .reduce((total, part) => asked.round(total + part), 0);
    return isCloseOrNaN(product, dot(asked, slope, cotangent), both(tolerance));
  },
});

function both(tolerance: number): Tolerance {
  return { atol: tolerance, rtol: tolerance };
}

function like(asked: Asked, { size }: Tensor, random: Source): Float64Array {
  return Float64Array.from({ length: size }, () => asked.round(random()));
}

type Pair = Record<'X' | 'W', Float64Array>;

/** (f(X + ε·T, W + ε·U) − f(X − ε·T, W − ε·U))/(2·ε) */
async function slopeAlong(asked: Asked, tangent: Pair): Promise<Float64Array> {
  const original = { X: asked.X.toArray(), W: asked.W.toArray() };
  const forwardAt = async (step: number) => {
    for (const name of asked.inputs) {
      const delta = tangent[name].map((value) => asked.round(step * value));
      asked[name].fill(original[name].map((value, entry) => value + at(delta, entry)));
    }
    return asked.forward();
  };
  const [above, below] = [await forwardAt(eps), await forwardAt(-eps)];
  asked.X.fill(original.X);
  asked.W.fill(original.W);
  return slopes(asked, { below, above }, eps);
}

function dot(asked: Asked, a: Float64Array, b: Float64Array): number {
  return asked.round(a.reduce((total, value, entry) => total + value * at(b, entry), 0));
}
