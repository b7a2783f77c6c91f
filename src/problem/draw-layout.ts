import { chance, type Draw, pick } from './draw.ts';
import { dense, type Layout } from './layout.ts';

/** What can be unlike a dense row-major tensor; `subject/subject.ts` says it in words. */
export const layoutKinds = [
  'column-major',
  'gaps',
  'offset',
  'steps',
  'reversed',
  'expanded',
  'lone strides',
] as const;
export type LayoutKind = (typeof layoutKinds)[number];

/** A layout made of the kinds listed, several at once: faults need combinations. */
export function drawLayout(draw: Draw, kinds: readonly LayoutKind[]): Layout {
  const has = (kind: LayoutKind, percent: number): boolean =>
    chance(draw, percent) && kinds.includes(kind);
  return {
    ...dense,
    columnMajor: has('column-major', 40),
    gap: has('gaps', 30) ? draw.integer(1, 4) : 0,
    offset: has('offset', 30) ? draw.integer(1, 5) : 0,
    ...drawSteps(draw, has),
    ...(has('lone strides', 30) ? { lone: pick(draw, [0, 1, 2, 5, 999, -3]) } : {}),
  };
}

function drawSteps(
  draw: Draw,
  has: (kind: LayoutKind, percent: number) => boolean,
): Pick<Layout, 'rowStep' | 'columnStep' | 'memberStep'> {
  if (has('expanded', 20)) {
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
