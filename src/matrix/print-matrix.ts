import { at } from '../at.ts';
import { formatNumber } from '../number/format-number.ts';
import type { Matrix } from './matrix.ts';

/** A matrix for people: aligned columns in brackets, the entries in `marked` between › and ‹. */
export function printMatrix(matrix: Matrix, marked?: (i: number, j: number) => boolean): string {
  if (matrix.rows === 0 || matrix.cols === 0) return `(empty, ${matrix.rows}×${matrix.cols})`;
  const cells = rowsOf(matrix).map((row, i) =>
    row.map((value, j) =>
      marked?.(i, j) ? `›${formatNumber(value)}‹` : ` ${formatNumber(value)} `,
    ),
  );
  const widths = at(cells, 0).map((_, j) => Math.max(...cells.map((row) => at(row, j).length)));
  const lines = cells.map((row) => row.map((cell, j) => cell.padStart(at(widths, j))).join(' '));
  return lines.map((line) => `[${line}]`).join('\n');
}

function rowsOf(matrix: Matrix): number[][] {
  return Array.from({ length: matrix.rows }, (_, i) =>
    Array.from({ length: matrix.cols }, (_, j) => matrix.at(i, j)),
  );
}
