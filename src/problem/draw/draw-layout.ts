import type { LayoutKind } from '../../contract/subject.ts';
import { dense, type Layout } from '../layout.ts';
import type { Layouts } from '../problem.ts';
import { chance, type Draw, pick } from './draw.ts';

/** As the gradient of a sum has it: one number seen as all. */
const scalar: Layout = { ...dense, rowStep: 0, columnStep: 0, memberStep: 0 };

/**
 * A layout for each tensor, that of a batch or not. Now and then all of them have the same, which some faults need, and now
 * and then dY is what it most often is in practice: one number, expanded.
 */
export function drawLayouts(
  draw: Draw,
  kinds: readonly LayoutKind[],
  isBatch: boolean,
): Required<Layouts> {
  const any = (): Layout => {
    const layout = drawLayout(draw, kinds);
    return isBatch ? withMembers(draw, layout, kinds) : layout;
  };
  const one = (): Layout => (chance(draw, 85) ? any() : dense);
  const sum = (percent: number): boolean => chance(draw, percent) && kinds.includes('expanded');
  if (chance(draw, 16)) {
    const same = sum(36) ? scalar : any();
    return { X: same, W: same, dY: same, dX: same, dW: same };
  }
  return { X: one(), W: one(), dY: sum(24) ? scalar : one(), dX: one(), dW: one() };
}

/** A layout made of the kinds listed, several at once: faults need combinations. */
export function drawLayout(draw: Draw, kinds: readonly LayoutKind[]): Layout {
  const has = (kind: LayoutKind, percent: number): boolean =>
    chance(draw, percent) && kinds.includes(kind);
  const gap = has('gaps', 55) ? pick(draw, [1, 2, 3, 9, 12]) : 0;
  return {
    ...dense,
    columnMajor: has('column-major', 37),
    gap,
    // A window of wider storage begins somewhere inside of it.
    offset: has('offset', gap > 0 ? 55 : 20) ? draw.integer(1, 5) : 0,
    ...drawSteps(draw, has),
    ...(has('lone strides', 30) ? { lone: pick(draw, [0, 1, 2, 5, 999, -3]) } : {}),
  };
}

/** The layout with another order of members, or gaps between them, where there are several. */
export function withMembers(draw: Draw, layout: Layout, kinds: readonly LayoutKind[]): Layout {
  if (layout.memberStep === 0) return layout;
  if (kinds.includes('batch order') && chance(draw, 40)) {
    return { ...layout, members: pick(draw, ['turned', 'interleaved', 'innermost'] as const) };
  }
  return kinds.includes('gaps') && chance(draw, 15) ? { ...layout, members: 'padded' } : layout;
}

function drawSteps(
  draw: Draw,
  has: (kind: LayoutKind, percent: number) => boolean,
): Pick<Layout, 'rowStep' | 'columnStep' | 'memberStep'> {
  if (has('expanded', 15)) {
    const [rowStep, columnStep, memberStep] = pick(draw, expansions);
    return { rowStep, columnStep, memberStep };
  }
  const skip = has('steps', 20) ? pick(draw, everySecond) : ([1, 1] as const);
  const turn = has('reversed', 15) ? pick(draw, reversals) : ([1, 1, 1] as const);
  return { rowStep: skip[0] * turn[0], columnStep: skip[1] * turn[1], memberStep: turn[2] };
}

const expansions = [
  [0, 0, 0],
  [0, 0, 1],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
] as const;

const everySecond = [
  [2, 2],
  [2, 1],
  [1, 2],
] as const;

const reversals = [
  [-1, -1, -1],
  [-1, 1, 1],
  [1, -1, 1],
  [1, 1, -1],
] as const;

/** What is unlike a dense tensor in a layout. */
export function kindsOf(layout: Layout): LayoutKind[] {
  const steps = [layout.rowStep, layout.columnStep, layout.memberStep];
  const kinds: [LayoutKind, boolean][] = [
    ['column-major', layout.columnMajor],
    ['gaps', layout.gap > 0 || layout.members === 'padded'],
    ['offset', layout.offset > 0],
    ['steps', steps.some((step) => Math.abs(step) > 1)],
    ['reversed', steps.some((step) => step < 0)],
    ['expanded', steps.includes(0)],
    ['lone strides', layout.lone !== undefined],
    ['batch order', layout.members !== undefined && layout.members !== 'padded'],
  ];
  return kinds.flatMap(([kind, has]) => (has ? kind : []));
}
