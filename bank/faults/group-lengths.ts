/** How many rows each group has is misread, or refused: from public reports. */
import { at } from '../../src/at.ts';
import type { Fault } from './fault.ts';
import { refusingGroups, upTo, wrongLengths } from './wrong-group.ts';
import { wrongWhole } from './wrong-parts.ts';

/** So many rows share a tile, whose matrix is that of the group of its first row. */
const tile = 16;

export const groupLengths: readonly Fault[] = [
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
];

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
