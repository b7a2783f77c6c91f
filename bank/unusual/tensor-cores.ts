/** Models of tensor cores as subjects that claim what they do. */
import type { Claims, Subject, TensorFormat } from '../../src/contract/subject.ts';
import { formats } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { float8Cores, fusedDot, type TensorCore, tensorCores } from '../engine/tensor-core.ts';
import { dotted, fromProduct, plainClaims, type Unusual } from './unusual.ts';

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
  modelled('B200', {
    ...{ core: float8Cores.B200, operands: 'float8_e4m3fn', results: 'bfloat16' },
    claims: { accumulates: 'float32', fusedSums: 32 },
  }),
];
