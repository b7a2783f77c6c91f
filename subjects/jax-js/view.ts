/** An operand as jax-js sees it: a view, made of its storage by the lazy views of jax-js. */
import { numpy as np } from '@jax-js/jax';
import type { Operand } from '../../src/contract/subject.ts';

export function view({ shape, data, strides, offset = 0 }: Operand): np.Array {
  const storage = np.array(Float32Array.from(data));
  if (strides === undefined) return storage.reshape([...shape]);
  if (shape.includes(0)) return storage.slice([0, 0]).reshape([...shape]);
  const axes = axesOf(shape, strides);
  const moving = axes.filter(({ stride }) => stride !== 0);
  const backwards = moving.filter(({ stride }) => stride < 0);
  const start = backwards.reduce((sum, axis) => sum + (axis.extent - 1) * axis.stride, offset);

  const outermostFirst = moving.toSorted((a, b) => Math.abs(b.stride) - Math.abs(a.stride));
  const cut = windows(storage.slice([start]), outermostFirst);
  const inOrder = cut.transpose(moving.map((axis) => outermostFirst.indexOf(axis)));
  const flipped = np.flip(
    inOrder,
    backwards.map((axis) => moving.indexOf(axis)),
  );
  // An axis that does not move through storage has one line, and shows it as often as it is long.
  const lines = flipped.reshape(axes.map(({ stride, extent }) => (stride === 0 ? 1 : extent)));
  return np.broadcastTo(lines, [...shape]);
}

interface Axis {
  readonly extent: number;
  readonly stride: number;
}

/** On an axis of extent 1 no stride is ever taken: it does not move. */
function axesOf(shape: readonly number[], strides: readonly number[]): Axis[] {
  return shape.map((extent, i) => ({ extent, stride: extent === 1 ? 0 : (strides[i] ?? 0) }));
}

/** `row` cut into as many windows as the axis is long, a stride apart; these again by the next axis. */
function windows(row: np.Array, axes: readonly Axis[]): np.Array {
  let cut = row;
  for (const [rank, { extent, stride }] of axes.entries()) {
    const step = Math.abs(stride);
    const outer = axes.slice(0, rank).map((axis) => axis.extent);
    const keep = outer.map((): [] => []);
    const missing = extent * step - (cut.shape[rank] ?? 0); // storage may end with the last entry
    if (missing > 0) cut = np.pad(cut, { [rank]: [0, missing] });
    cut = cut.slice(...keep, [0, extent * step]).reshape([...outer, extent, step]);
  }
  return cut.slice(...axes.map((): [] => []), 0);
}
