import type { Matrix } from '../../matrix/matrix.ts';
import { chance, type Draw, pickWeighted } from './draw.ts';

/**
 * Zeros as a dimension of their own: fast paths for sparse operands, and fast paths for operands
 * without any zero, are both places where faults live.
 */
const patterns = {
  none: 58,
  few: 10,
  rows: 6,
  columns: 6,
  'all but one': 6,
  blocks: 14, // whole 4×4 tiles
} as const;

export type ZeroPattern = keyof typeof patterns;

/** How often an entry is 0 where there are a few zeros, in percent. */
export const fewZeros = 15;

/** A matrix, and which of its entries were set to 0. */
export interface Zeroed<R extends string, C extends string> {
  readonly matrix: Matrix<R, C>;
  readonly zeros: ZeroPattern;
}

/** A matrix with a drawn pattern of its entries set to 0. */
export function drawZeros<R extends string, C extends string>(
  draw: Draw,
  matrix: Matrix<R, C>,
): Zeroed<R, C> {
  const zeros = pickWeighted(draw, patterns);
  return { matrix: withZeros(draw, matrix, zeros), zeros };
}

function withZeros<R extends string, C extends string>(
  draw: Draw,
  matrix: Matrix<R, C>,
  pattern: ZeroPattern,
): Matrix<R, C> {
  const zero = (hit: (i: number, j: number) => boolean): Matrix<R, C> =>
    matrix.map((value, i, j) => (hit(i, j) ? 0 : value));
  const [row, column] = [draw.integer(0, matrix.rows - 1), draw.integer(0, matrix.cols - 1)];
  switch (pattern) {
    case 'none':
      return matrix;
    case 'few':
      return zero(() => chance(draw, fewZeros));
    case 'rows':
      return zero((i) => (i + row) % 2 === 0);
    case 'columns':
      return zero((_, j) => (j + column) % 2 === 0);
    case 'blocks': {
      const hidden = draw.integer(0, 1);
      return zero((i, j) => (Math.floor(i / 4) + Math.floor(j / 4)) % 2 === hidden);
    }
    case 'all but one':
      return zero((i, j) => i !== row || j !== column);
  }
}
