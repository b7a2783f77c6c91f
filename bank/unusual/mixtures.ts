/** Operands in one format, sums in a second, results in a third, as layers of mixed precision have it. */
import type { Claims, Subject } from '../../src/contract/subject.ts';
import { formats, type NumberFormat, tf32 } from '../../src/number/formats.ts';
import { nearest, round } from '../../src/number/round.ts';
import { tensorFormats } from '../../src/number/tensor-formats.ts';
import { cutOff } from '../engine/cut-off.ts';
import {
  type Dense,
  dotted,
  entry,
  type Product,
  plainClaims,
  toAnswer,
  toDense,
  transposed,
  type Unusual,
} from './unusual.ts';

type Formats = Pick<Subject, 'numberFormat'> & Required<Pick<Subject, 'formats'>>;

/** How a mixture computes; in order and in float32, where it does not say. */
interface Mixture extends Formats {
  readonly name: string;
  readonly story: string;
  readonly claims?: Claims;
  readonly sums?: NumberFormat;
  /** Operands as they are multiplied. */
  readonly read?: (value: number) => number;
  readonly stored?: (value: number, format: NumberFormat) => number;
}

/** The subject that does so. */
export function mixed(mixture: Mixture): Unusual {
  const { name, story, numberFormat, formats: named, claims = {} } = mixture;
  const { sums = formats.float32, read = (value) => value, stored = round } = mixture;
  const { Y, dX, dW } = tensorFormats(mixture);
  const product: Product = dotted((row, column) => {
    let sum = 0;
    for (let p = 0; p < row.length; p += 1) {
      const term = round(read(entry(row, p)) * read(entry(column, p)), sums);
      sum = round(sum + term, sums);
    }
    return sum;
  });
  const into = (a: Dense, b: Dense, format: NumberFormat) => {
    const { data, ...shape } = product(a, b);
    return toAnswer({ ...shape, data: data.map((sum) => stored(sum, format)) });
  };
  return {
    ...{ name, story, numberFormat, formats: named },
    claims: { ...plainClaims, ...claims },
    backward: (given) => {
      const [X, W, G] = [toDense(given.X), toDense(given.W), toDense(given.dY)];
      return { dX: into(G, transposed(W), dX), dW: into(transposed(X), G, dW) };
    },
    forward: (given) => into(toDense(given.X), toDense(given.W), Y),
  };
}

/** NaN, where a format without infinities has one. */
function beyond(value: number, format: NumberFormat): number {
  const rounded = round(value, format);
  return Number.isFinite(rounded) || format.infinities ? rounded : Number.NaN;
}

const bfloat16Operands = { X: 'bfloat16', W: 'bfloat16', dY: 'bfloat16' } as const;
const inFloat32 = { accumulates: 'float32' } as const satisfies Claims;

/** As a library converts what it is given: a number of another format would be lost. */
function converted(operands: 'float16' | 'float8_e5m2'): Unusual {
  return mixed({
    name: `${operands} operands, converted on arrival, float32 results`,
    story: `operands are rounded to ${operands} before anything else, and gradients stay float32`,
    numberFormat: 'float32',
    formats: { X: operands, W: operands, dY: operands },
    claims: inFloat32,
    read: (value) => round(value, formats[operands]),
  });
}

export const mixtures: readonly Unusual[] = [
  converted('float16'),
  converted('float8_e5m2'),
  mixed({
    name: 'bfloat16 operands, float32 results',
    story: 'operands are bfloat16, and gradients stay float32, as main gradients do',
    numberFormat: 'float32',
    formats: bfloat16Operands,
  }),
  mixed({
    name: 'bfloat16 layer with a float32 weight gradient',
    story: 'Y and dX are bfloat16, and dW is accumulated and stored in float32',
    numberFormat: 'bfloat16',
    formats: { dW: 'float32' },
    claims: inFloat32,
  }),
  mixed({
    name: 'float16 operands, float32 results',
    story: 'operands are float16 and gradients float32',
    numberFormat: 'float32',
    formats: { X: 'float16', W: 'float16', dY: 'float16' },
    claims: inFloat32,
  }),
  mixed({
    name: 'float32 activations, bfloat16 weight',
    story: 'only the weight is kept in bfloat16, and its gradient is, too',
    numberFormat: 'float32',
    formats: { W: 'bfloat16', dW: 'bfloat16' },
    claims: inFloat32,
  }),
  mixed({
    name: 'float64 sums of float16, float32 results',
    story: 'float16 operands are summed in float64 and stored in float32',
    numberFormat: 'float32',
    formats: { X: 'float16', W: 'float16', dY: 'float16' },
    claims: { accumulates: 'float64' },
    sums: formats.float64,
  }),
  mixed({
    name: 'float8 e4m3 forward, e5m2 backward, bfloat16 results',
    story: 'X and W are e4m3 and dY is e5m2, as float8 training has it',
    numberFormat: 'bfloat16',
    formats: { X: 'float8_e4m3fn', W: 'float8_e4m3fn', dY: 'float8_e5m2' },
    claims: inFloat32,
  }),
  mixed({
    name: 'float8 fnuz, float32 results',
    story: 'operands have the forms of float8 without infinities and −0',
    numberFormat: 'float32',
    formats: { X: 'float8_e4m3fnuz', W: 'float8_e4m3fnuz', dY: 'float8_e5m2fnuz' },
  }),
  mixed({
    name: 'float16, infinite beyond its range',
    story: 'float32 sums beyond 65504 are stored as infinities, as IEEE 754 has it',
    ...{ numberFormat: 'float16', formats: {} },
    claims: { ...inFloat32, overflow: 'infinity' },
  }),
  mixed({
    name: 'float16 that saturates',
    story: 'float32 sums beyond 65504 are stored as 65504, as processors without infinities do it',
    ...{ numberFormat: 'float16', formats: {} },
    claims: { ...inFloat32, overflow: 'saturates' },
    stored: nearest,
  }),
  mixed({
    name: 'float8 results, NaN and infinities beyond the range',
    story: 'e4m3 becomes NaN beyond 448, and e5m2 infinite beyond 57344, as in ml_dtypes',
    numberFormat: 'bfloat16',
    formats: { Y: 'float8_e4m3fn', dX: 'float8_e5m2', dW: 'float8_e4m3fn' },
    claims: { ...inFloat32, overflow: 'infinity' },
    stored: beyond,
  }),
  mixed({
    name: 'float8 results that saturate',
    story: 'e4m3 and e5m2 stay at their largest numbers, as __NV_SATFINITE has it',
    numberFormat: 'bfloat16',
    formats: { Y: 'float8_e4m3fn', dX: 'float8_e5m2', dW: 'float8_e4m3fn' },
    claims: { ...inFloat32, overflow: 'saturates' },
    stored: nearest,
  }),
  mixed({
    name: 'float4 weight, bfloat16 layer',
    story: 'the weight has four bits, the rest is bfloat16',
    numberFormat: 'bfloat16',
    formats: { W: 'float4_e2m1fn' },
    claims: inFloat32,
  }),
  mixed({
    name: 'float32 through tf32, to nearest',
    story: 'float32 operands are rounded to tf32 before they are multiplied, as is claimed',
    numberFormat: 'float32',
    formats: {},
    claims: { multiplies: 'tf32', nonFinite: 'ieee' },
    read: (value) => round(value, tf32),
  }),
  mixed({
    name: 'float32 through tf32, cut off',
    story: 'float32 operands are cut to tf32 before they are multiplied, as is claimed',
    numberFormat: 'float32',
    formats: {},
    claims: { multiplies: 'tf32', nonFinite: 'ieee' },
    read: (value) => cutOff(value, tf32),
  }),
  mixed({
    name: 'float32 through bfloat16',
    story: 'float32 operands are rounded to bfloat16 before they are multiplied, as is claimed',
    numberFormat: 'float32',
    formats: {},
    claims: { multiplies: 'bfloat16', nonFinite: 'ieee' },
    read: (value) => round(value, formats.bfloat16),
  }),
  mixed({
    name: 'bfloat16 stored toward zero',
    story: 'float32 sums are cut to bfloat16, as is claimed',
    numberFormat: 'bfloat16',
    formats: {},
    claims: { ...inFloat32, stores: 'toward zero' },
    stored: cutOff,
  }),
  mixed({
    name: 'bfloat16 sums in float32 results',
    story: 'every partial sum is bfloat16, and what is stored is float32, as is claimed',
    numberFormat: 'float32',
    formats: bfloat16Operands,
    claims: { accumulates: 'bfloat16' },
    sums: formats.bfloat16,
  }),
];
