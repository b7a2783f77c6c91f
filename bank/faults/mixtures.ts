/** Operands, sums and results of unlike formats, one of them narrower than is said, from public reports. */
import { toAnswer, toMatrix } from '../../src/contract/reference.ts';
import type { Subject, TensorName } from '../../src/contract/subject.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { formats, type NumberFormat, tf32 } from '../../src/number/formats.ts';
import { exponentOf, round } from '../../src/number/round.ts';
import { tensorFormats } from '../../src/number/tensor-formats.ts';
import { cutOff } from '../engine/cut-off.ts';
import { float8Cores, fusedDot } from '../engine/tensor-core.ts';
import type { About, Fault } from './fault.ts';

type Said = Pick<Subject, 'numberFormat' | 'formats' | 'claims'>;
type Result = 'Y' | 'dX' | 'dW';

/** What is done otherwise than is said; nothing of it, where all is left out. */
interface Wrongs {
  /** An operand as it is multiplied for this result. */
  readonly read?: (value: number, operand: TensorName, result: Result) => number;
  readonly dot?: (row: Float64Array, column: Float64Array, at: Place) => number;
  readonly stored?: (sum: number, format: NumberFormat, result: Result) => number;
}

/** Which entry of what it is. */
interface Place {
  readonly result: Result;
  readonly i: number;
  readonly j: number;
  readonly rows: number;
  readonly cols: number;
}

/** In float32, from left to right. */
function inFloat32(row: Float64Array, column: Float64Array): number {
  return row.reduce((sum, value, p) => Math.fround(sum + Math.fround(value * (column[p] ?? 0))), 0);
}

/** A right mixture, but for what is wrong. */
export function mixture(about: About, said: Said, wrongs: Wrongs): Fault {
  const { read = (value) => value, dot = inFloat32, stored = round } = wrongs;
  const named = tensorFormats(said);
  const product = (result: Result, [a, ofA]: Factor, [b, ofB]: Factor) => {
    const left = a.map((value) => read(value, ofA, result));
    const right = b.T.map((value) => read(value, ofB, result));
    const [rows, cols] = [a.rows, b.cols];
    const sums = Matrix.of([rows, cols], (i, j) => {
      const at: Place = { result, i, j, rows, cols };
      const sum = dot(left.rowRange(i, i + 1).toArray(), right.rowRange(j, j + 1).toArray(), at);
      return stored(sum, named[result], result);
    });
    return toAnswer(sums);
  };
  return {
    ...about,
    ...said,
    backward: (given) => {
      const X: Matrix = toMatrix(given.X);
      const [W, dY]: [Matrix, Matrix] = [toMatrix(given.W), toMatrix(given.dY)];
      return {
        dX: product('dX', [dY, 'dY'], [W.T, 'W']),
        dW: product('dW', [X.T, 'X'], [dY, 'dY']),
      };
    },
    forward: (given) => product('Y', [toMatrix(given.X), 'X'], [toMatrix(given.W), 'W']),
  };
}

type Factor = readonly [matrix: Matrix, operand: TensorName];

const allOf = (format: 'bfloat16' | 'float16' | 'float8_e4m3fn') =>
  ({ X: format, W: format, dY: format }) as const;

const trained = { X: 'float8_e4m3fn', W: 'float8_e4m3fn', dY: 'float8_e5m2' } as const;

/** What the code of this number stands for in the other form of eight bits: one exponent bit less. */
function readAsE4m3(value: number): number {
  if (value === 0) return value;
  const { smallest, minExponent } = formats.float8_e5m2;
  const exponent = Math.max(exponentOf(value), minExponent);
  const code =
    Math.abs(value) / (smallest * 2 ** (exponent - minExponent)) + 4 * (exponent - minExponent);
  const [biased, fraction] = [code >> 3, code % 8];
  const size = biased === 0 ? fraction * 2 ** -9 : (1 + fraction / 8) * 2 ** (biased - 7);
  return Math.sign(value) * size;
}

/** The last rows and columns of a result, beyond whole tiles of eight. */
function atEdge({ i, j, rows, cols }: Place): boolean {
  return i >= rows - (rows % 8) || j >= cols - (cols % 8);
}

/** This result is bfloat16 for a moment, whatever it is stored in. */
function roundedBefore(wrong: Result): Wrongs {
  return {
    stored: (sum, format, result) => round(sum, result === wrong ? formats.bfloat16 : format),
  };
}

/** By the tensor cores of H100, without promotion. */
function inFourteenBits(row: Float64Array, column: Float64Array): number {
  return fusedDot(row, column, { core: float8Cores.H100, format: formats.float8_e4m3fn });
}

export const mixtures: readonly Fault[] = [
  mixture(
    {
      name: 'tf32-where-ieee',
      story: 'float32 is asked for, and operands are rounded to tf32',
      trigger: 'float32 entries of more than 11 bits',
      caughtBy: 'equation-1',
      thread: 'https://github.com/triton-lang/triton/issues/10176',
    },
    { numberFormat: 'float32' },
    { read: (value) => round(value, tf32) },
  ),
  mixture(
    {
      name: 'f16-inputs-inside-float32',
      story: 'float32 operands are cast to float16, multiplied, and cast back',
      trigger: 'float32 entries of more than 11 bits',
      caughtBy: 'equation-2',
      thread: 'https://github.com/ScalingIntelligence/KernelBench/issues/155',
    },
    { numberFormat: 'float32', claims: { accumulates: 'float32' } },
    { read: (value) => round(value, formats.float16) },
  ),
  mixture(
    {
      name: 'bf16-result-in-f32-gradient',
      story: 'dW is float32 as is said, but was rounded to bfloat16 before',
      trigger: 'bfloat16 operands whose products need more than 8 bits',
      caughtBy: 'equation-2',
      thread: 'https://github.com/NVIDIA/Megatron-LM/pull/6624',
    },
    { numberFormat: 'bfloat16', formats: { dW: 'float32' }, claims: { accumulates: 'float32' } },
    roundedBefore('dW'),
  ),
  mixture(
    {
      name: '14-bit-accumulator',
      story: 'float8 products are summed by tensor cores that keep 14 bits, and never promoted',
      trigger: 'partial sums of more than 14 bits',
      caughtBy: 'equation-1',
      thread: 'https://github.com/deepseek-ai/DeepGEMM/issues/37',
    },
    {
      ...{ numberFormat: 'float32', formats: allOf('float8_e4m3fn') },
      claims: { accumulates: 'float32', fusedSums: 32 },
    },
    { dot: inFourteenBits },
  ),
  mixture(
    {
      name: '14-bit-accumulator-bf16-out',
      story: 'float8 products are summed in 14 bits and stored in bfloat16',
      trigger: 'partial sums of more than 14 bits that cancel',
      caughtBy: 'equation-1',
      thread: 'https://github.com/deepseek-ai/DeepGEMM/issues/37',
    },
    {
      ...{ numberFormat: 'bfloat16', formats: allOf('float8_e4m3fn') },
      claims: { accumulates: 'float32', fusedSums: 32 },
    },
    { dot: inFourteenBits },
  ),
  mixture(
    {
      name: 'e5m2-codes-read-as-e4m3',
      story: 'the backward pass takes the codes of dY, which are e5m2, for those of e4m3',
      trigger: 'always',
      caughtBy: 'equation-1',
      thread: 'https://github.com/NVIDIA/TransformerEngine/issues/3342',
    },
    { numberFormat: 'bfloat16', formats: trained, claims: { accumulates: 'float32' } },
    { read: (value, operand) => (operand === 'dY' ? readAsE4m3(value) : value) },
  ),
  mixture(
    {
      name: 'f16-backward-of-bf16',
      story: 'the backward pass of a bfloat16 layer casts its operands to float16',
      trigger: 'bfloat16 operands beyond the range of float16',
      caughtBy: 'equation-1',
      thread: 'https://github.com/pytorch/pytorch/issues/105682',
    },
    { numberFormat: 'bfloat16' },
    { read: (value, _, result) => (result === 'Y' ? value : round(value, formats.float16)) },
  ),
  mixture(
    {
      name: 'bf16-output-cast-to-f32',
      story: 'Y is float32 as is said, but was rounded to bfloat16 before',
      trigger: 'bfloat16 operands whose products need more than 8 bits',
      caughtBy: 'adjoint-identity',
      thread: 'https://github.com/linkedin/Liger-Kernel/pull/1433',
    },
    { numberFormat: 'bfloat16', formats: { Y: 'float32' }, claims: { accumulates: 'float32' } },
    roundedBefore('Y'),
  ),
  mixture(
    {
      name: 'edge-tile-in-lower-precision',
      story: 'rows and columns beyond whole tiles of eight are summed in bfloat16',
      trigger: 'm or n is no multiple of 8, and partial sums have more than 8 bits',
      caughtBy: 'equation-1',
      thread: 'https://github.com/tenstorrent/tt-mlir/issues/8666',
    },
    { numberFormat: 'float32', formats: allOf('bfloat16'), claims: { accumulates: 'float32' } },
    {
      dot: (row, column, place) => {
        const narrow = place.result !== 'Y' && atEdge(place);
        if (!narrow) return inFloat32(row, column);
        return row.reduce((sum, v, p) => round(sum + v * (column[p] ?? 0), formats.bfloat16), 0);
      },
    },
  ),
  mixture(
    {
      name: 'stored-by-cutting',
      story:
        'float32 sums are cut to bfloat16 by dropping their lower half, where nearest is assumed',
      trigger: 'sums of more than 8 bits',
      caughtBy: 'equation-1',
      thread: 'https://github.com/tenstorrent/tt-metal/issues/19881',
    },
    { numberFormat: 'bfloat16', claims: { accumulates: 'float32' } },
    { stored: (sum, format) => cutOff(sum, format) },
  ),
];
