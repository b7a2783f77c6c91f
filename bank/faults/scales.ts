/** Layers of codes and scales, where a scale is that of another block, lost or misread, from public reports. */
import { at, entryAt } from '../../src/at.ts';
import type { ScaledFormat } from '../../src/contract/subject.ts';
import { exponentOf } from '../../src/number/round.ts';
import { type Coded, type Grid, rescaled } from '../engine/coded.ts';
import { codedLayer, codesFirst, type Layer, type Reading } from '../engine/coded-layer.ts';
import type { About, Fault } from './fault.ts';

/** An operand of codes as it is read wrongly: with other scales; nothing, where it is read rightly. */
type Misread = (reading: Reading) => ((i: number, j: number) => number) | undefined;

type Said = Pick<Layer, 'numberFormat' | 'formats' | 'claims'>;

function layer(about: About, said: Said, misread: Misread): Fault {
  const read = (reading: Reading): Coded => {
    const scale = misread(reading);
    return scale === undefined ? reading.right : rescaled(reading.right, scale);
  };
  const claims = { accumulates: 'float32', ...said.claims } as const;
  return { ...codedLayer({ name: about.name, ...said, claims, sum: codesFirst, read }), ...about };
}

/** The scale at another place of the grid; the last one, beyond it. */
function scaleAt({ scales }: Grid, place: number): number {
  return entryAt(scales, Math.min(place, scales.length - 1));
}

/** Which block of each axis an entry is in. */
function blockOf({ height, width }: Grid, i: number, j: number): [number, number] {
  return [Math.floor(i / height), Math.floor(j / width)];
}

/** The scale that the entry has. */
function own({ grid }: Coded, i: number, j: number): number {
  const [down, across] = blockOf(grid, i, j);
  return scaleAt(grid, down * grid.cols + across);
}

const e4m3 = (block: ScaledFormat['block']): ScaledFormat => ({
  ...{ codes: 'float8_e4m3fn', scales: 'float32', block },
});

const mx = (codes: ScaledFormat['codes'], block: ScaledFormat['block']): ScaledFormat => ({
  ...{ codes, scales: 'float8_e8m0fnu', block },
});

const nvfp4: ScaledFormat = { codes: 'float4_e2m1fn', scales: 'float8_e4m3fn', block: [16, 1] };

/** As DeepSeek-V3 is trained, whose tiles are of 128: a scale over a part of a row, and over a tile of the weight. */
const tiled = (side: 32 | 128): Said => ({
  numberFormat: 'bfloat16',
  formats: { X: e4m3([1, side]), W: e4m3([side, side]), dY: e4m3([1, side]) },
});

/** A weight that is quantized, and has no gradient. */
const frozen = (W: ScaledFormat): Said => ({
  ...{ numberFormat: 'bfloat16', formats: { W }, claims: { gradients: 'dX' } },
});

const perTensor = {
  numberFormat: 'bfloat16',
  formats: { X: e4m3(['all', 'all']), W: e4m3(['all', 'all']), dY: e4m3(['all', 'all']) },
} as const satisfies Said;

export const scales: readonly Fault[] = [
  layer(
    {
      name: 'scale-grid-transposed-in-dw',
      story: 'the scales of X lie for dW as they lie for Y, and are read as those of its transpose',
      trigger: 'several rows, and n > 32',
      caughtBy: 'equation-2',
      thread: 'https://github.com/pytorch/ao/pull/4229',
    },
    tiled(32),
    ({ name, result, right: { grid } }) =>
      name !== 'X' || result !== 'dW'
        ? undefined
        : (i, j) => {
            const [down, across] = blockOf(grid, i, j);
            return scaleAt(grid, across * grid.rows + down);
          },
  ),
  layer(
    {
      name: 'square-scale-grid-not-transposed',
      story: 'the weight is transposed for dX, and its scales only where their grid is not square',
      trigger: 'W has as many tiles of 32 one way as the other',
      caughtBy: 'equation-1',
      thread: 'https://github.com/unslothai/unsloth/pull/8953',
    },
    frozen(e4m3([32, 32])),
    ({ name, result, right: { grid } }) =>
      name !== 'W' || result !== 'dX' || grid.rows !== grid.cols
        ? undefined
        : (i, j) => {
            const [down, across] = blockOf(grid, i, j);
            return scaleAt(grid, across * grid.cols + down);
          },
  ),
  layer(
    {
      name: 'output-scale-dropped',
      story: 'dX is the product of the codes, scaled by W alone',
      trigger: 'always',
      caughtBy: 'equation-1',
      thread: 'https://github.com/pytorch/pytorch/issues/190449',
    },
    perTensor,
    ({ name, result }) => (name === 'dY' && result === 'dX' ? () => 1 : undefined),
  ),
  layer(
    {
      name: 'trailing-scale-dropped',
      story: 'where a sum ends inside a block, the scale of that block is never applied',
      trigger: 'k is no multiple of 32',
      caughtBy: 'equation-1',
      thread: 'https://github.com/pytorch/FBGEMM/issues/6159',
    },
    {
      numberFormat: 'bfloat16',
      formats: { W: mx('float8_e4m3fn', [1, 32]), dY: mx('float8_e5m2', [1, 32]) },
    },
    ({ name, result, right }) =>
      name !== 'dY' || result !== 'dX' || right.cols % 32 === 0
        ? undefined
        : (i, j) => (j >= right.cols - (right.cols % 32) ? 1 : own(right, i, j)),
  ),
  layer(
    {
      name: 'block-size-from-shapes',
      story: 'blocks are taken for as long as the extent divided by how many scales there are',
      trigger: 'the last block is shorter than the others',
      caughtBy: 'equation-1',
      thread: 'https://github.com/NVIDIA/TensorRT-Model-Connect/pull/1115',
    },
    frozen(e4m3([128, 128])),
    ({ name, right: { rows, cols, grid } }) =>
      name !== 'W'
        ? undefined
        : (i, j) => {
            const [height, width] = [Math.ceil(rows / grid.rows), Math.ceil(cols / grid.cols)];
            return scaleAt(grid, Math.floor(i / height) * grid.cols + Math.floor(j / width));
          },
  ),
  layer(
    {
      name: 'scale-never-advances',
      story: 'a tile of 64 is longer than a block, and the first scale of a row is taken for all',
      trigger: 'n > 32',
      caughtBy: 'equation-1',
      thread: 'https://github.com/sgl-project/sglang/pull/39637',
    },
    frozen(e4m3([32, 32])),
    ({ name, right: { grid } }) =>
      name !== 'W' ? undefined : (i, j) => scaleAt(grid, at(blockOf(grid, i, j), 0) * grid.cols),
  ),
  layer(
    {
      name: 'scales-of-operands-switched',
      story: 'the scale of an entry is the one that lies at its place in the other operand',
      trigger: 'operands with other largest entries',
      caughtBy: 'equation-2',
      thread: 'https://github.com/NVIDIA/CUDALibrarySamples/issues/248',
    },
    {
      numberFormat: 'bfloat16',
      formats: {
        X: mx('float8_e4m3fn', [1, 32]),
        W: mx('float8_e4m3fn', [32, 1]),
        dY: mx('float8_e4m3fn', [1, 32]),
      },
    },
    ({ result, right, other: { grid } }) =>
      result !== 'dW'
        ? undefined
        : (i, j) => {
            const [down, across] = blockOf(right.grid, i, j);
            return scaleAt(grid, down * right.grid.cols + across);
          },
  ),
  layer(
    {
      name: 'e8m0-exponent-one-too-small',
      story: 'the exponents of the scales of dY are one too small',
      trigger: 'always',
      caughtBy: 'equation-2',
      thread: 'https://github.com/vllm-project/vllm/pull/43557',
    },
    {
      numberFormat: 'bfloat16',
      formats: { X: mx('float4_e2m1fn', [1, 32]), dY: mx('float4_e2m1fn', [1, 32]) },
    },
    ({ name, right }) => (name === 'dY' ? (i, j) => own(right, i, j) / 2 : undefined),
  ),
  layer(
    {
      name: 'one-scale-for-two-blocks-of-16',
      story: 'a tile of 32 spans two blocks of 16, and all of it has the scale of the first',
      trigger: 'n > 16',
      caughtBy: 'equation-1',
      thread: 'https://github.com/vllm-project/vllm-xpu-kernels/pull/553',
    },
    frozen(nvfp4),
    ({ name, right }) => (name === 'W' ? (i, j) => own(right, i - (i % 32), j) : undefined),
  ),
  layer(
    {
      name: 'scales-rounded-up-to-powers-of-two',
      story: 'float32 scales are rounded up to powers of two, and the codes stay what they are',
      trigger: 'a scale that is no power of two',
      caughtBy: 'equation-1',
      thread: 'https://github.com/huggingface/transformers/issues/47030',
    },
    tiled(128),
    ({ right }) =>
      (i, j) => {
        const scale = own(right, i, j);
        const below = 2 ** exponentOf(scale);
        return below === scale ? scale : 2 * below;
      },
  ),
  layer(
    {
      name: 'e8m0-byte-as-number',
      story: 'the byte of an exponent is multiplied with as if it were the scale',
      trigger: 'always',
      caughtBy: 'equation-1',
      thread: 'https://github.com/jundot/omlx/pull/2159',
    },
    frozen(mx('float8_e4m3fn', [32, 1])),
    ({ name, right }) => (name === 'W' ? (i, j) => 127 + exponentOf(own(right, i, j)) : undefined),
  ),
];
