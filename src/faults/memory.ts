/** Classes D, G, K and Q: destinations, recycled storage and aliases, from public reports. */
import { at } from '../at.ts';
import type { Product } from '../engine/engine.ts';
import { placeOf } from '../engine/view.ts';
import { wrongGemm, wrongParts, wrongWhole } from './engine-fault.ts';
import { type Fault, reported } from './fault.ts';

/** What is in a result before it is computed is multiplied by 0 where `hit`, not overwritten. */
function timesZero(
  product: Product,
  right: (product: Product) => void,
  hit: (i: number, j: number) => boolean,
): void {
  const { a, b, out } = product;
  const before = product.accumulate ? undefined : out.data.slice();
  right(product);
  for (let place = 0; before && place < a.rows * b.cols; place += 1) {
    const [i, j] = [Math.floor(place / b.cols), place % b.cols];
    const target = placeOf(out, i, j);
    if (hit(i, j)) out.data[target] = 0 * at(before, target) + at(out.data, target);
  }
}

const tile = 8;

export const memory: readonly Fault[] = [
  wrongGemm(
    reported(
      'D',
      'out-strided-not-written',
      'a destination that is a strided view is never written',
      'pytorch/pytorch/issues/104832',
    ),
    (product, right) => {
      const { out } = product;
      const strided = out.colStride !== 1 || (out.rowStride !== out.cols && out.rows > 1);
      right(strided ? { ...product, out: { ...out, data: out.data.slice() } } : product);
    },
  ),
  wrongGemm(
    reported(
      'D',
      'scale-outside-submatrix',
      'a destination is cleared up to the end of its storage, not of its view',
      'gonum/blas/pull/18',
    ),
    (product, right) => {
      if (!product.accumulate && product.member === 0) product.out.data.fill(0, product.out.offset);
      right(product);
    },
  ),
  wrongGemm(
    reported(
      'D',
      'tail-tile-oob-store-nobias',
      'whole tiles of rows are stored, also past the last row',
      'microsoft/onnxruntime/pull/32527',
    ),
    (product, right) => {
      right(product);
      const { out, a, b } = product;
      for (let i = a.rows; i < Math.ceil(a.rows / tile) * tile; i += 1) {
        for (let j = 0; j < b.cols; j += 1) {
          const place = placeOf(out, i, j);
          if (place >= 0 && place < out.data.length) out.data[place] = 0;
        }
      }
    },
  ),
  wrongGemm(
    reported(
      'G',
      'inner0-uninit-cuda',
      'an empty sum leaves the result as it was in memory',
      'pytorch/pytorch/issues/31421',
    ),
    (product, right) => {
      if (product.a.cols > 0) right(product);
    },
  ),
  wrongWhole(
    reported(
      'G',
      'empty-detaches-graph',
      'a product with an extent of 0 has no gradients at all',
      'huggingface/candle/pull/3756',
    ),
    (given, right) => {
      const empty = [...given.X.shape, ...given.W.shape].includes(0);
      return empty ? {} : right(given);
    },
  ),
  wrongGemm(
    reported(
      'K',
      'beta0-partial-tile-reads-C',
      'at the edge of the tiles, old storage is multiplied by 0 instead of ignored',
      'robertknight/rten/pull/81',
    ),
    (product, right) => {
      const [rows, cols] = [product.a.rows, product.b.cols];
      const edge = (i: number, j: number): boolean =>
        i >= rows - (rows % tile) || j >= cols - (cols % tile);
      timesZero(product, right, edge);
    },
  ),
  wrongGemm(
    reported(
      'K',
      'baddbmm-small-inhouse-beta0',
      'the loop for small sizes multiplies recycled storage by 0',
      'pytorch/pytorch/pull/96086',
    ),
    (product, right) => {
      const { a, b } = product;
      timesZero(product, right, () => a.rows * a.cols * b.cols < 400);
    },
  ),
  wrongGemm(
    reported(
      'K',
      'dst-nan-survives',
      'a destination is multiplied by 0 and added to',
      'gonum/gonum/pull/1294',
    ),
    (product, right) => timesZero(product, right, () => true),
  ),
  wrongWhole(
    reported(
      'Q',
      'out-aliases-input',
      'a destination is cleared first, also when it is an operand',
      'numpy/numpy/issues/8440',
    ),
    (given, right) => {
      const { into } = given.options ?? {};
      if (into && !into.accumulate && into.dX.data === given.X.data) into.dX.data.fill(0);
      return right(given);
    },
  ),
  wrongParts(
    reported(
      'Q',
      'saved-view-mutated',
      'the forward pass keeps X and W themselves, and does not notice when they change',
      'pytorch/pytorch/issues/197887',
    ),
    { save: (operand) => operand },
  ),
];
