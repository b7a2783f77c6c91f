/** Models of the matrix cores of AMD as subjects that claim what they do. */
import type { Claims, TensorFormat } from '../../src/contract/subject.ts';
import { formats } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { fma32 } from '../engine/fma.ts';
import {
  cdna1,
  cdna2,
  cdna3,
  cdna3OfFloat8,
  chained,
  type MatrixCore,
} from '../engine/matrix-core.ts';
import { dotted, entry, fromProduct, plainClaims, type Unusual } from './unusual.ts';

interface Model {
  readonly core: MatrixCore;
  /** So many products a step. */
  readonly terms: number;
  readonly operands: TensorFormat;
  readonly results: 'float32' | 'bfloat16' | 'float16';
  readonly claims?: Claims;
}

function modelled(
  name: string,
  story: string,
  { core, terms, operands, results, claims = {} }: Model,
): Unusual {
  const format = formats[operands];
  return fromProduct(
    {
      name: `${name}, ${operands} to ${results}, ${terms} at once`,
      story,
      numberFormat: results,
      formats: { X: operands, W: operands, dY: operands },
      claims: { ...plainClaims, accumulates: 'float32', ...claims },
    },
    dotted((row, column) =>
      round(chained([row, column], { core, terms, format }), formats[results]),
    ),
  );
}

const exact = 'a few products and the sum so far are added exactly, and rounded once';
const pairwise = 'float32 sums of neighbours, and subnormal numbers are 0 wherever they come';
const down = 'products are cut off, and their sum is rounded down before it is added';
const flushed = { subnormals: 'flushed' } as const satisfies Claims;

export const matrixCoreModels: readonly Unusual[] = [
  fromProduct(
    {
      name: 'CDNA1, float32',
      story: 'float32 products are added one by one before they are rounded',
      numberFormat: 'float32',
    },
    dotted((row, column) => row.reduce((sum, x, p) => fma32(x, entry(column, p), sum), 0)),
  ),
  modelled('CDNA1', exact, { core: cdna1, terms: 4, operands: 'float16', results: 'float32' }),
  modelled('CDNA1', exact, { core: cdna1, terms: 2, operands: 'bfloat16', results: 'bfloat16' }),
  modelled('CDNA2', pairwise, {
    ...{ core: cdna2, terms: 4, operands: 'float16', results: 'float16' },
    claims: flushed,
  }),
  modelled('CDNA2', pairwise, {
    ...{ core: cdna2, terms: 2, operands: 'bfloat16', results: 'float32' },
    claims: flushed,
  }),
  modelled('CDNA2', pairwise, {
    ...{ core: cdna2, terms: 4, operands: 'bfloat16', results: 'bfloat16' },
    claims: flushed,
  }),
  modelled('CDNA3', down, {
    ...{ core: cdna3, terms: 8, operands: 'bfloat16', results: 'float32' },
    claims: { fusedSums: 8 },
  }),
  modelled('CDNA3', down, {
    ...{ core: cdna3OfFloat8, terms: 16, operands: 'float8_e4m3fnuz', results: 'float32' },
    claims: { fusedSums: 16 },
  }),
];
