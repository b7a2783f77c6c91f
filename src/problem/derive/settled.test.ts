import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Matrix } from '../../matrix/matrix.ts';
import { type Layout, liesDense, place } from '../layout.ts';
import { shapeOf } from '../problem.ts';
import { operandShapes, settled } from './settled.ts';
import { anySize, range } from './some.test-setup.ts';
import { unfold } from './unfold.ts';

const step = fc.constantFrom(1, 2, 0, -1);
const layouts: fc.Arbitrary<Layout> = fc.record({
  columnMajor: fc.boolean(),
  gap: fc.nat({ max: 2 }),
  offset: fc.nat({ max: 2 }),
  rowStep: step,
  columnStep: step,
  memberStep: step,
});

test('entries that are in one place are the first of them, and all others stay', () => {
  const extents = fc.tuple(...[3, 3, 3].map((max) => fc.integer({ min: 1, max })));
  const law = fc.property(layouts, extents, (layout, [count = 1, height = 1, cols = 1]) => {
    const matrix = Matrix.of([count * height, cols], (i, j) => 1 + i * cols + j);
    const seen = unfold(matrix, layout, height);
    const { strides } = place([count, height, cols], layout);
    const first = new Map<number, number>();
    for (const row of range(count * height)) {
      for (const j of range(cols)) {
        const index = [Math.floor(row / height), row % height, j];
        const where = index.reduce((sum, i, axis) => sum + i * (strides[axis] ?? 0), 0);
        if (!first.has(where)) first.set(where, matrix.at(row, j));
        expect(seen.at(row, j)).toBe(first.get(where));
      }
    }
    if (![layout.rowStep, layout.columnStep, layout.memberStep].includes(0))
      expect(seen).toBe(matrix);
    expect(unfold(matrix, undefined, height)).toBe(matrix);
  });
  fc.assert(law, { seed: 1, numRuns: 500 });
});

test('settled, a problem names the views that are none no more', () => {
  const some = fc.record({ X: layouts, W: layouts, dY: layouts, dX: layouts, dW: layouts });
  const law = fc.property(anySize, some, (problem, all) => {
    const next = settled({ ...problem, layouts: all });
    const shapes = operandShapes(problem);
    const kept = Object.entries(all).filter(([name, layout]) => {
      // SAFETY: Object.entries forgets the key type.
      return !liesDense(shapes[name as keyof typeof shapes], layout);
    });
    expect(next.layouts ?? {}).toEqual(Object.fromEntries(kept));
    expect('layouts' in next).toBe(kept.length > 0);
    const { layouts: _, ...plain } = problem;
    expect(settled(plain)).toBe(plain);
  });
  fc.assert(law, { seed: 1, numRuns: 200 });
});

test('operands are given with their batch axes in front, and gradients as they are', () => {
  const law = fc.property(anySize, (problem) => {
    const shapes = operandShapes(problem);
    const { m, n, k } = shapeOf(problem);
    expect([shapes.dX, shapes.dW]).toEqual([shapes.X, shapes.W]);
    expect([shapes.X, shapes.W, shapes.dY].map((shape) => shape.slice(-2))).toEqual([
      ...[
        [m, n],
        [n, k],
        [m, k],
      ],
    ]);
    for (const name of ['X', 'W', 'dY'] as const) {
      const entries = shapes[name].reduce((product, extent) => product * extent, 1);
      expect(entries).toBe(problem[name].toArray().length);
    }
  });
  fc.assert(law, { seed: 1, numRuns: 200 });
});
