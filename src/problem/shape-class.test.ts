import { expect, test } from 'vitest';
import { shapesUpTo } from './derive/coded-problems.ts';
import type { Shape } from './shape.ts';
import { shapeClass, shapeClasses } from './shape-class.ts';

/** Which axes a class says are equally long. */
function equalIn(name: string): string[] {
  return name.split(' = ').filter((axis) => ['m', 'n', 'k'].includes(axis));
}

test('a class names the axes of extent 1 or else, without any, the axes that are equally long', () => {
  for (const shape of shapesUpTo(4)) {
    const name = shapeClass(shape);
    const extents = Object.entries(shape);
    const ones = extents.flatMap(([axis, extent]) => (extent === 1 ? [axis] : []));
    const equal = extents.filter(
      ([, one]) => extents.filter(([, other]) => one === other).length > 1,
    );
    expect(name.endsWith(' = 1')).toBe(ones.length > 0);
    if (ones.length > 0) expect(equalIn(name)).toEqual(ones);
    else expect(equalIn(name)).toEqual(equal.map(([axis]) => axis));
  }
});

test('every class is that of some shape', () => {
  const seen = shapesUpTo(4).map((shape: Shape) => shapeClass(shape));
  expect(new Set(seen)).toEqual(new Set(shapeClasses));
});
