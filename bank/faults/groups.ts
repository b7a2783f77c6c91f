/** Grouped products, from public reports: groups without rows, rows beyond the last, borders and tiles. */
import { at } from '../../src/at.ts';
import { gemm, type Product } from '../engine/parts.ts';
import { recycling } from '../engine/recycling.ts';
import { get, placeOf } from '../engine/view.ts';
import type { Fault } from './fault.ts';
import { fillOut } from './fill-out.ts';
import { refusingGroups, right, withRows, wrongGroup, wrongLengths } from './group-kernels.ts';
import { remembering, wrongWhole } from './wrong-parts.ts';

const isEmptyGradient = ({ of, a }: Product): boolean => of === 'dW' && a.cols === 0;

/** Rows of groups and of those beyond; the last rows of X are of the last one. */
const isBeyond = ({ member, members }: Product): boolean => member === members;

const upTo = (multiple: number, length: number): number => multiple * Math.ceil(length / multiple);

/** So many rows share a tile, whose matrix is that of the group of its first row. */
const tile = 16;

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
  wrongWhole(
    {
      name: 'grouped-tile-of-first-row',
      story: 'a tile of rows is multiplied by the matrix of its first row, also across a border',
      trigger: 'a border within a tile of 16 rows',
      caughtBy: 'group-decomposition',
      thread: 'https://github.com/deepseek-ai/DeepGEMM/issues/15',
    },
    (given, rightOne) => {
      const answer = rightOne(given);
      const rows = at(given.X.shape, 0);
      const tiled = { ...given, groups: inTiles(given.groups ?? [], rows) };
      if (given.groups === undefined || given.options !== undefined) return answer;
      const { dX } = rightOne(tiled);
      return { ...answer, ...(dX && { dX }) };
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
  wrongLengths(
    {
      name: 'grouped-lengths-as-ends',
      story: 'the numbers of rows are read as the places where groups end',
      trigger: 'more than one group',
      thread: 'https://github.com/vllm-project/vllm-ascend/pull/4822',
    },
    (lengths) => lengths.map((end, e) => end - (lengths[e - 1] ?? 0)),
  ),
  wrongLengths(
    {
      name: 'grouped-first-length-lost',
      story: 'lengths are differences of ends, and that of the first group is the second one twice',
      trigger: 'the first two groups are of unlike lengths',
      thread: 'https://github.com/vllm-project/vllm-ascend/pull/5023',
    },
    (lengths) => [lengths[1] ?? at(lengths, 0), ...lengths.slice(1)],
  ),
  wrongWhole(
    {
      name: 'grouped-trailing-empty-left-out',
      story: 'groups without rows at the end are not counted, and dW lacks them',
      trigger: 'the last group has no rows',
      caughtBy: 'group-decomposition',
      thread: 'https://github.com/dmlc/dgl/pull/2228',
    },
    (given, rightOne) => {
      const { dW, ...others } = rightOne(given);
      if (dW === undefined || given.groups?.at(-1) !== 0) return { ...others, ...(dW && { dW }) };
      const shape = [at(dW.shape, 0) - 1, ...dW.shape.slice(1)];
      const size = shape.reduce((product, extent) => product * extent, 1);
      return { ...others, dW: { shape, data: Array.from(dW.data).slice(0, size) } };
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
  refusingGroups(
    {
      name: 'grouped-empty-refused',
      story: 'a group without rows ends in a fault of memory',
      trigger: 'a group has no rows',
      thread: 'https://github.com/AMD-AGI/Primus-Turbo/pull/425',
    },
    (lengths) => (lengths.includes(0) ? 'memory access fault' : undefined),
  ),
  refusingGroups(
    {
      name: 'grouped-no-rows-refused',
      story: 'where no group has rows, the operands of dW are refused',
      trigger: 'no group has rows',
      thread: 'https://github.com/pytorch/pytorch/pull/192497',
    },
    (lengths) => (Math.max(...lengths) === 0 ? 'strides must be multiples of 16' : undefined),
  ),
  wrongWhole(
    {
      name: 'grouped-dw-not-accumulated',
      story: 'dW of groups does not reach the storage that it is to be added to',
      trigger: 'gradients of groups are added to storage',
      caughtBy: 'joint-options',
      thread: 'https://github.com/NVIDIA/TransformerEngine/issues/3234',
    },
    (given, rightOne) => {
      const { groups: lengths, options } = given;
      if (lengths === undefined || !options?.into?.accumulate) return rightOne(given);
      return rightOne({ ...given, options: { ...options, wants: ['dX'] } });
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

/** Lengths by which every tile of rows is of the group of its first row; the tail stays what it is. */
function inTiles(lengths: readonly number[], rows: number): number[] {
  let to = 0;
  const ends = lengths.map((length) => {
    to += length;
    return to;
  });
  const last = ends.at(-1) ?? 0;
  const snapped = ends.map((end) => Math.min(last, upTo(tile, end), rows));
  return snapped.map((end, e) => end - (snapped[e - 1] ?? 0));
}
