import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScaledFormat } from '../../contract/subject.ts';
import { formats } from '../../number/formats.ts';
import { tensorFormats } from '../../number/tensor-formats.ts';
import { drawFrom } from '../../problem/draw/draw.ts';
import type { ProblemOptions } from '../../problem/draw/generate-problem.ts';
import { blockOptions } from './block-options.ts';
import { axes } from './long-along.ts';

/** The axes of rows and columns of each operand, as the paper has them. */
const axesOf = { X: ['m', 'n'], W: ['n', 'k'], dY: ['m', 'k'] } as const;
type Name = keyof typeof axesOf;

/** One operand is coded, with such blocks. */
function coded(name: Name, block: ScaledFormat['block']): ProblemOptions {
  const format = { codes: 'float8_e4m3fn', scales: 'float32', block } as const;
  const all = tensorFormats({ numberFormat: 'bfloat16', formats: { [name]: format } });
  return { format: formats.bfloat16, extent: 20, volume: 400, formats: all };
}

/** Rows, columns and the third extent of each problem that is asked for. */
function shapesOf(seed: number, name: Name, block: ScaledFormat['block']): number[][] {
  const [rows, columns] = axesOf[name];
  const [other = rows] = axes.filter((axis) => axis !== rows && axis !== columns);
  return blockOptions(drawFrom(seed), coded(name, block), ['tiny']).map(({ fixed = {} }) => {
    return [rows, columns, other].map((axis) => fixed[axis] ?? 0);
  });
}

const anyName = fc.constantFrom<Name[]>('X', 'W', 'dY');
const anyExtent = fc.integer({ min: 1, max: 40 });

test('a coded operand has two or three blocks each way, the last of which is cut, and little beside', () => {
  fc.assert(
    fc.property(
      fc.record({ seed: fc.nat(), name: anyName, p: anyExtent, q: anyExtent }),
      ({ seed, name, p, q }) => {
        const counts = shapesOf(seed, name, [p, q]).map(([down = 0, across = 0, other = 0]) => {
          expect([1, 2]).toContain(other);
          expect(down - p * Math.floor((down - 1) / p)).toBeLessThanOrEqual(8);
          expect(across - q * Math.floor((across - 1) / q)).toBeLessThanOrEqual(8);
          return `${Math.ceil(down / p)}×${Math.ceil(across / q)}`;
        });
        expect(counts.sort()).toEqual(['2×2', '2×2', '2×3', '3×2']);
      },
    ),
  );
});

test('a side that is one block has a few entries', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const shapes = shapesOf(seed, 'W', ['all', 16]);
    expect(shapes.length).toBe(4);
    for (const [down = 0, across = 0] of shapes) {
      expect(down).toBeGreaterThanOrEqual(2);
      expect(down).toBeLessThanOrEqual(9);
      expect(across).toBeGreaterThan(16);
    }
  }
});

test('none is made of an operand that would be too large for that', () => {
  expect(shapesOf(1, 'X', [200, 200])).toEqual([]);
  // 129 to 136 rows and columns are few enough, twice as many of both are not.
  expect(shapesOf(1, 'X', [128, 128]).length).toBe(2);
  expect(shapesOf(1, 'X', [100, 100]).length).toBe(4);
  const most = 2 ** 15;
  expect(shapesOf(1, 'X', [1, most / 2 - 1])).toContainEqual([2, most / 2, expect.anything()]);
});

test('entries are of the kinds that are given', () => {
  const kinds = blockOptions(drawFrom(3), coded('X', [2, 2]), ['middle', 'rounded']).flatMap(
    (options) => options.kinds ?? [],
  );
  expect(new Set(kinds)).toEqual(new Set(['middle', 'rounded']));
  expect(kinds.length).toBe(4);
});

test('nothing is made of operands that are not coded', () => {
  const { formats: _, ...plain } = coded('X', [2, 2]);
  expect(blockOptions(drawFrom(1), plain, ['tiny'])).toEqual([]);
  const dense = tensorFormats({ numberFormat: 'bfloat16' });
  expect(blockOptions(drawFrom(1), { ...plain, formats: dense }, ['tiny'])).toEqual([]);
});
