/** What is written into a destination, and where, from public reports. */
import { at } from '../../src/at.ts';
import { placeOf } from '../engine/view.ts';
import type { Fault } from './fault.ts';
import { fillOut, isColumnMajor } from './fill-out.ts';
import { wrongGemm } from './wrong-parts.ts';

const tile = 8;

export const destinations: readonly Fault[] = [
  wrongGemm(
    {
      name: 'out-strided-not-written',
      story: 'a destination that is a strided view is never written',
      trigger: 'a strided destination',
      caughtBy: 'destinations',
      thread: 'https://github.com/pytorch/pytorch/issues/104832',
    },
    (product, right) => {
      const { out } = product;
      const strided = out.colStride !== 1 || (out.rowStride !== out.cols && out.rows > 1);
      right(strided ? { ...product, out: { ...out, data: out.data.slice() } } : product);
    },
  ),
  wrongGemm(
    {
      name: 'scale-outside-submatrix',
      story: 'a destination is cleared up to the end of its storage, not of its view',
      trigger: 'a destination with storage behind it',
      caughtBy: 'destinations',
      thread: 'https://github.com/gonum/blas/pull/18',
    },
    (product, right) => {
      if (!product.accumulate && product.member === 0) product.out.data.fill(0, product.out.offset);
      right(product);
    },
  ),
  wrongGemm(
    {
      name: 'tail-tile-oob-store-nobias',
      story: 'whole tiles of rows are stored, also past the last row',
      trigger: 'a destination of which m is no multiple of 8',
      caughtBy: 'destinations',
      thread: 'https://github.com/microsoft/onnxruntime/pull/32527',
    },
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
    {
      name: 'general-stride-output',
      story: 'stored by columns, the two in the middle of every four are swapped',
      trigger: 'a column-major destination of three columns or more',
      caughtBy: 'destinations',
      thread: 'https://github.com/flame/blis/issues/281',
    },
    (product, right) => {
      right(product);
      const { out, b } = product;
      if (!isColumnMajor(out)) return;
      const stored = out.data.slice();
      const swapped = [0, 2, 1, 3];
      fillOut(product, (i, j, there) => {
        const from = j - (j % 4) + at(swapped, j % 4);
        return from < b.cols ? at(stored, placeOf(out, i, from)) : there;
      });
    },
  ),
];
