import { Balls } from '../../certified/balls.ts';

/** One row of balls. */
export function rowOfBalls(...entries: readonly (readonly [mid: number, rad: number])[]): Balls {
  return Balls.of([1, entries.length], (_, j) => {
    const [mid = 0, rad = 0] = entries[j] ?? [];
    return { mid, rad };
  });
}

/** Comparisons of what has another shape: more columns or fewer, more rows or fewer. */
export const ofOtherShapes = (
  [
    [1, 1, 1, 2],
    [1, 2, 1, 1],
    [1, 1, 2, 1],
    [2, 1, 1, 1],
  ] as const
).map(([rows, cols, otherRows, otherCols]) => ({
  actual: Balls.of([rows, cols], () => ({ mid: 2, rad: 4 })),
  expected: Balls.of([otherRows, otherCols], () => ({ mid: 3, rad: 4 })),
}));
