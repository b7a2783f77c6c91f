import { expect, test } from 'vitest';
import { codingOf } from '../number/coding.ts';
import { codesOf } from './codes-of.ts';
import { turned } from './turned.ts';

const said = { codes: 'float8_e4m3fn', scales: 'float8_e8m0fnu' } as const;

/** Rows of one number each, a power of two, so that scales tell which they are of. */
const entries = Float64Array.from({ length: 20 }, (_, place) => 2 ** place);

function scalesOf(
  block: readonly [number | 'all', number | 'all'],
  extents: [number, number, number],
) {
  const [members, rows, cols] = extents;
  const coding = codingOf({ ...said, block });
  const scaled = codesOf({ entries, members, rows, cols }, coding);
  return scaled && [...scaled.scales].map((scale) => Math.log2(scale) + 8);
}

test('a grid of scales is row-major, and its last blocks end with the matrix', () => {
  expect(scalesOf([2, 3], [1, 4, 5])).toEqual([7, 9, 17, 19]);
  expect(scalesOf([1, 4], [1, 4, 5])).toEqual([3, 4, 8, 9, 13, 14, 18, 19]);
  expect(scalesOf([3, 1], [1, 4, 5])).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  expect(scalesOf([9, 5], [1, 4, 5])).toBeUndefined(); // e4m3 has no 20 powers of two
});

test('each member has a grid of its own, also where blocks are as large as they can be', () => {
  expect(scalesOf(['all', 'all'], [4, 1, 5])).toEqual([4, 9, 14, 19]);
  expect(scalesOf([1, 'all'], [2, 2, 5])).toEqual([4, 9, 14, 19]);
  expect(scalesOf(['all', 1], [2, 2, 5])).toEqual([5, 6, 7, 8, 9, 15, 16, 17, 18, 19]);
});

test('codes times scales are the entries, and of a transpose all of it is transposed', () => {
  const [rows, cols] = [4, 5];
  const scaled = codesOf({ entries, members: 1, rows, cols }, codingOf({ ...said, block: [2, 3] }));
  const codes = [...(scaled?.codes ?? [])];
  const grid = scaled?.scales ?? new Float64Array();
  const scaleOf = (place: number): number =>
    grid[2 * Math.floor(place / cols / 2) + Math.floor((place % cols) / 3)] ?? Number.NaN;
  expect(codes.map((code, place) => code * scaleOf(place))).toEqual([...entries]);
  const across = codesOf(
    { entries: turned(entries, [rows, cols]), members: 1, rows: cols, cols: rows },
    codingOf({ ...said, block: [3, 2] }),
  );
  expect(across?.codes).toEqual(turned(scaled?.codes ?? entries, [rows, cols]));
  expect(across?.scales).toEqual(turned(grid, [2, 2]));
});

test('each member has a global scale of its own, and entries are times it, too', () => {
  const coding = codingOf({
    ...{ codes: 'float4_e2m1fn', scales: 'float8_e4m3fn', block: [1, 2] },
    globalScale: 'float32',
  });
  const third = Math.fround(1 / 3);
  const both = Float64Array.from([6, 3, 0.5, -1, 2 * third, 3 * third, 0, 9 * third]);
  const scaled = codesOf({ entries: both, members: 2, rows: 2, cols: 2 }, coding);
  const { codes = [], scales = [], globalScale = [] } = scaled ?? {};
  expect(globalScale.length).toBe(2);
  expect(Number.isInteger(Math.log2(globalScale[0] ?? 0))).toBe(true);
  const products = both.map((_, place) => {
    const scale = scales[Math.floor(place / 2)] ?? Number.NaN;
    return (
      (codes[place] ?? Number.NaN) * scale * (globalScale[Math.floor(place / 4)] ?? Number.NaN)
    );
  });
  expect(products).toEqual(both);
  const zeros = codesOf({ entries: new Float64Array(4), members: 2, rows: 1, cols: 2 }, coding);
  expect(zeros?.globalScale).toEqual(Float64Array.of(1, 1));
  const none = codesOf(
    { entries: Float64Array.of(1, third, 1, 1), members: 1, rows: 2, cols: 2 },
    coding,
  );
  expect(none).toBeUndefined();
});

test('without entries there are no scales', () => {
  const none = codesOf(
    { entries: new Float64Array(), members: 2, rows: 0, cols: 3 },
    codingOf({ ...said, block: [2, 2] }),
  );
  expect(none).toEqual({ codes: new Float64Array(), scales: new Float64Array() });
});
