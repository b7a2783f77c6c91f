/** Mistakes about how an operand lies: it is read by other strides, or from another place. */
import { at } from '../../at.ts';
import { layOut } from '../../call/lay-out.ts';
import type { Operand } from '../../contract/subject.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { operandShapes } from '../../problem/derive/settled.ts';
import { dense } from '../../problem/layout.ts';
import type { Problem } from '../../problem/problem.ts';
import { type Guess, guessOf } from '../guess.ts';
import { formulaOf, type Result, type Seen } from '../seen.ts';
import type { Mistake } from './mistake.ts';

type Name = 'X' | 'W' | 'dY';
/** Strides and an offset. */
type Lie = Pick<Required<Operand>, 'strides' | 'offset'>;
type Read = (lie: Lie, shape: readonly number[]) => Lie;
type Row = readonly [words: (o: string) => string, read: Read];

const byRows: Read = ({ offset }, shape) => ({ offset, strides: denseStrides(shape) });
const byColumns: Read = ({ offset }, shape) => {
  const usual = denseStrides(shape);
  return { offset, strides: [...usual.slice(0, -2), 1, fromEnd(shape, 2)] };
};

const rows: readonly Row[] = [
  [(o) => `the offset of ${o} is ignored`, ({ strides }) => ({ strides, offset: 0 })],
  [
    (o) => `the number of columns of ${o} is taken for the stride of its rows`,
    ({ strides, offset }, shape) => ({ offset, strides: strides.with(-2, fromEnd(shape, 1)) }),
  ],
  [
    (o) => `the number of rows of ${o} is taken for the stride of its columns`,
    ({ strides, offset }, shape) => ({ offset, strides: strides.with(-1, fromEnd(shape, 2)) }),
  ],
  [(o) => `the columns of ${o} are taken to be contiguous, and without gaps`, byColumns],
  [
    (o) => `the two strides of ${o} are exchanged`,
    ({ strides, offset }) => ({
      offset,
      strides: strides.with(-1, fromEnd(strides, 2)).with(-2, fromEnd(strides, 1)),
    }),
  ],
  [
    (o) => `negative strides of ${o} are taken for positive ones`,
    ({ strides, offset }) => ({ offset, strides: strides.map(Math.abs) }),
  ],
  [
    (o) => `the stride of the columns of ${o} is taken for 1`,
    ({ strides, offset }) => ({ offset, strides: strides.with(-1, 1) }),
  ],
  [
    (o) => `members of ${o} are taken to lie one behind the other`,
    ({ strides, offset }, shape) => ({
      offset,
      strides: [...denseStrides(shape).slice(0, -2), ...strides.slice(-2)],
    }),
  ],
  [
    (o) => `the stride of the members of ${o} is ignored: all are the first one`,
    ({ strides, offset }) => ({
      offset,
      strides: [...strides.slice(0, -2).map(() => 0), ...strides.slice(-2)],
    }),
  ],
  [
    (o) => `${o} is read from the multiple of 4 entries before its first`,
    ({ strides, offset }) => ({ strides, offset: 4 * Math.floor(offset / 4) }),
  ],
  [
    (o) => `the strides and the offset of ${o} are ignored`,
    (lie, shape) => byRows({ ...lie, offset: 0 }, shape),
  ],
  [(o) => `the strides of ${o} are ignored`, byRows],
];

/** Every mistake about layouts: of one operand, of all, and of what a kernel sees of them. */
export const ofStorage: readonly Mistake[] = [
  ...(['X', 'W', 'dY'] as const).flatMap((name) =>
    rows.map(([words, read]) =>
      reading(
        () => words(name),
        () => ({ [name]: read }),
        0,
      ),
    ),
  ),
  ...rows.map(([words, read]) =>
    reading(
      () => words('each operand'),
      () => ({ X: read, W: read, dY: read }),
      1,
    ),
  ),
  reading(
    () => 'the kernel reads what it multiplies by rows, whatever its strides, transposes too',
    asMultiplied,
    1,
  ),
];

/** A product reads Wᵀ for dX, and Xᵀ for dW: by rows, which are the columns of W and X. */
function asMultiplied(of: Result): Partial<Record<Name, Read>> {
  if (of === 'dX') return { dY: byRows, W: byColumns };
  return of === 'dW' ? { X: byColumns, dY: byRows } : { X: byRows, W: byRows };
}

function reading(
  sentence: () => string,
  reads: (of: Result) => Partial<Record<Name, Read>>,
  rank: number,
): Mistake {
  return { cause: 'layout', rank, sentence, guesses: (seen) => guessesBy(seen, reads(seen.of)) };
}

/** What lies outside of the storage is not known; gaps hold NaN, and give NaN. */
function guessesBy(seen: Seen, reads: Partial<Record<Name, Read>>): Guess[] {
  const { problem, ...asked } = seen;
  const { layouts = {}, variant = {} } = problem;
  const names = (['X', 'W', 'dY'] as const).filter((name) => reads[name] !== undefined);
  const isView = names.some((name) => layouts[name] !== undefined);
  if (!isView || variant.vectorX || variant.vectorW || variant.transX || variant.transW) return [];
  const by = (beyond: number): Matrix => {
    const others = names.map((name) => [
      name,
      readBy(problem, name, { read: reads[name] ?? byRows, beyond }),
    ]);
    return formulaOf({ ...asked, problem: { ...problem, ...Object.fromEntries(others) } });
  };
  const withGaps = by(0).toArray();
  return [
    guessOf(by(Number.NaN)).map(
      (entry, place) => entry ?? (Number.isNaN(withGaps[place]) ? Number.NaN : undefined),
    ),
  ];
}

function readBy(
  problem: Problem,
  name: Name,
  { read, beyond }: { readonly read: Read; readonly beyond: number },
): Matrix {
  const operand: Matrix = problem[name];
  const shape = operandShapes(problem)[name];
  const {
    data,
    strides = denseStrides(shape),
    offset = 0,
  } = layOut(shape, operand, problem.layouts?.[name] ?? dense).operand;
  const entries = places(shape, read({ strides, offset }, shape)).map(
    (place) => data[place] ?? beyond,
  );
  return Matrix.over(operand.rows, operand.cols, Float64Array.from(entries));
}

function places(shape: readonly number[], { strides, offset }: Lie): number[] {
  return shape.reduce(
    (starts, extent, axis) =>
      starts.flatMap((start) =>
        Array.from({ length: extent }, (_, i) => start + i * at(strides, axis)),
      ),
    [offset],
  );
}

function denseStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis -= 1) {
    strides[axis] = at(strides, axis + 1) * at(shape, axis + 1);
  }
  return strides;
}

function fromEnd(list: readonly number[], place: number): number {
  return at(list, list.length - place);
}
