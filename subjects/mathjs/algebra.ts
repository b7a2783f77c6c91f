/** How math.js reads, writes and calculates, with matrices of one of its storages. */
import type { Subject } from '../../src/contract/subject.ts';
import { byHand } from '../lib/ts/by-hand.ts';
import { library } from '../lib/ts/library.ts';

interface Matrix {
  size(): number[];
  toArray(): number[][];
}

interface MathJs {
  readonly version: string;
  readonly all: object;
  create(all: object, config: { readonly absTol?: number }): MathJs;
  matrix(rows: number[][], storage: Storage): Matrix;
  multiply(a: Matrix, b: Matrix | number): Matrix;
  transpose(matrix: Matrix): Matrix;
}

type Storage = 'dense' | 'sparse';

/**
 * The subject of a storage.
 * @param absTol below which a number is taken for 0, for instance where sparse matrices leave it out
 */
export function mathjs(
  storage: Storage,
  claims: NonNullable<Subject['claims']>,
  absTol?: number,
): Subject {
  const own = library<MathJs>('mathjs', import.meta.url);
  const math = absTol === undefined ? own : own.create(own.all, { absTol });
  const { transpose, multiply } = math;
  return {
    name: `math.js ${own.version} (${[storage, ...(absTol === undefined ? [] : [`absTol ${absTol}`])].join(', ')})`,
    numberFormat: 'float64',
    claims,
    ...byHand<Matrix>({
      from: ({ shape: [rows = 0], data }) => math.matrix(rowsOf(rows, data), storage),
      to: (result) => ({ shape: result.size(), data: result.toArray().flat() }),
      transpose,
      multiply,
      scale: multiply,
    }),
  };
}

function rowsOf(rows: number, data: Float64Array): number[][] {
  const columns = data.length / rows;
  return Array.from({ length: rows }, (_, i) => [...data.slice(i * columns, (i + 1) * columns)]);
}
