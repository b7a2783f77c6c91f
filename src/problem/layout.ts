import { reachOf } from '../matrix/strided.ts';

/**
 * How the entries of an operand lie in storage. A layout has no extents of its own: it stays what it
 * is while a problem shrinks. Left out, an operand is dense and row-major.
 */
export interface Layout {
  /** Columns are contiguous, as in the view of a transpose. */
  readonly columnMajor: boolean;
  /** Entries skipped after each row (column). */
  readonly gap: number;
  /** Entries before the first one of the view. */
  readonly offset: number;
  /** 1, 2 for every second, −1 for reversed, 0 for one that is seen as many. */
  readonly rowStep: number;
  readonly columnStep: number;
  readonly memberStep: number;
  /** How the members of a batch lie; one behind the other when left out. */
  readonly members?: MemberOrder;
  /** The stride of axes of extent 1, where any is right; left out, the usual one. */
  readonly lone?: number;
}

/**
 * `padded`: with an unused line behind each member, as in a window of taller storage. `turned`: the first of two batch axes is the faster
 * one. `interleaved`: the last batch axis lies between rows and columns, as heads do whose axis was swapped
 * with that of rows. `innermost`: the first entries of all members, then the second ones.
 */
export type MemberOrder = (typeof memberOrders)[number];
export const memberOrders = ['padded', 'turned', 'interleaved', 'innermost'] as const;

export const dense: Layout = {
  columnMajor: false,
  gap: 0,
  offset: 0,
  rowStep: 1,
  columnStep: 1,
  memberStep: 1,
};

/** Where the entries of a shape lie. */
export interface Placement {
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  /** Entries of storage, gaps and the guard behind the last entry included. */
  readonly length: number;
}

/** Entries behind the last one that no one may touch. */
const guard = 3;

/** The placement of a tensor of this shape, rank 1 or more, in this layout. */
export function place(shape: readonly number[], layout: Layout): Placement {
  const strides = stridesOf(shape, layout);
  const [low, high] = reachOf({ shape, strides });
  const offset = layout.offset - low;
  const entries = shape.includes(0) ? 0 : high + 1;
  return { shape, strides, offset, length: offset + entries + guard };
}

function stridesOf(shape: readonly number[], layout: Layout): number[] {
  const last = shape.length - 1;
  const axes = axesOf(shape.length, layout);
  const strides = new Array<number>(shape.length).fill(1);
  let distance = 1;
  axes.forEach((axis, order) => {
    const step = stepOf(layout, last - axis);
    const extent = shape[axis] ?? 1;
    strides[axis] = extent === 1 && layout.lone !== undefined ? layout.lone : step * distance;
    const unused = order === 1 && layout.members === 'padded' ? 1 : 0;
    distance *= Math.max(1, extent + unused) * Math.max(1, Math.abs(step));
    if (order === 0) distance += layout.gap;
  });
  return strides;
}

/** The axes, innermost first. */
function axesOf(rank: number, { columnMajor, members }: Layout): number[] {
  const all = Array.from({ length: rank }, (_, order) => rank - 1 - order);
  const [matrix, batch] = [all.slice(0, 2), all.slice(2)];
  if (columnMajor) matrix.reverse();
  const [inner = [], outer = []] = [matrix.slice(0, 1), matrix.slice(1)];
  switch (members) {
    case 'turned':
      return [...matrix, ...batch.toReversed()];
    case 'interleaved':
      return [...inner, ...batch.slice(0, 1), ...outer, ...batch.slice(1)];
    case 'innermost':
      return [...batch, ...matrix];
    default:
      return [...matrix, ...batch];
  }
}

function stepOf({ rowStep, columnStep, memberStep }: Layout, fromLast: number): number {
  return fromLast === 0 ? columnStep : fromLast === 1 ? rowStep : memberStep;
}

/** Whether a tensor of this shape lies just as a dense row-major one. */
export function liesDense(shape: readonly number[], layout: Layout): boolean {
  const [mine, usual] = [place(shape, layout), place(shape, dense)];
  return mine.offset === usual.offset && mine.strides.join() === usual.strides.join();
}

/** The layout in words: "column-major, gap 2, offset 1, every second row". */
export function describeLayout(layout: Layout): string {
  const { columnMajor, gap, offset, lone, members } = layout;
  const steps = [
    [layout.rowStep, 'row'],
    [layout.columnStep, 'column'],
    [layout.memberStep, 'member'],
  ] as const;
  const words = [
    ...(columnMajor ? ['column-major'] : []),
    ...(gap === 0 ? [] : [`gaps of ${gap}`]),
    ...(offset === 0 ? [] : [`offset ${offset}`]),
    ...steps.flatMap(([step, line]) => (step === 1 ? [] : [describeStep(step, line)])),
    ...(members === undefined ? [] : [memberWords[members]]),
    ...(lone === undefined ? [] : [`stride ${lone} on axes of extent 1`]),
  ];
  return words.join(', ') || 'dense';
}

const memberWords = {
  padded: 'an unused line behind each member',
  turned: 'batch axes in the opposite order',
  interleaved: 'members interleaved',
  innermost: 'members innermost',
} as const satisfies Record<MemberOrder, string>;

function describeStep(step: number, line: string): string {
  if (step === 0) return `one ${line} seen as all (stride 0)`;
  const reversed = step < 0 ? `${line}s reversed` : '';
  const skipping = Math.abs(step) > 1 ? `every second ${line}` : '';
  return [skipping, reversed].filter((words) => words !== '').join(', ');
}

/** How much there is to say about a layout; 0 for dense. */
export function strangeness(layout: Layout): number {
  const { columnMajor, gap, offset, rowStep, columnStep, memberStep, lone, members } = layout;
  const steps = [rowStep, columnStep, memberStep].map((step) => [1, 2, 0, -1, -2].indexOf(step));
  const sizes =
    gap + offset + (lone === undefined ? 0 : 1 + 2 * Math.abs(lone) + (lone < 0 ? 1 : 0));
  const order = members === undefined ? 0 : 1 + memberOrders.indexOf(members);
  return steps.reduce((sum, step) => sum + step, sizes + order + (columnMajor ? 1 : 0));
}

const simplest: readonly Layout[] = [
  { ...dense, columnMajor: true },
  { ...dense, gap: 1 },
  { ...dense, offset: 1 },
  { ...dense, rowStep: 2 },
  { ...dense, columnStep: 2 },
  { ...dense, rowStep: 0 },
  { ...dense, columnStep: 0 },
];

/** Less strange layouts to try instead, boldest first; nothing stands for dense. */
export function* plainerLayouts(layout: Layout): Generator<Layout | undefined> {
  yield undefined;
  for (const simple of simplest) {
    if (strangeness(simple) < strangeness(layout)) yield simple;
  }
  const { lone, ...usual } = layout;
  if (lone !== undefined) yield usual;
  const { members, ...inTurn } = layout;
  if (members !== undefined) yield inTurn;
  for (const field of [
    'columnMajor',
    'gap',
    'offset',
    'rowStep',
    'columnStep',
    'memberStep',
  ] as const) {
    if (layout[field] !== dense[field]) yield { ...layout, [field]: dense[field] };
  }
  for (const field of ['gap', 'offset'] as const) {
    if (layout[field] > 1) yield { ...layout, [field]: 1 };
    if (layout[field] > 2) yield { ...layout, [field]: layout[field] - 1 };
  }
  for (const field of ['rowStep', 'columnStep', 'memberStep'] as const) {
    const step = layout[field];
    if (Math.abs(step) > 1) yield { ...layout, [field]: Math.sign(step) };
    if (step < 0) yield { ...layout, [field]: -step };
  }
  for (const plainer of [0, 1, 2]) {
    if (lone !== undefined && strangeness({ ...layout, lone: plainer }) < strangeness(layout)) {
      yield { ...layout, lone: plainer };
    }
  }
}
