/** Unusual orders of the three loops of a product, and kernels for some shapes. */
import { at } from '../../src/at.ts';
import {
  added,
  addRow,
  conventional,
  type Dense,
  dotted,
  entry,
  fromProduct,
  type Product,
  plainClaims,
  toAnswer,
  toDense,
  transposed,
  type Unusual,
} from './unusual.ts';

type Out = Float64Array;

function add(out: Out, place: number, term: number): void {
  out[place] = entry(out, place) + term;
}

/** Column p of A times row p of B, one matrix of rank 1 after another. */
function outerProducts(a: Dense, b: Dense, out: Out): void {
  for (let p = 0; p < a.cols; p += 1) {
    for (let i = 0; i < a.rows; i += 1) {
      addRow(out, i * b.cols, { factor: entry(a.data, i * a.cols + p), b, row: p });
    }
  }
}

/** Column by column of the result, each the sum of columns of A, with j outermost. */
function columnsFirst(a: Dense, b: Dense, out: Out): void {
  for (let j = 0; j < b.cols; j += 1) {
    for (let p = 0; p < a.cols; p += 1) {
      const factor = entry(b.data, p * b.cols + j);
      for (let i = 0; i < a.rows; i += 1) {
        add(out, i * b.cols + j, entry(a.data, i * a.cols + p) * factor);
      }
    }
  }
}

/** The inner extent in three parts, each summed into a buffer of its own. */
function splitInThree(a: Dense, b: Dense, out: Out): void {
  const buffers = [out, new Float64Array(out.length), new Float64Array(out.length)];
  const part = Math.ceil(a.cols / 3);
  for (let i = 0; i < a.rows; i += 1) {
    for (let p = 0; p < a.cols; p += 1) {
      const factor = entry(a.data, i * a.cols + p);
      addRow(at(buffers, Math.floor(p / part)), i * b.cols, { factor, b, row: p });
    }
  }
  for (const buffer of buffers.slice(1)) {
    for (let place = 0; place < out.length; place += 1) add(out, place, entry(buffer, place));
  }
}

/** Tiles of up to 4×4×4; those at the edges are what is left. */
function tiled(a: Dense, b: Dense, out: Out): void {
  for (const rows of tiles(a.rows)) {
    for (const columns of tiles(b.cols)) {
      for (const inner of tiles(a.cols)) addTile({ a, b, out }, { rows, columns, inner });
    }
  }
}

type Range = readonly [from: number, to: number];

function addTile(
  { a, b, out }: { readonly a: Dense; readonly b: Dense; readonly out: Out },
  { rows, columns, inner }: Readonly<Record<'rows' | 'columns' | 'inner', Range>>,
): void {
  for (let i = rows[0]; i < rows[1]; i += 1) {
    for (let j = columns[0]; j < columns[1]; j += 1) {
      let sum = 0;
      for (let p = inner[0]; p < inner[1]; p += 1) {
        sum += entry(a.data, i * a.cols + p) * entry(b.data, p * b.cols + j);
      }
      add(out, i * b.cols + j, sum);
    }
  }
}

function tiles(extent: number): Range[] {
  return Array.from({ length: Math.ceil(extent / 4) }, (_, tile) => [
    4 * tile,
    Math.min(4 * tile + 4, extent),
  ]);
}

function dot(row: Float64Array, column: Float64Array): number {
  let sum = 0;
  for (let p = 0; p < row.length; p += 1) sum += entry(row, p) * entry(column, p);
  return sum;
}

/** A·B = (Bᵀ·Aᵀ)ᵀ */
const turnedAround: Product = (a, b) => transposed(dotted(dot)(transposed(b), transposed(a)));

/** The result in Fortran order, column after column, then copied to row-major. */
const fortranOrder: Product = (a, b) => {
  const columns = new Float64Array(a.rows * b.cols);
  for (let j = 0, place = 0; j < b.cols; j += 1) {
    for (let i = 0; i < a.rows; i += 1, place += 1) {
      let sum = 0;
      for (let p = 0; p < a.cols; p += 1) {
        sum += entry(a.data, i * a.cols + p) * entry(b.data, p * b.cols + j);
      }
      columns[place] = sum;
    }
  }
  return transposed({ rows: b.cols, cols: a.rows, data: columns });
};

/** 2×2·2×2 without a loop. */
const twoByTwo: Product = ({ data: a }, { data: b }) => {
  const [a0, a1, a2, a3] = [entry(a, 0), entry(a, 1), entry(a, 2), entry(a, 3)];
  const [b0, b1, b2, b3] = [entry(b, 0), entry(b, 1), entry(b, 2), entry(b, 3)];
  const data = [a0 * b0 + a1 * b2, a0 * b1 + a1 * b3, a2 * b0 + a3 * b2, a2 * b1 + a3 * b3];
  return { rows: 2, cols: 2, data: Float64Array.from(data) };
};

/** A row, a column, a product of a column and a row, 2×2, squares and anything else: a kernel each. */
const byShape: Product = (a, b) => {
  if (a.rows === 1) return conventional(a, b);
  if (a.cols === 1) return added(outerProducts)(a, b);
  if (b.cols === 1) return dotted(dot)(a, b);
  if (a.rows === 2 && a.cols === 2 && b.cols === 2) return twoByTwo(a, b);
  if (a.rows === a.cols && a.cols === b.cols) return added(columnsFirst)(a, b);
  return added(tiled)(a, b);
};

/** These loops leave out nothing and add nothing, whatever the entries are; each row is for itself. */
const claims = { ...plainClaims, nonFinite: 'ieee', batchInvariant: true } as const;

function kernel(name: string, story: string, product: Product): Unusual {
  return fromProduct({ name, story, claims }, product);
}

/** One row, and squares, are summed in another order than others. */
const kernelAShape: Unusual = {
  ...kernel('a kernel a shape', 'rows, columns, squares and the rest have kernels', byShape),
  claims: { ...claims, batchInvariant: false },
};

/** Blocks of 32 of the inner extent, from the first one on: the same ones for any number of rows. */
const fixedBlocks: Product = dotted((row, column) => {
  let sum = 0;
  for (let from = 0; from < row.length; from += 32) {
    sum += dot(row.subarray(from, from + 32), column.subarray(from, from + 32));
  }
  return sum;
});

/** Over the rows dW is split in as many parts as suits their number, which Y and dX know nothing of. */
const dWByRows: Unusual = {
  ...kernel(
    'batch-invariant, dW apart',
    'Y and dX are summed in blocks of 32 for any m; how dW is summed depends on m',
    fixedBlocks,
  ),
  backward: ({ X, W, dY }) => ({
    dX: toAnswer(fixedBlocks(toDense(dY), transposed(toDense(W)))),
    dW: toAnswer(
      (at(X.shape, 0) > 8 ? added(splitInThree) : conventional)(
        transposed(toDense(X)),
        toDense(dY),
      ),
    ),
  }),
};

/** Y, dX and dW are no kin: what holds between them holds within their bounds alone. */
const threeAlgorithms: Unusual = {
  ...kernel('three algorithms', 'Y, dX and dW are summed in orders of their own', turnedAround),
  backward: ({ X, W, dY }) => ({
    dX: toAnswer(added(tiled)(toDense(dY), transposed(toDense(W)))),
    dW: toAnswer(added(splitInThree)(transposed(toDense(X)), toDense(dY))),
  }),
};

export const kernels: readonly Unusual[] = [
  kernel('rows of B', 'an entry of A times a row of B is added at a time', conventional),
  kernel('outer products', 'a matrix of rank 1 is added at a time', added(outerProducts)),
  kernel('columns first', 'the loop over columns is the outer one', added(columnsFirst)),
  kernel('split in three', 'the inner extent is split over three buffers', added(splitInThree)),
  kernel('tiles of 4', 'tiles of 4×4×4, smaller ones at the edges', added(tiled)),
  kernel('turned around', 'it computes (Bᵀ·Aᵀ)ᵀ', turnedAround),
  kernel('Fortran order', 'results are column-major, and copied in the end', fortranOrder),
  kernelAShape,
  dWByRows,
  threeAlgorithms,
];
