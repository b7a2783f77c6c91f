import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyNamed } from '../../properties/index.ts';
import { at } from '../../src/at.ts';
import { Border } from '../../src/call/border.ts';
import { productBound } from '../../src/certified/bound.ts';
import { judge } from '../../src/gate/judge/judge.ts';
import { profiles } from '../../src/gate/run/profiles.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import { accumulators } from '../../src/number/accumulators.ts';
import {
  absolute,
  compare,
  type Dyadic,
  dyadic,
  plus,
  times,
  zero,
} from '../../src/number/dyadic.ts';
import { formats, type SumFormat } from '../../src/number/formats.ts';
import { arithmeticsOf } from '../../src/oracle/arithmetic.ts';
import { tensorCoreModels } from '../unusual/tensor-cores.ts';
import { float8Cores, fusedAdd, fusedDot, type TensorCore, tensorCores } from './tensor-core.ts';

const cases: readonly (readonly [string, TensorCore, 'float16' | 'float8_e4m3fn'])[] = [
  ...Object.entries(tensorCores).map(([name, core]) => [name, core, 'float16'] as const),
  ...Object.entries(float8Cores).map(([name, core]) => [name, core, 'float8_e4m3fn'] as const),
];

/** Finite numbers of the format: full significands, exponents apart or alike, and zeros. */
function entries(name: 'float16' | 'float8_e4m3fn'): fc.Arbitrary<readonly number[]> {
  const { precision, minExponent, maxExponent } = formats[name];
  const half = 2 ** (precision - 1);
  const entry = (spread: number) =>
    fc
      .tuple(
        fc.integer({ min: -2 * half + 1, max: 2 * half - 1 }),
        fc.integer({ min: 0, max: spread }),
      )
      .map(([whole, exponent]) => (whole / half) * 2 ** (minExponent + (exponent % 14)));
  const wide = entry(maxExponent - minExponent - 1);
  return fc.oneof(fc.array(wide, { maxLength: 70 }), fc.array(entry(1), { maxLength: 70 }));
}

describe.each(cases)('%s, %o, of %s', (_, core, name) => {
  const accumulates = core.bits === 14 ? '14 bits' : 'float32';
  const { throughout } = arithmeticsOf(
    { numberFormat: 'float32', formats: { X: name, W: name, dY: name } },
    { accumulates, fusedSums: fused(core.terms) },
  ).dX;

  test('fused sums stay within their bound, and are exact where it is 0', () => {
    let exactly = 0;
    fc.assert(
      fc.property(entries(name), entries(name), (left, right) => {
        const q = Math.min(left.length, right.length);
        const [a, b] = [left.slice(0, q), right.slice(0, q)];
        const format = formats[name];
        const sum = fusedDot(Float64Array.from(a), Float64Array.from(b), { core, format });
        const exact = a.reduce<Dyadic>(
          (total, x, p) => plus(total, times(dyadic(x), dyadic(at(b, p)))),
          zero,
        );
        const rad = boundOf(a, b, throughout);
        if (rad === 0) exactly += 1;
        expect(compare(absolute(plus(exact, dyadic(-sum))), dyadic(rad))).toBeLessThanOrEqual(0);
      }),
      { numRuns: 2000, seed: 1 },
    );
    expect(exactly).toBeGreaterThan(20);
  });
});

function fused(terms: number): 4 | 8 | 16 | 32 {
  return ([4, 8, 16, 32] as const).find((each) => each === terms) ?? 32;
}

function boundOf(a: readonly number[], b: readonly number[], format: SumFormat): number {
  if (a.length === 0) return 0;
  return productBound(Matrix.from([[...a]]), Matrix.from([[...b]]).T, format).at(0, 0);
}

test('a sum that is cut off needs more room than one that is rounded, and a fused one is not given less', () => {
  const ones = Array.from({ length: 64 }, () => 1 + 2 ** -10);
  const bounds = ([undefined, 32, 8, 1] as const).map((fusedSums) => {
    const claims = { accumulates: 'float32', ...(fusedSums && { fusedSums }) } as const;
    return boundOf(ones, ones, arithmeticsOf({ numberFormat: 'float32' }, claims).dX.throughout);
  });
  expect(bounds).toEqual([...bounds].sort((p, q) => p - q));
  expect(at(bounds, 1)).toBeGreaterThan(2 * at(bounds, 0));
  expect(accumulators['14 bits'].unitRoundoff).toBe(2 ** -14);
});

test('one instruction keeps what is not far below the largest term', () => {
  const of = (a: number[], c: number, core: TensorCore): number =>
    fusedAdd([Float64Array.from(a), Float64Array.from(a, () => 1), c], core, formats.float16);
  const { V100, A100, H100 } = tensorCores;
  // Two quarters of an ulp below 1 are kept from 25 bits after the point on.
  const quarters = [1, 2 ** -14, -(2 ** -14)];
  expect(of(quarters, 2 ** -25, H100)).toBe(1);
  expect(of([1, -1], 2 ** -25, H100)).toBe(2 ** -25);
  expect(of([1, -1], 2 ** -25, A100)).toBe(0);
  expect(of([1, -1], 2 ** -24, A100)).toBe(2 ** -24);
  expect(of([1, -1], 2 ** -24, V100)).toBe(0);
  expect(of([1, -1], 2 ** -13, float8Cores.H100)).toBe(2 ** -13);
  expect(of([1, -1], 2 ** -14, float8Cores.H100)).toBe(0);
  expect(of([], 0, V100)).toBe(0);
});

test('a model whose sums have 14 bits is right as it claims, and wrong as float32 sums', async () => {
  const narrow = tensorCoreModels.filter(({ claims }) => claims?.accumulates === '14 bits');
  expect(narrow.length).toBeGreaterThan(2);
  for (const model of narrow.filter(({ name }) => !name.includes('promotion'))) {
    const claims = { ...model.claims, accumulates: 'float32' } as const;
    const border = new Border(model, claims);
    const plan = { ...profiles.ci, seed: 1, unshrunk: true };
    const { failures } = await judge(propertyNamed('equation-1'), border, plan);
    expect(failures.length, model.name).toBe(1);
  }
});

test('operands that are rounded first are aligned as what they are rounded to', () => {
  const [a, b] = [
    [2 ** -24, 2 ** -14 * (1 + 2 ** -10)],
    [1, 2 ** -14 * (1 + 1023 / 1024)],
  ] as const;
  const said = { accumulates: 'float32', fusedSums: 8, multiplies: 'float16' } as const;
  const { throughout } = arithmeticsOf({ numberFormat: 'float32' }, said).dX;
  const cored = { core: tensorCores.A100, format: formats.float16 };
  const sum = fusedDot(Float64Array.from(a), Float64Array.from(b), cored);
  const off = Math.abs(sum - (a[0] * b[0] + a[1] * b[1]));
  expect(off).toBeGreaterThan(0);
  expect(off).toBeLessThanOrEqual(boundOf(a, b, throughout));
});
