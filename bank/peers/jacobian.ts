import { at } from '../../src/at.ts';
import type { Asked } from './asked.ts';

/** ∂Y/∂X or ∂Y/∂W; the entry of an input and one of Y at input·(size of Y) + output. */
export type Jacobian = Float64Array;

/** By central differences, one entry of the input after another moved in place by ±step. */
export async function numericalJacobian(
  asked: Asked,
  name: 'X' | 'W',
  step: number,
): Promise<Jacobian> {
  const [input, width] = [asked[name], asked.dY.size];
  const jacobian = new Float64Array(input.size * width);
  for (let entry = 0; entry < input.size; entry += 1) {
    const original = input.at(entry);
    input.set(entry, original - step);
    const below = await asked.forward();
    input.set(entry, original + step);
    const above = await asked.forward();
    input.set(entry, original);
    jacobian.set(slopes(asked, { below, above }, step), entry * width);
  }
  return jacobian;
}

/** (above − below)/(2·step), in the subject's number format. */
export function slopes(
  asked: Asked,
  { below, above }: Record<'below' | 'above', Float64Array>,
  step: number,
): Float64Array {
  return above.map((value, i) => asked.round(asked.round(value - at(below, i)) / (2 * step)));
}

/** By one backward pass for each entry of Y, with dY 1 there and 0 elsewhere. */
export async function analyticalJacobians(asked: Asked): Promise<Record<'X' | 'W', Jacobian>> {
  const { X, W, dY } = asked;
  const width = dY.size;
  const jacobians = { X: new Float64Array(X.size * width), W: new Float64Array(W.size * width) };
  for (let output = 0; output < width; output += 1) {
    dY.fill(new Float64Array(width));
    dY.set(output, 1);
    const gradients = await asked.backward();
    for (const name of ['X', 'W'] as const) {
      gradients[name].forEach((value, entry) => {
        jacobians[name][entry * width + output] = value;
      });
    }
  }
  return jacobians;
}
