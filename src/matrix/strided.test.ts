import { expect, test } from 'vitest';
import { denseStrides, entriesOf, placesOf, sizeOf } from './strided.ts';

const data = Float64Array.from({ length: 24 }, (_, i) => i);

test('dense entries are read as they lie, also of a number', () => {
  expect([sizeOf([2, 3, 4]), sizeOf([]), sizeOf([2, 0])]).toEqual([24, 1, 0]);
  expect(denseStrides([2, 3, 4])).toEqual([12, 4, 1]);
  expect(entriesOf({ shape: [2, 3, 4], data })).toEqual(data);
  expect(entriesOf({ shape: [2, 3, 4], strides: [12, 4, 1], data })).toEqual(data);
  expect([...placesOf({ shape: [], strides: [], offset: 7 })]).toEqual([7]);
});

test('strides may be 0 or negative, and leave gaps', () => {
  const read = (strides: number[], offset: number) => [
    ...entriesOf({ shape: [2, 2], strides, offset, data }),
  ];
  expect(read([0, 0], 5)).toEqual([5, 5, 5, 5]);
  expect(read([6, 2], 1)).toEqual([1, 3, 7, 9]);
  expect(read([-3, -1], 10)).toEqual([10, 9, 7, 6]);
});
