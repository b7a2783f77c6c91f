import { expect, test } from 'vitest';
import { at } from '../at.ts';
import { addDistances, addDrawn, extentClass, extentClasses } from './drawn-counts.ts';

test.each([
  [0, '0'],
  [1, '1'],
  [2, '2–8'],
  [8, '2–8'],
  [9, '9–32'],
  [32, '9–32'],
  [33, '33 and more'],
])('an extent of %i is of class %s', (extent, name) => {
  expect(at(extentClasses, extentClass(extent))).toBe(name);
});

test('counts add up, also of what one of both lacks', () => {
  const a = { extents: { '222': 2 }, entries: { tiny: 2 }, layouts: {}, batches: {} };
  const b = { ...a, extents: { '222': 1, '111': 4 }, layouts: { gaps: 1 } };
  expect(addDrawn(a, b)).toEqual({
    extents: { '222': 3, '111': 4 },
    entries: { tiny: 4 },
    layouts: { gaps: 1 },
    batches: {},
  });
  expect(addDistances({ '1': [1, 2] }, { '1': [3, 4], other: [1, 0] })).toEqual({
    '1': [4, 6],
    other: [1, 0],
  });
});
