import { at } from '../../at.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { type Draw, drawPermutation, pick } from './draw.ts';

/**
 * Structures of X and W for which libraries have shortcuts: a fault may be confined to one of them. An
 * operand that is not square has those of square ones as far as its rows and columns go.
 */
export const structures = [
  'identity',
  'permutation',
  'diagonal',
  'triangular',
  'constant',
  'equal rows',
  'equal columns',
] as const;
export type Structure = (typeof structures)[number];

/** A structure, and which operand has it. */
export interface Structured {
  readonly operand: 'X' | 'W';
  readonly structure: Structure;
}

export function drawStructured(draw: Draw): Structured {
  return { operand: pick(draw, ['X', 'W'] as const), structure: pick(draw, structures) };
}

/**
 * The matrix with this structure, made of its own entries, of 0 and of 1. It has so many rows for
 * each element of a batch, and each of these has the structure.
 */
export function withStructure<R extends string, C extends string>(
  draw: Draw,
  matrix: Matrix<R, C>,
  { structure, height }: { readonly structure: Structure; readonly height: number },
): Matrix<R, C> {
  if (height === 0 || matrix.cols === 0) return matrix;
  const order = drawPermutation(draw, Math.max(height, matrix.cols));
  const entry = (row: number, j: number): number => {
    const [first, i] = [row - (row % height), row % height];
    switch (structure) {
      case 'identity':
        return i === j ? 1 : 0;
      case 'permutation':
        return at(order, i) === j ? 1 : 0;
      case 'diagonal':
        return i === j ? matrix.at(row, j) : 0;
      case 'triangular':
        return i <= j ? matrix.at(row, j) : 0;
      case 'constant':
        return matrix.at(0, 0);
      case 'equal rows':
        return matrix.at(first, j);
      case 'equal columns':
        return matrix.at(row, 0);
    }
  };
  return Matrix.of([matrix.rows, matrix.cols], entry);
}
