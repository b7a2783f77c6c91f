import { at } from '../at.ts';
import { GradgateError } from '../errors.ts';
import { Matrix } from './matrix.ts';

/** A number as text that `parseNumber` reads back bit for bit: shortest decimal, −0, NaN, ±Infinity. */
export function formatNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** The number `formatNumber` wrote. @throws GradgateError FORMAT */
export function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || (Number.isNaN(value) && text !== 'NaN')) {
    throw new GradgateError('FORMAT', {
      where: 'number',
      expected: 'a decimal number, -0, NaN, Infinity or -Infinity',
      actual: JSON.stringify(text),
    });
  }
  return value;
}

/** One line a row, entries separated by spaces; `parseMatrix` reads it back bit for bit. */
export function formatMatrix(matrix: Matrix): string {
  const header = `${matrix.rows}×${matrix.cols}`;
  const rows = rowsOf(matrix).map((row) => row.map(formatNumber).join(' '));
  return [header, ...rows].join('\n');
}

/** The matrix `formatMatrix` wrote. @throws GradgateError FORMAT or SHAPE */
export function parseMatrix(text: string): Matrix {
  const [header = '', ...lines] = text.split('\n');
  const [rows, cols, ...rest] = header.split('×').map(parseNumber);
  if (rows === undefined || cols === undefined || rest.length > 0) {
    const expected = 'a first line like 2×3';
    throw new GradgateError('FORMAT', {
      where: 'matrix',
      expected,
      actual: JSON.stringify(header),
    });
  }
  const data = lines.flatMap((line) => (line === '' ? [] : line.split(' '))).map(parseNumber);
  return Matrix.over(rows, cols, Float64Array.from(data));
}

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
