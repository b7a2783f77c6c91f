/** Models of tensor cores as subjects that claim what they do. */
import type { Claims, Subject, TensorFormat } from '../../src/contract/subject.ts';
import { formats, tf32 } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { cutOff } from '../engine/cut-off.ts';
import {
  asTwoOfFloat16,
  float8Cores,
  fusedDot,
  type TensorCore,
  tensorCores,
  tf32Cores,
} from '../engine/tensor-core.ts';
import { dotted, entry, fromProduct, plainClaims, type Unusual } from './unusual.ts';

interface Model {
  readonly core: TensorCore;
  readonly operands: TensorFormat;
  readonly results: 'float32' | 'bfloat16' | 'float16';
  readonly claims: Claims;
}

function modelled(name: string, { core, operands, results, claims }: Model): Unusual {
  const format = formats[operands];
  const about = {
    name: `${name}, ${operands} to ${results}`,
    story: `sums are fused as on ${name}, ${core.terms} products at once, and cut off`,
    numberFormat: results,
    formats: { X: operands, W: operands, dY: operands },
    claims: { ...plainClaims, ...claims },
  } as const satisfies Partial<Subject> & { story: string };
  return fromProduct(
    about,
    dotted((row, column) => round(fusedDot(row, column, { core, format }), formats[results])),
  );
}

/** float32 operands are cut to tf32 on their way into the core. */
function throughTf32(name: string, core: TensorCore, fusedSums: 4 | 8): Unusual {
  return fromProduct(
    {
      name: `${name}, float32 through tf32`,
      story: `float32 operands are cut to tf32, and sums are fused as on ${name}`,
      numberFormat: 'float32',
      claims: { ...plainClaims, multiplies: 'tf32', fusedSums },
    },
    dotted((row, column) => {
      const [a, b] = [row, column].map((line) => line.map((value) => cutOff(value, tf32)));
      return fusedDot(a ?? row, b ?? column, { core, format: tf32 });
    }),
  );
}

/**
 * DeepGEMM's way around the accumulator of H100: after every 128 products the sum so far is added to a float32
 * (its README; arXiv 2412.19437, section 3.3.2).
 */
function promoted(row: Float64Array, column: Float64Array): number {
  const cored = { core: float8Cores.H100, format: formats.float8_e4m3fn };
  let sum = 0;
  for (let start = 0; start < row.length; start += 128) {
    const [a, b] = [row, column].map((line) => line.subarray(start, start + 128));
    sum = Math.fround(sum + fusedDot(a ?? row, b ?? column, cored));
  }
  return sum;
}

/** A float32 as so many numbers of a narrower format that add up to it, as far as they go. */
function partsOf(value: number, count: number, format: 'bfloat16' | 'tf32'): number[] {
  const narrow = format === 'tf32' ? tf32 : formats.bfloat16;
  let rest = value;
  return Array.from({ length: count }, () => {
    const part = round(rest, narrow);
    rest = Math.fround(rest - part);
    return part;
  });
}

/** float32 out of products of narrow parts: those that are too small to count are left out. */
function inParts(name: string, count: 2 | 3, format: 'bfloat16' | 'tf32'): Unusual {
  return fromProduct(
    {
      name: `${name}, ${count} parts of ${format}`,
      story: `each float32 is ${count} numbers of ${format}, whose products are summed in float32`,
      numberFormat: 'float32',
      claims: { ...plainClaims, multiplies: 'tf32' },
    },
    dotted((row, column) => {
      let sum = 0;
      for (let p = 0; p < row.length; p += 1) {
        const [a, b] = [entry(row, p), entry(column, p)].map((x) => partsOf(x, count, format));
        for (const [i, x] of (a ?? []).entries()) {
          for (const y of (b ?? []).slice(0, count - i)) sum = Math.fround(sum + x * y);
        }
      }
      return sum;
    }),
  );
}

export const tensorCoreModels: readonly Unusual[] = [
  modelled('V100', {
    ...{ core: tensorCores.V100, operands: 'float16', results: 'float32' },
    claims: { accumulates: 'float32', fusedSums: 4 },
  }),
  modelled('A100', {
    ...{ core: tensorCores.A100, operands: 'float16', results: 'float16' },
    claims: { accumulates: 'float32', fusedSums: 8 },
  }),
  modelled('A100', {
    ...{ core: tensorCores.A100, operands: 'bfloat16', results: 'float32' },
    claims: { accumulates: 'float32', fusedSums: 8 },
  }),
  modelled('H100', {
    ...{ core: tensorCores.H100, operands: 'bfloat16', results: 'bfloat16' },
    claims: { accumulates: 'float32', fusedSums: 16 },
  }),
  modelled('H100', {
    ...{ core: float8Cores.H100, operands: 'float8_e4m3fn', results: 'float32' },
    claims: { accumulates: '14 bits', fusedSums: 32 },
  }),
  modelled('H100', {
    ...{ core: float8Cores.H100, operands: 'float8_e5m2', results: 'bfloat16' },
    claims: { accumulates: '14 bits', fusedSums: 32 },
  }),
  fromProduct(
    {
      name: 'H100 with promotion, float8_e4m3fn to float32',
      story: 'sums are fused in 14 bits, and promoted to float32 after every 128 products',
      numberFormat: 'float32',
      formats: { X: 'float8_e4m3fn', W: 'float8_e4m3fn', dY: 'float8_e4m3fn' },
      claims: { ...plainClaims, accumulates: '14 bits', fusedSums: 32 },
    },
    dotted(promoted),
  ),
  fromProduct(
    {
      name: 'H100 by mma.sync, float8_e4m3fn to float32',
      story:
        'an instruction of float8 is run as two of float16, which take every other pair of terms',
      numberFormat: 'float32',
      formats: { X: 'float8_e4m3fn', W: 'float8_e4m3fn', dY: 'float8_e4m3fn' },
      claims: { ...plainClaims, accumulates: 'float32', fusedSums: 16 },
    },
    dotted((row, column) =>
      fusedDot(asTwoOfFloat16(row), asTwoOfFloat16(column), {
        core: tensorCores.H100,
        format: formats.float16,
      }),
    ),
  ),
  throughTf32('A100', tf32Cores.A100, 4),
  throughTf32('H100', tf32Cores.H100, 8),
  inParts('BF16x3', 3, 'bfloat16'),
  inParts('TF32x3', 2, 'tf32'),
  modelled('B200', {
    ...{ core: float8Cores.B200, operands: 'float8_e4m3fn', results: 'bfloat16' },
    claims: { accumulates: 'float32', fusedSums: 32 },
  }),
];
