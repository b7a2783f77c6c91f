/** Grouped products, from public reports: groups without rows, rows beyond the last, borders and tiles. */
import { gemm, type Product } from '../engine/parts.ts';
import { recycling } from '../engine/recycling.ts';
import { get, placeOf } from '../engine/view.ts';
import type { Fault } from './fault.ts';
import { fillOut } from './fill-out.ts';
import { right, upTo, withRows, wrongGroup } from './wrong-group.ts';
import { remembering } from './wrong-parts.ts';

const isEmptyGradient = ({ of, a }: Product): boolean => of === 'dW' && a.cols === 0;

/** The product over nothing, for the rows beyond the last group. */
const isBeyond = ({ member, members }: Product): boolean => member === members;

export const groups: readonly Fault[] = [
  wrongGroup(
    {
      name: 'grouped-empty-dw-unwritten',
      story: 'nobody writes dW of a group without rows: it is what memory held',
      trigger: 'a group has no rows',
      thread: 'https://github.com/pytorch/pytorch/issues/172439',
    },
    (product) => {
      if (isEmptyGradient(product)) fillOut(product, () => 7);
      else right(product);
    },
  ),
  wrongGroup(
    {
      name: 'grouped-all-empty-unwritten',
      story: 'where no group has any rows, nothing is multiplied, and nobody writes dW',
      trigger: 'no group has rows',
      thread: 'https://github.com/meta-pytorch/MSLK/pull/97',
    },
    (product, { groups: lengths }) => {
      if (product.of === 'dW' && Math.max(...lengths) === 0) fillOut(product, () => 7);
      else right(product);
    },
  ),
  wrongGroup(
    {
      name: 'grouped-empty-loop-runs-once',
      story:
        'the last, masked step of the sum is done for a group without rows, too: on the row before',
      trigger: 'a group has no rows, and rows lie before it',
      thread: 'https://github.com/openxla/tokamax/pull/1016',
    },
    (product, { from }) => {
      right(isEmptyGradient(product) && from > 0 ? withRows(product, 1, 0) : product);
    },
  ),
  wrongGroup(
    {
      name: 'grouped-empty-share-one',
      story: 'dW of every group without rows is one and the same: that of all rows',
      trigger: 'a group has no rows',
      thread: 'https://github.com/openxla/tokamax/issues/887',
    },
    (product, { from, rows }) => {
      right(isEmptyGradient(product) ? withRows(product, from, rows - from) : product);
    },
  ),
  wrongGroup(
    {
      name: 'grouped-start-aligned-down',
      story: 'dW sums from a multiple of 64 rows on, also where its group begins later',
      trigger: 'a group begins at a row that is no multiple of 64',
      thread: 'https://github.com/marin-community/marin/issues/8339',
    },
    (product, { from }) => right(product.of === 'dW' ? withRows(product, from % 64, 0) : product),
  ),
  wrongGroup(
    {
      name: 'grouped-whole-last-tile',
      story: 'the last tile of a group is read whole, with the first rows of the next group',
      trigger: 'a group whose length is no multiple of 16, before other rows',
      thread: 'https://github.com/AMD-AGI/Primus-Turbo/pull/508',
    },
    (product, { from, length, rows }) => {
      const after = Math.min(upTo(16, length), rows - from) - length;
      right(product.of === 'dW' ? withRows(product, 0, after) : product);
    },
  ),
  wrongGroup(
    {
      name: 'grouped-tail-unwritten',
      story: 'rows of dX beyond the last group are not written, though they are said to be 0',
      trigger: 'rows beyond the last group',
      thread: 'https://github.com/pytorch/torchtitan/issues/1237',
    },
    (product) => {
      if (isBeyond(product) && !product.accumulate) fillOut(product, () => 7);
      else right(product);
    },
  ),
  wrongGroup(
    {
      name: 'grouped-masked-by-zero',
      story: 'rows that are not of a group are multiplied by 0 and summed, so that NaN stays NaN',
      trigger: 'NaN in rows beyond the last group',
      thread: 'https://github.com/NVIDIA/TransformerEngine/pull/3116',
    },
    (product, { from, length, rows }) => {
      right(product);
      if (product.of !== 'dW') return;
      const whole = withRows(product, from, rows - from - length);
      const isOther = (p: number): boolean => p < from || p >= from + length;
      fillOut(product, (i, j, there) => there + nothingOf(whole, [i, j], isOther));
    },
  ),
  wrongGroup(
    {
      name: 'grouped-lone-group-takes-tail',
      story: 'of a single group, dW sums all rows there are',
      trigger: 'a single group, and rows beyond it',
      thread: 'https://github.com/NVIDIA/TransformerEngine/issues/3484',
    },
    (product, { groups: lengths, rows, length }) => {
      const isLone = product.of === 'dW' && lengths.length === 1;
      right(isLone ? withRows(product, 0, rows - length) : product);
    },
  ),
  wrongGroup(
    {
      name: 'grouped-columns-overhang',
      story:
        'columns of a tile beyond the matrix are written, too: into the first row of the next group',
      trigger: 'n no multiple of 4, and a group before another',
      thread: 'https://github.com/huggingface/kernels-community/issues/1153',
    },
    (product, { from, rows }) => {
      right(product);
      const { out, of, b } = product;
      if (of !== 'dX' || from === 0 || from >= rows || b.cols % 4 === 0) return;
      if (product.a.rows > 0) out.data[placeOf(out, 0, 0)] = 0;
    },
  ),
  remembering(
    {
      name: 'grouped-empty-recycled',
      story: 'dW of a group without rows is what an earlier call left in the storage',
      trigger: 'a group has no rows, after a call whose dW is as large',
      caughtBy: 'history-independence',
      thread: 'https://github.com/meta-pytorch/MSLK/pull/158',
    },
    () => ({
      allocate: recycling(),
      gemm: (product) => {
        if (!isEmptyGradient(product) || product.members === 1 || product.accumulate) gemm(product);
      },
    }),
  ),
];

/** The sum of 0 times each product of entry (i, j) in rows that are of another group: 0, or NaN. */
function nothingOf(
  { a, b }: Product,
  [i, j]: readonly [number, number],
  isOther: (p: number) => boolean,
): number {
  let sum = 0;
  for (let p = 0; p < a.cols; p += 1) {
    if (isOther(p)) sum += 0 * get(a, i, p) * get(b, p, j);
  }
  return sum;
}
