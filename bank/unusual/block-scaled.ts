/** Layers whose operands are codes and scales, as float8 training and quantized weights have them. */
import type { Claims, ScaledFormat } from '../../src/contract/subject.ts';
import { formats } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import {
  codedLayer,
  codesFirst,
  type Layer,
  resultScaled,
  resultScaledTwice,
  type Sum,
  scalesJoined,
  scalesScaled,
} from '../engine/coded-layer.ts';
import { subjectOf } from '../engine/subject-of.ts';
import { float8Cores, fusedDot } from '../engine/tensor-core.ts';
import { entry, plainClaims, type Unusual } from './unusual.ts';

const { fround } = Math;

/** Every entry is multiplied by its scale first, and rounded. */
function entriesFirst(rounded: (value: number) => number): Sum {
  return (runs) =>
    runs.reduce((before, { left, right, scales: [s, t] }) => {
      let sum = before;
      for (let p = 0; p < left.length; p += 1) {
        const [a, b] = [rounded(entry(left, p) * s), rounded(entry(right, p) * t)];
        sum = fround(sum + fround(a * b));
      }
      return sum;
    }, 0);
}

/** DeepSeek's: codes are summed by tensor cores that keep 14 bits, and promoted with their scales. */
const promoted: Sum = (runs) =>
  runs.reduce((sum, { left, right, scales: [s, t] }) => {
    const core = { core: float8Cores.H100, format: formats.float8_e4m3fn };
    return fround(sum + fround(fusedDot(left, right, core) * fround(s * t)));
  }, 0);

function layer({ story, ...about }: Layer & { readonly story: string }): Unusual {
  return { ...codedLayer({ ...about, claims: { ...plainClaims, ...about.claims } }), story };
}

const inFloat32 = { accumulates: 'float32' } as const satisfies Claims;
const frozen = { ...inFloat32, gradients: 'dX' } as const satisfies Claims;

/** OCP MX: blocks of 32 along the summed extent of Y, with powers of two for scales. */
function mx(codes: ScaledFormat['codes'], block: ScaledFormat['block']): ScaledFormat {
  return { codes, scales: 'float8_e8m0fnu', block };
}

function float32Scales(codes: ScaledFormat['codes'], block: ScaledFormat['block']): ScaledFormat {
  return { codes, scales: 'float32', block };
}

/** NVFP4: blocks of 16, with scales of e4m3. */
function nvfp4(block: ScaledFormat['block']): ScaledFormat {
  return { codes: 'float4_e2m1fn', scales: 'float8_e4m3fn', block };
}

/** With the second scale that it has, of the whole tensor. */
function nvfp4Twice(block: ScaledFormat['block']): ScaledFormat {
  return { ...nvfp4(block), globalScale: 'float32' };
}

const allTwice = { X: nvfp4Twice([1, 16]), W: nvfp4Twice([16, 1]), dY: nvfp4Twice([1, 16]) };

export const blockScaled: readonly Unusual[] = [
  {
    ...subjectOf('every claim, of codes and scales'),
    story: 'it multiplies the products that it is given, and ignores their codes and scales',
    formats: {
      X: mx('float8_e4m3fn', [2, 3]),
      W: nvfp4([4, 1]),
      dY: float32Scales('float8_e5m2', ['all', 2]),
    },
  },
  layer({
    name: 'MXFP8 layer',
    story: 'X, W and dY are float8 with e8m0 scales over 32, and codes are summed first',
    numberFormat: 'bfloat16',
    formats: {
      X: mx('float8_e4m3fn', [1, 32]),
      W: mx('float8_e4m3fn', [32, 1]),
      dY: mx('float8_e5m2', [1, 32]),
    },
    claims: inFloat32,
    sum: codesFirst,
  }),
  layer({
    name: 'MXFP4 weight, frozen',
    story: 'a bfloat16 layer whose weight has four bits and e8m0 scales over 32',
    numberFormat: 'bfloat16',
    formats: { W: mx('float4_e2m1fn', [32, 1]) },
    claims: frozen,
    sum: codesFirst,
  }),
  layer({
    name: 'NVFP4 weight, frozen',
    story: 'a bfloat16 layer whose weight has four bits and e4m3 scales over 16',
    numberFormat: 'bfloat16',
    formats: { W: nvfp4([16, 1]) },
    claims: frozen,
    sum: codesFirst,
  }),
  layer({
    name: 'NVFP4 layer',
    story: 'all operands have four bits and e4m3 scales over 16',
    numberFormat: 'float32',
    formats: { X: nvfp4([1, 16]), W: nvfp4([16, 1]), dY: nvfp4([1, 16]) },
    sum: scalesJoined,
  }),
  layer({
    name: 'NVFP4 with global scales, of the result',
    story:
      'block scales are multiplied into sums, and the product of both global scales at the end',
    numberFormat: 'bfloat16',
    formats: allTwice,
    claims: inFloat32,
    sum: resultScaled(scalesJoined),
  }),
  layer({
    name: 'NVFP4 with global scales, one after the other',
    story: 'the result is multiplied by the global scale of one operand, and then of the other',
    numberFormat: 'float32',
    formats: { X: nvfp4Twice([1, 16]), W: nvfp4Twice([16, 1]), dY: nvfp4([1, 16]) },
    sum: resultScaledTwice(codesFirst),
  }),
  layer({
    name: 'NVFP4 with global scales, of the sums of blocks',
    story: 'the scale of each block is multiplied by that of its tensor, and both by its sum',
    numberFormat: 'float32',
    formats: allTwice,
    sum: scalesScaled(codesFirst),
  }),
  layer({
    name: 'NVFP4 with global scales, of operands',
    story: 'every entry is multiplied by both of its scales in float32 before it is summed',
    numberFormat: 'bfloat16',
    formats: allTwice,
    claims: inFloat32,
    sum: scalesScaled(entriesFirst(fround)),
  }),
  layer({
    name: 'NVFP4 weight, made bfloat16 first',
    story:
      'a weight of four bits is multiplied by its scales and rounded before anything is summed',
    numberFormat: 'bfloat16',
    formats: { W: nvfp4([16, 1]) },
    claims: { ...frozen, multiplies: 'bfloat16' },
    sum: entriesFirst((value) => round(value, formats.bfloat16)),
  }),
  layer({
    name: 'float8 with one scale a tensor',
    story:
      'X, W and dY are float8 with a float32 scale each, which are multiplied with one another',
    numberFormat: 'bfloat16',
    formats: {
      X: float32Scales('float8_e4m3fn', ['all', 'all']),
      W: float32Scales('float8_e4m3fn', ['all', 'all']),
      dY: float32Scales('float8_e5m2', ['all', 'all']),
    },
    claims: inFloat32,
    sum: scalesJoined,
  }),
  layer({
    name: 'float8 with a scale a row',
    story: 'rows of X and dY and columns of W have a float32 scale each, and sums are float32',
    numberFormat: 'float32',
    formats: {
      X: float32Scales('float8_e4m3fn', [1, 'all']),
      W: float32Scales('float8_e4m3fn', ['all', 1]),
      dY: float32Scales('float8_e4m3fn', [1, 'all']),
    },
    sum: codesFirst,
  }),
  layer({
    name: 'float8 weight with tiles of 128×128',
    story:
      'X and dY have a scale over 128 entries of a row, W one a tile, and 14 bits are promoted',
    numberFormat: 'bfloat16',
    formats: {
      X: float32Scales('float8_e4m3fn', [1, 128]),
      W: float32Scales('float8_e4m3fn', [128, 128]),
      dY: float32Scales('float8_e4m3fn', [1, 128]),
    },
    claims: { accumulates: '14 bits', fusedSums: 32 },
    sum: promoted,
  }),
  layer({
    name: 'float8 tiles of 4×4, made float32 first',
    story: 'every entry is multiplied by the scale of its tile in float32 before it is summed',
    numberFormat: 'float32',
    formats: {
      W: float32Scales('float8_e5m2', [4, 4]),
      X: float32Scales('float8_e4m3fnuz', [3, 5]),
    },
    sum: entriesFirst(fround),
  }),
];
