/** The kinds of views, and how an operand's strides say of which ones it is. */
import { at } from '../src/at.ts';
import type { LayoutKind, Operand } from '../src/contract/subject.ts';
import { denseStrides } from '../src/matrix/strided.ts';

/** Which kinds of views a view is; a step of rows is no different from a gap between them. */
const views: Readonly<Record<LayoutKind, (view: View) => boolean>> = {
  'column-major': ({ axes }) => {
    const [outer, inner] = axes.flatMap(({ isBatch, stride }) => (isBatch ? [] : Math.abs(stride)));
    return outer !== undefined && inner !== undefined && inner > outer && outer > 0;
  },
  gaps: (view) => {
    const axes = innermostFirst(view);
    return axes.some(({ stride }, i) => {
      const before = axes[i - 1];
      return before !== undefined && stride > before.stride * before.extent;
    });
  },
  offset: ({ offset }) => offset !== 0,
  // Beside an axis that is one seen as many, neighbours lie as far apart as if it were not.
  steps: (view) => !views.expanded(view) && (innermostFirst(view)[0]?.stride ?? 1) > 1,
  reversed: ({ axes }) => axes.some(({ stride }) => stride < 0),
  expanded: ({ axes }) => axes.some(({ stride }) => stride === 0),
  'lone strides': ({ oddLone }) => oddLone,
  'batch order': ({ axes }) => {
    const moving = axes.filter(({ stride }) => stride !== 0);
    return moving.some(
      (axis, i) =>
        axis.isBatch &&
        moving.slice(i + 1).some((inner) => Math.abs(axis.stride) < Math.abs(inner.stride)),
    );
  },
};

function innermostFirst({ axes }: View): Axis[] {
  return axes
    .map((axis) => ({ ...axis, stride: Math.abs(axis.stride) }))
    .filter(({ stride }) => stride > 0)
    .sort((a, b) => a.stride - b.stride);
}

/** Every kind of view there is. */
// SAFETY: Object.keys forgets the key type.
export const layoutKinds = Object.keys(views) as readonly LayoutKind[];

/** The kinds of the views among these operands, in the order of `layoutKinds`; dense ones have none. */
export function kindsOfViews(operands: readonly (Operand | undefined)[]): LayoutKind[] {
  const found = operands.flatMap((operand) =>
    operand?.strides === undefined ? [] : viewOf(operand),
  );
  return layoutKinds.filter((kind) => found.some(views[kind]));
}

interface View {
  readonly offset: number;
  /** Of the axes that have neighbours, outermost first. */
  readonly axes: readonly Axis[];
  /** Whether an axis without neighbours has a stride that a dense tensor would not have. */
  readonly oddLone: boolean;
}

interface Axis {
  readonly extent: number;
  readonly stride: number;
  /** Neither rows nor columns. */
  readonly isBatch: boolean;
}

function viewOf({ shape, strides = denseStrides(shape), offset = 0 }: Operand): View {
  const usual = denseStrides(shape);
  const all = shape.map((extent, i) => ({
    ...{ extent, stride: at(strides, i), usual: at(usual, i) },
    isBatch: i < shape.length - 2,
  }));
  const axes = shape.includes(0) ? [] : all.filter(({ extent }) => extent > 1);
  const lone = all.filter((axis) => !axes.includes(axis));
  const lowest = axes.reduce(
    (sum, { extent, stride }) => sum + Math.min(0, stride) * (extent - 1),
    0,
  );
  const oddLone = lone.some((axis) => axis.stride !== axis.usual);
  return { offset: offset + lowest, axes, oddLone };
}
