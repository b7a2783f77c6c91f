import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propertyNamed } from '../../properties/index.ts';
import { Border } from '../../src/call/border.ts';
import { productBound } from '../../src/certified/bound.ts';
import { judge } from '../../src/gate/judge/judge.ts';
import { profiles } from '../../src/gate/run/profiles.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import {
  absolute,
  compare,
  type Dyadic,
  dyadic,
  plus,
  times,
  zero,
} from '../../src/number/dyadic.ts';
import { formats } from '../../src/number/formats.ts';
import { arithmeticsOf } from '../../src/oracle/arithmetic.ts';
import { matrixCoreModels } from '../unusual/matrix-cores.ts';
import { fma32 } from './fma.ts';
import { cdna1, cdna2, cdna3, cdna3OfFloat8, chained, type MatrixCore } from './matrix-core.ts';

type Pair = readonly [number, number];

/** Factors of full significands in bfloat16, exponents apart or alike; none is subnormal. */
function pairs(spread: number): fc.Arbitrary<readonly Pair[]> {
  const factor = fc
    .tuple(fc.integer({ min: -255, max: 255 }), fc.integer({ min: -spread, max: spread }))
    .map(([whole, exponent]) => whole * 2 ** exponent);
  return fc.array(fc.tuple(factor, factor), { maxLength: 40 });
}

function asFactors(all: readonly Pair[]): [Float64Array, Float64Array] {
  return [Float64Array.from(all, ([a]) => a), Float64Array.from(all, ([, b]) => b)];
}

function exactSum(all: readonly Pair[]): Dyadic {
  return all.reduce<Dyadic>((sum, [a, b]) => plus(sum, times(dyadic(a), dyadic(b))), zero);
}

const cores = [
  { name: 'CDNA1', core: cdna1, terms: 4, claims: {} },
  { name: 'CDNA2', core: cdna2, terms: 4, claims: {} },
  { name: 'CDNA3', core: cdna3, terms: 8, claims: { fusedSums: 8 } },
  { name: 'CDNA3 for float8', core: cdna3OfFloat8, terms: 16, claims: { fusedSums: 16 } },
] as const;

describe.each(cores)('$name', ({ core, terms, claims: more }) => {
  const claims = { accumulates: 'float32', ...more } as const;
  const { throughout } = arithmeticsOf({ numberFormat: 'float32' }, claims).dX;
  const format = formats.bfloat16;

  test('sums stay within the bound of what is claimed, and are exact where it is 0', () => {
    let exactly = 0;
    const isWithin = (all: readonly Pair[]): void => {
      const [a, b] = asFactors(all);
      const off = plus(exactSum(all), dyadic(-chained([a, b], { core, terms, format })));
      const [row, column] = [Matrix.from([[...a]]), Matrix.from([[...b]]).T];
      const rad = all.length === 0 ? 0 : productBound(row, column, throughout).at(0, 0);
      exactly += rad === 0 ? 1 : 0;
      expect(compare(absolute(off), dyadic(rad))).toBeLessThanOrEqual(0);
    };
    const drawn = fc.oneof(pairs(1), pairs(20));
    fc.assert(fc.property(drawn, isWithin), { numRuns: 1500, seed: 1 });
    expect(exactly).toBeGreaterThan(20);
  });
});

describe('one step', () => {
  const step = (core: MatrixCore, terms: readonly number[], before: number): number =>
    core([Float64Array.from(terms), Float64Array.from(terms, () => 1)], before, formats.bfloat16);

  test('of CDNA1 is rounded once: what cancels in between loses nothing', () => {
    expect(step(cdna1, [2 ** 60, 1, -(2 ** 60), 2 ** -30], 0)).toBe(Math.fround(1 + 2 ** -30));
    expect(step(cdna1, [2 ** 100, -(2 ** 100)], 2 ** -40)).toBe(2 ** -40);
    expect(step(cdna1, [1, 2 ** -24, 2 ** -80], 0)).toBe(1 + 2 ** -23); // just above a tie
    expect(step(cdna1, [1, 2 ** -24, -(2 ** -80)], 0)).toBe(1);
    fc.assert(
      fc.property(pairs(40), fc.float({ noNaN: true, noDefaultInfinity: true }), ([pair], c) => {
        const [a, b] = pair ?? [0, 0];
        const one = cdna1([Float64Array.of(a), Float64Array.of(b)], c, formats.bfloat16);
        expect(one).toBe(fma32(a, b, c));
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  test('of CDNA2 adds neighbours first, and takes subnormal numbers for 0', () => {
    expect(step(cdna2, [1, 2 ** -24, -1, 2 ** -24], 0)).toBe(2 ** -24);
    expect(step(cdna2, [1, -1, 2 ** -24, 2 ** -24], 0)).toBe(2 ** -23);
    expect(step(cdna2, [2 ** -130, 1], 0)).toBe(1);
    expect(step(cdna2, [2 ** -126, -1.5 * 2 ** -126], 0)).toBe(0);
  });

  test('of CDNA3 rounds down what was summed before, whatever its sign', () => {
    expect(step(cdna3, [2 ** 25], 1.5)).toBe(2 ** 25);
    expect(step(cdna3, [1], -(2 ** -40))).toBe(1 - 2 ** -24);
    expect(step(cdna3, [1], 2 ** -40)).toBe(1);
    expect(step(cdna3, [1 + 2 ** -7], -(2 ** -40))).toBe(1 + 2 ** -7);
    expect(step(cdna3, [2 ** 24 + 2, -(2 ** 24)], -(2 ** -30))).toBe(1);
    expect(step(cdna3, [], 0)).toBe(0);
    expect(step(cdna3OfFloat8, [], 3)).toBe(3);
  });
});

test('CDNA2 is right only as it claims: without subnormal numbers', async () => {
  const model = matrixCoreModels.find(({ name }) => name.startsWith('CDNA2, float16'));
  if (model === undefined) throw new Error('no such model');
  const { subnormals: _, ...claims } = model.claims ?? {};
  const plan = { ...profiles.ci, seed: 1, unshrunk: true };
  const { failures } = await judge(propertyNamed('equation-1'), new Border(model, claims), plan);
  expect(failures.length).toBe(1);
});
