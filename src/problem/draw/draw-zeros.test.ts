import { expect, test } from 'vitest';
import { Matrix } from '../../matrix/matrix.ts';
import { drawFrom } from './draw.ts';
import { drawZeros, type ZeroPattern } from './draw-zeros.ts';

const [rows, cols] = [9, 11];
const full = Matrix.of([rows, cols], (i, j) => 1 + i * cols + j);

/** 1 where a zero was set, row by row; all other entries are as they were. */
function zerosIn(matrix: Matrix): number[][] {
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: cols }, (__, j) => {
      const entry = matrix.at(i, j);
      if (entry !== 0 && entry !== full.at(i, j)) throw new Error('another entry');
      return entry === 0 ? 1 : 0;
    }),
  );
}

const drawn = () =>
  Array.from({ length: 800 }, (_, seed) => {
    const { matrix, zeros } = drawZeros(drawFrom(seed), full);
    return { zeros, hit: zerosIn(matrix), matrix };
  });
const sum = (hit: number[][]): number => hit.flat().reduce((total, one) => total + one, 0);
const ofPattern = (pattern: ZeroPattern) => drawn().filter(({ zeros }) => zeros === pattern);

/** Of a pattern, how the zeros lie, each way once. */
function ways(pattern: ZeroPattern): string[] {
  return [...new Set(ofPattern(pattern).map(({ hit }) => JSON.stringify(hit)))];
}

function pattern(is: (i: number, j: number) => boolean): string {
  const hit = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: cols }, (__, j) => (is(i, j) ? 1 : 0)),
  );
  return JSON.stringify(hit);
}

test('every pattern is drawn, and most often none', () => {
  const patterns: ZeroPattern[] = ['few', 'rows', 'columns', 'all but one', 'blocks'];
  for (const each of patterns) expect(ofPattern(each).length, each).toBeGreaterThan(20);
  expect(ofPattern('none').length).toBeGreaterThan(400);
  for (const { matrix } of ofPattern('none')) expect(matrix).toBe(full);
});

test('every second row or column is 0, the first or the second', () => {
  const both = (along: (i: number, j: number) => number) =>
    [0, 1].map((rest) => pattern((i, j) => along(i, j) % 2 === rest)).toSorted();
  expect(ways('rows').toSorted()).toEqual(both((i) => i));
  expect(ways('columns').toSorted()).toEqual(both((_, j) => j));
});

test('blocks are whole tiles, like the fields of a chessboard', () => {
  const field = (i: number, j: number): number => (Math.floor(i / 4) + Math.floor(j / 4)) % 2;
  expect(ways('blocks').toSorted()).toEqual(
    [0, 1].map((hidden) => pattern((i, j) => field(i, j) === hidden)).toSorted(),
  );
});

test('of all but one, one is left, anywhere', () => {
  for (const { hit } of ofPattern('all but one')) expect(sum(hit)).toBe(rows * cols - 1);
  expect(ways('all but one').length).toBeGreaterThan(20);
});

test('a few are about one of seven, anywhere', () => {
  const counts = ofPattern('few').map(({ hit }) => sum(hit) / (rows * cols));
  const mean = counts.reduce((total, each) => total + each, 0) / counts.length;
  expect(mean).toBeGreaterThan(0.13);
  expect(mean).toBeLessThan(0.17);
  expect(ways('few').length).toBe(counts.length);
});
