/** Layers of NVFP4 whose second scale, of the whole tensor, is lost or misread, from public reports. */
import type { ScaledFormat } from '../../src/contract/subject.ts';
import { formats } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import type { Coded } from '../engine/coded.ts';
import { codedLayer, codesFirst, type Reading, resultScaled } from '../engine/coded-layer.ts';
import type { About, Fault } from './fault.ts';

/** NVFP4 with its second scale, of the whole tensor. */
const twice = (block: ScaledFormat['block']): ScaledFormat => ({
  ...{ codes: 'float4_e2m1fn', scales: 'float8_e4m3fn', block, globalScale: 'float32' },
});

/** A layer of NVFP4 whose global scales are multiplied into the result, one of them misread. */
function layer(about: About, misread: (reading: Reading) => number): Fault {
  const read = (reading: Reading): Coded => ({ ...reading.right, all: misread(reading) });
  return {
    ...codedLayer({
      ...{ name: about.name, numberFormat: 'float32' },
      formats: { X: twice([1, 16]), W: twice([16, 1]), dY: twice([1, 16]) },
      ...{ sum: resultScaled(codesFirst), read },
    }),
    ...about,
  };
}

export const globalScales: readonly Fault[] = [
  layer(
    {
      name: 'global-scale-dropped',
      story:
        'a product of codes and block scales alone: the scale of the whole weight is lost in silence',
      trigger: 'always',
      caughtBy: 'equation-1',
      thread: 'https://github.com/Epistates/pmetal/issues/32',
    },
    ({ name, right }) => (name === 'W' ? 1 : right.all),
  ),
  layer(
    {
      name: 'global-scale-not-inverted',
      story: 'a global scale that is stored as a divisor is multiplied with as it is',
      trigger: 'always',
      caughtBy: 'equation-1',
      thread: 'https://github.com/modular/modular/issues/6600',
    },
    ({ name, right }) => (name === 'W' ? 1 / right.all : right.all),
  ),
  layer(
    {
      name: 'global-scale-twice',
      story: 'X was multiplied by its global scale before, and for dW is so again',
      trigger: 'always',
      caughtBy: 'equation-2',
      thread: 'https://github.com/pytorch/ao/pull/3851',
    },
    ({ name, result, right }) => (name === 'X' && result === 'dW' ? right.all ** 2 : right.all),
  ),
  layer(
    {
      name: 'global-scale-in-one-path',
      story: 'α has the global scale of W for dX, and for Y the α without it is passed on',
      trigger: 'the forward pass',
      caughtBy: 'forward-product',
      thread: 'https://github.com/flashinfer-ai/flashinfer/pull/5173',
    },
    ({ name, result, right }) => (name === 'W' && result === 'Y' ? 1 : right.all),
  ),
  layer(
    {
      name: 'global-scale-of-the-other',
      story: 'the two global scales cannot be told apart, and α is the square of that of dY',
      trigger: 'W and dY with other largest entries',
      caughtBy: 'equation-1',
      thread: 'https://github.com/ml-explore/mlx/pull/3022',
    },
    ({ name, result, right, other }) => (name === 'W' && result === 'dX' ? other.all : right.all),
  ),
  layer(
    {
      name: 'global-scale-in-bfloat16',
      story: 'the global scale of W is held as a bfloat16, which has eight of its bits',
      trigger: 'a global scale that is no power of two',
      caughtBy: 'equation-1',
    },
    ({ name, right }) => (name === 'W' ? round(right.all, formats.bfloat16) : right.all),
  ),
];
