import { at } from '../at.ts';
import type { Matrix } from './matrix.ts';
import { printMatrix } from './print-matrix.ts';

/** At most this many rows and columns are printed. */
const most = 12;

/**
 * A matrix for people, cut to twelve rows and columns. Of a larger one, the rows and columns that
 * have an entry which is marked, or not 0, come first; a last line says which are shown.
 */
export function printExcerpt(matrix: Matrix, marked?: (i: number, j: number) => boolean): string {
  const { rows, cols } = matrix;
  if (rows === 0 || cols === 0) return '(empty)'; // rows of nothing do not tell how many there are
  const says = marked ?? ((i: number, j: number): boolean => matrix.at(i, j) !== 0);
  const some = (count: number, hit: (at: number) => boolean): number[] => {
    const all = Array.from({ length: count }, (_, at) => at);
    const first = [...new Set([...all.filter(hit), ...all])].slice(0, most);
    return count <= most ? all : first.sort((p, q) => p - q);
  };
  const line = (length: number): number[] => Array.from({ length }, (_, at) => at);
  const shownRows = some(rows, (i) => line(cols).some((j) => says(i, j)));
  const shownCols = some(cols, (j) => line(rows).some((i) => says(i, j)));
  const shown = matrix.pickRows(shownRows).pickColumns(shownCols);
  const text = printMatrix(shown, marked && ((i, j) => marked(at(shownRows, i), at(shownCols, j))));
  const cut = [
    ...(rows > most ? [`rows ${listed(shownRows)}`] : []),
    ...(cols > most ? [`columns ${listed(shownCols)}`] : []),
  ];
  return cut.length === 0 ? text : `${text}\n${cut.join(', ')} of ${rows}×${cols}`;
}

/** "0 … 11" or "0, 3, 17 …" */
function listed(places: readonly number[]): string {
  const last = places.length - 1;
  return at(places, last) === last ? `0 … ${last}` : places.join(', ');
}
