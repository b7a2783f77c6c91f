import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claims } from '../../../claims/index.ts';
import { formats } from '../../number/formats.ts';
import { tensorFormats } from '../../number/tensor-formats.ts';
import { drawFrom } from '../../problem/draw/draw.ts';
import { generateProblem, type ProblemOptions } from '../../problem/draw/generate-problem.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import {
  accumulatedOptions,
  longestOptions,
  pairedOptions,
  tiedOptions,
  truncatingOptions,
} from './accumulator-options.ts';
import { axes } from './long-along.ts';

const plain: ProblemOptions = { format: formats.bfloat16, extent: 40, volume: 4000 };
const filling = ['filling', 'one-sided', 'paired'];

/** With a claimed accumulator that is wider. */
const claimed = claims.accumulates.draws(plain, 'float32');

/** Operands of so few bits that there is no room for terms that decide anything. */
const float8 = tensorFormats({
  numberFormat: 'bfloat16',
  formats: { X: 'float8_e4m3fn', W: 'float8_e4m3fn', dY: 'float8_e4m3fn' },
});
const float4 = tensorFormats({ numberFormat: 'bfloat16', formats: { dY: 'float4_e2m1fn' } });

function made(options: ProblemOptions, changes: readonly Partial<ProblemOptions>[]): Problem[] {
  const draw = drawFrom(1);
  return changes.map((each) => generateProblem(draw, { ...options, ...each, plain: true }));
}

/** The lines of dY along its longer side, and along which axis of the problem that is. */
function linesOf({ dY }: Problem): { readonly along: 'm' | 'k'; readonly lines: number[][] } {
  const turned = dY.rows > dY.cols ? dY.T : dY;
  const lines = Array.from({ length: turned.rows }, (_, i) => [
    ...turned.rowRange(i, i + 1).toArray(),
  ]);
  return { along: turned === dY ? 'k' : 'm', lines };
}

test('along every axis, sums of each kind that fills an accumulator are as long as they may be, and a bit less', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const all = accumulatedOptions(drawFrom(seed), claimed);
      for (const axis of axes) {
        for (const kind of filling) {
          const lengths = all.flatMap(({ fixed = {}, kinds = [] }) => {
            const length = fixed[axis] ?? 0;
            const others = axes.filter((each) => each !== axis).map((each) => fixed[each] ?? 0);
            const isLong = kinds.join() === kind && others.every((side) => side > 1 && side < 5);
            return isLong && length > 5 ? [length] : [];
          });
          expect(lengths.length).toBe(2);
          expect(Math.max(...lengths)).toBe(40);
          expect(Math.min(...lengths)).toBeGreaterThanOrEqual(32);
          expect(Math.min(...lengths)).toBeLessThan(40);
        }
      }
      expect(all.length).toBe(axes.length * filling.length * 2);
    }),
    { numRuns: 20 },
  );
  expect(accumulatedOptions(drawFrom(1), plain)).toEqual([]);
});

test('the longest sums are along the axis that a compared gradient sums over, of each kind', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      for (const [gradient, axis] of [
        ['dX', 'k'],
        ['dW', 'm'],
      ] as const) {
        const found = longestOptions(drawFrom(seed), claimed, [gradient]);
        for (const kind of filling) {
          const sums = found.filter(({ kinds = [] }) => kinds.join() === kind);
          const lengths = sums.map(({ fixed }) => fixed?.[axis] ?? 0);
          expect(lengths.length).toBe(new Set(lengths).size);
          for (const tile of [512, 4096]) {
            expect(lengths.filter((each) => each <= tile && each > tile - 4).length).toBe(1);
          }
        }
        const sides = found.map(({ fixed }) => Object.values({ ...fixed, [axis]: 2 }));
        expect(new Set(sides.map(String))).toEqual(new Set(['2,2,2']));
      }
    }),
    { numRuns: 20 },
  );
  expect(longestOptions(drawFrom(1), plain, ['dX', 'dW'])).toEqual([]);
  expect(longestOptions(drawFrom(1), claimed, [])).toEqual([]);
});

describe('sums of two terms that are a tie', () => {
  test('are asked of both gradients alike', () => {
    const along = made(claimed, tiedOptions(claimed)).map((problem) => {
      const of = linesOf(problem);
      for (const line of of.lines) expect(line.filter((term) => term !== 0).length).toBe(2);
      expect(problem.drawn?.kind).toBe('tied');
      return of.along;
    });
    expect(along.filter((axis) => axis === 'k').length).toBe(4);
    expect(along.filter((axis) => axis === 'm').length).toBe(4);
  });

  test('are not asked without that claim, of kinds that do not fill it, or without room', () => {
    expect(tiedOptions(plain)).toEqual([]);
    expect(tiedOptions({ ...claimed, kinds: ['tiny'] })).toEqual([]);
    expect(tiedOptions({ ...claimed, kinds: ['tiny', 'filling'] })).not.toEqual([]);
    expect(tiedOptions({ ...claimed, formats: float8 })).toEqual([]);
    const { accumulator: _, ...without } = claimed;
    expect(tiedOptions(without)).toEqual([]);
  });
});

/** The absolute values of the terms of every line, the largest first, and how often each comes. */
function termsIn(problem: Problem): (readonly [number, number][])[] {
  return linesOf(problem).lines.map((line) => {
    const sizes = line.map(Math.abs).sort((a, b) => b - a);
    return [...new Set(sizes)].map((size) => [size, sizes.filter((s) => s === size).length]);
  });
}

/** How long the lines are, by the axis along which they are. */
function lengthsOf(problems: readonly Problem[], axis: 'm' | 'k'): number[] {
  const along = problems.filter((problem) => linesOf(problem).along === axis);
  return along.map((problem) => shapeOf(problem)[axis]);
}

describe('sums of a large term and small ones', () => {
  test('are long along both axes, and each line has one large term', () => {
    const problems = made(plain, truncatingOptions(plain));
    for (const axis of ['m', 'k'] as const) {
      const lengths = lengthsOf(problems, axis);
      expect(lengths.length).toBe(6);
      expect(new Set(lengths).size).toBe(2);
      expect(Math.min(...lengths)).toBeGreaterThan(8);
    }
    for (const problem of problems) {
      for (const [large, small, ...more] of termsIn(problem)) {
        expect(more).toEqual([]);
        expect(large?.[1]).toBe(1);
        // Beside the large one, each is a bit less than its last unit, of eight bits.
        const ratio = (small?.[0] ?? 0) / (large?.[0] ?? 0);
        expect(ratio).toBeLessThan(2 ** -7);
        expect(ratio).toBeGreaterThan(0.99 * 2 ** -7);
      }
    }
  });

  test('are not asked where a wider accumulator would keep what is lost, or without room', () => {
    expect(truncatingOptions(claimed)).toEqual([]);
    expect(truncatingOptions({ ...plain, formats: float4 })).toEqual([]);
  });
});

describe('sums of two terms that show a sum which keeps more bits', () => {
  const paired = { ...plain, pairs: true } as const;

  test('have seven eighths of a unit beside the larger one, along both axes', () => {
    const problems = made(paired, pairedOptions(paired));
    expect(lengthsOf(problems, 'm')).toEqual([2, 2, 2]);
    expect(lengthsOf(problems, 'k')).toEqual([2, 2, 2]);
    for (const terms of problems.flatMap(termsIn)) {
      const [large = [0, 0], small = [0, 0]] = terms;
      expect([large[1], small[1]]).toEqual([1, 1]);
      expect((small[0] / large[0]) * 2 ** 7).toBe(7 / 8);
    }
  });

  test('are asked where a claim says so alone, and there is room', () => {
    expect(pairedOptions(plain)).toEqual([]);
    expect(pairedOptions({ ...claimed, pairs: true })).toEqual([]);
    expect(pairedOptions({ ...paired, formats: float4 })).toEqual([]);
    expect(pairedOptions({ ...paired, formats: { ...float4, dY: formats.bfloat16 } })).not.toEqual(
      [],
    );
  });
});
