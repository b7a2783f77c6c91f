/** Right ways to multiply groups of rows. */
import { at } from '../../src/at.ts';
import type { Answer, Claims, Operands } from '../../src/contract/subject.ts';
import { backward, forward, gemm, type Parts, rightParts } from '../engine/parts.ts';
import {
  conventional,
  type Dense,
  plainClaims,
  toDense,
  transposed,
  type Unusual,
} from './unusual.ts';

/** What is claimed beside groups: where rows beyond the last have no meaning, NaN may be there. */
const claimed = { ...plainClaims, nonFinite: 'ieee', transposeFlags: true, scaling: true } as const;

function grouping(
  name: string,
  story: string,
  { claims, parts }: { readonly claims: Claims; readonly parts: Partial<Parts> },
): Unusual {
  const all = { ...rightParts, ...parts };
  return {
    name,
    story,
    numberFormat: 'float64',
    claims,
    backward: (given) => backward(given, all),
    forward: (operands) => forward(operands, all),
  };
}

/** A product whose inner index runs over whole tiles: what is beyond is 0 times 0. */
const padded: Parts['gemm'] = (product) => {
  const { a, b } = product;
  const inner = 8 * Math.ceil(a.cols / 8);
  const widened = (from: typeof a, [rows, cols]: readonly [number, number]): typeof a => {
    const data = new Float64Array(rows * cols);
    for (let i = 0; i < from.rows; i += 1) {
      for (let j = 0; j < from.cols; j += 1) {
        data[i * cols + j] = at(from.data, from.offset + i * from.rowStride + j * from.colStride);
      }
    }
    return { data, offset: 0, rows, cols, rowStride: cols, colStride: 1 };
  };
  gemm({ ...product, a: widened(a, [a.rows, inner]), b: widened(b, [inner, b.cols]) });
};

/** One product for each matrix, of all rows, those of other groups set to 0 first. */
function masked({ X, W, groups = [] }: Operands, turned: boolean): Answer {
  const [x, n, k] = [toDense(X), at(W.shape, 1), at(W.shape, 2)];
  const cols = turned ? n : k;
  const data = new Float64Array(x.rows * cols);
  for (const [e, kept] of rowsOf(groups).entries()) {
    const own = { rows: n, cols: k, data: W.data.subarray(e * n * k, (e + 1) * n * k) };
    const product = conventional(only(x, kept), turned ? transposed(own) : own);
    product.data.forEach((entry, place) => {
      data[place] = at(data, place) + entry;
    });
  }
  return { shape: [x.rows, cols], data };
}

/** The rows that are of one group, and 0 in all others. */
function only({ rows, cols, data }: Dense, kept: readonly [from: number, to: number]): Dense {
  const own = (_: number, place: number): number => {
    const row = Math.floor(place / cols);
    return row >= kept[0] && row < kept[1] ? at(data, place) : 0;
  };
  return { rows, cols, data: Float64Array.from({ length: rows * cols }, own) };
}

function rowsOf(groups: readonly number[]): (readonly [number, number])[] {
  let to = 0;
  return groups.map((length) => {
    to += length;
    return [to - length, to] as const;
  });
}

/** It claims numbers alone: 0 times what stands in rows of other groups. */
const maskedProducts: Unusual = {
  name: 'masked groups',
  story: 'each matrix is multiplied by all rows, those of other groups set to 0',
  numberFormat: 'float64',
  claims: { deterministic: true, grouping: 'zero tail' },
  backward: (given) => {
    const { X, W, dY, groups } = given;
    if (groups === undefined) return backward(given);
    const [x, dy] = [toDense(X), toDense(dY)];
    const each = rowsOf(groups).map((kept) => conventional(transposed(only(x, kept)), dy).data);
    return {
      dX: masked({ X: dY, W, groups }, true),
      dW: { shape: W.shape, data: each.flatMap((data) => Array.from(data)) },
    };
  },
  forward: (operands) =>
    operands.groups === undefined ? forward(operands) : masked(operands, false),
};

export const groups: readonly Unusual[] = [
  grouping('rows beyond unwritten', 'nothing is written beyond the last group', {
    claims: { ...claimed, grouping: 'any tail' },
    // Storage of results is full of NaN, which stays where nothing is written.
    parts: {
      gemm: (product) => {
        if (product.member < product.members) gemm(product);
      },
    },
  }),
  grouping('groups without rows beyond', 'groups are padded to whole tiles with zeros', {
    claims: { ...plainClaims, grouping: 'no tail' },
    parts: { gemm: padded },
  }),
  maskedProducts,
];
