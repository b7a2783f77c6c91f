import { expect, test } from 'vitest';
import { Matrix } from '../../matrix/matrix.ts';
import { formats } from '../../number/formats.ts';
import { drawFrom } from './draw.ts';
import { drawUpstream, type UpstreamRecipe } from './draw-upstream.ts';
import { tieOf } from './tied-entries.ts';
import { truncatingOf, truncatingPairOf } from './truncating-entries.ts';

const { float64, float32, bfloat16, float16, float8_e4m3fn } = formats;
const sizes = [
  [6, 5],
  [5, 6],
  [4, 4],
  [1, 3],
  [2, 1],
  [2, 2],
] as const;

type Wish = Pick<UpstreamRecipe, 'kind' | 'context'>;

function contextOf(dY: typeof float32, more: Partial<Wish['context']> = {}) {
  return { formats: { X: dY, W: dY, dY }, sums: dY, ...more };
}

/** Upstream gradients of so many rows and columns; entries are 100, 101, … in the order in which they are drawn. */
function drawn(wish: Wish, [rows, cols]: readonly [number, number]): Matrix[] {
  const draw = drawFrom(1);
  return Array.from({ length: 40 }, () => {
    let last = 99;
    const entry = (): number => {
      last += 1;
      return last;
    };
    const X = Matrix.of<'m', 'n'>([rows, 3], () => 1);
    const W = Matrix.of<'n', 'k'>([3, cols], () => 1);
    const recipe = { ...wish, draw, entry, operands: { X, W }, plain: false };
    return drawUpstream(recipe).dY;
  });
}

/** Each row, where rows are longer; each column, where they are not; of a square the one and the other. */
function linesOf(dY: Matrix): number[][][] {
  const rows = Array.from({ length: dY.rows }, (_, i) => [...dY.rowRange(i, i + 1).toArray()]);
  const columns = rows[0]?.map((_, j) => rows.map((row) => row[j] ?? 0)) ?? [];
  return [...(dY.cols >= dY.rows ? [rows] : []), ...(dY.rows >= dY.cols ? [columns] : [])];
}

/** Both are found often: one may look like the other by chance. */
function expectBoth(ways: readonly number[]): void {
  const first = ways.filter((way) => way === 0).length;
  expect(Math.min(first, ways.length - first)).toBeGreaterThan(9);
}

function expectDense(wish: Wish, size: readonly [number, number]): void {
  for (const dY of drawn(wish, size)) {
    expect([...dY.toArray()]).toEqual([...dY.toArray()].map((_, i) => 100 + i));
  }
}

test.each(sizes)('ties are two terms in each line of %i×%i', (...size) => {
  const context = contextOf(float16, { accumulator: float64 });
  const unit = tieOf(context)?.unit ?? Number.NaN;
  const isTie = (line: readonly number[]): boolean => {
    const [large = 0, small = 0, ...rest] = line.toSorted((p, q) => Math.abs(q) - Math.abs(p));
    return (
      large >= 100 && [0.75 * unit, unit].includes(Math.abs(small)) && rest.every((y) => y === 0)
    );
  };
  const ways: number[] = [];
  for (const dY of drawn({ kind: 'tied', context }, size)) {
    const found = linesOf(dY).map((lines) => lines.every(isTie));
    expect(found).toContain(true);
    ways.push(found.indexOf(true));
  }
  // Of a square, lines are rows or columns.
  if (size[0] === 4) expectBoth(ways);
  expectDense({ kind: 'tied', context: contextOf(bfloat16) }, size);
});

test.each(sizes)('terms for sums that are cut off fill %i×%i', (...size) => {
  const context = contextOf(float32);
  const of = Math.max(...size) === 2 ? truncatingPairOf : truncatingOf;
  const { large = 0, small = 0 } = of(context) ?? {};
  for (const dY of drawn({ kind: 'truncating', context }, size)) {
    const isCut = (line: readonly number[]): boolean => {
      const sizes = line.map(Math.abs).toSorted((p, q) => q - p);
      return sizes.every((y, i) => y === (i === 0 ? large : small));
    };
    expect(linesOf(dY).some((lines) => lines.every(isCut))).toBe(true);
  }
  const short = contextOf(float8_e4m3fn, { sums: float32 });
  expectDense({ kind: 'truncating', context: short }, size);
});

test.each(sizes)('absorbing terms are in three lines of %i×%i at most', (...size) => {
  const large = 2 ** 23 - 1;
  const ways: number[] = [];
  for (const dY of drawn({ kind: 'absorbing', context: contextOf(float32) }, size)) {
    const isAbsorbing = (line: readonly number[]): boolean => {
      const terms = [large, 1, -large].slice(0, line.length);
      const zeros = line.map(() => 0).slice(terms.length);
      const both = [line, [...terms, ...zeros]].map((each) =>
        each.toSorted((p, q) => p - q).join(),
      );
      return both[0] === both[1];
    };
    const found = linesOf(dY).map((lines) => {
      const others = lines.filter((line) => !isAbsorbing(line));
      const most = Math.min(3, lines.length);
      return lines.length - others.length === most && others.flat().every((entry) => entry === 1);
    });
    expect(found).toContain(true);
    ways.push(found.indexOf(true));
  }
  if (size[0] === 4) expectBoth(ways);
});

test.each([
  ['a power of two, where sums have more bits than dY', contextOf(bfloat16, { sums: float32 }), 22],
  ['half of what short formats have', contextOf(float8_e4m3fn, { accumulator: float32 }), 15],
  ['within the range of sums', contextOf(bfloat16, { sums: float16, accumulator: float32 }), 22],
  ['within that of dY', contextOf(float16, { sums: float32, accumulator: float32 }), 22],
  ['beyond what is small in dY', contextOf(float16, { sums: bfloat16, accumulator: float64 }), 23],
  [
    'beyond what is small in sums',
    contextOf(bfloat16, { sums: float16, accumulator: float64 }),
    23,
  ],
] as const)('the large absorbing term is %s', (_, context, bits) => {
  const { dY, sums } = { dY: context.formats.dY, sums: context.sums };
  for (const matrix of drawn({ kind: 'absorbing', context }, [4, 9])) {
    const sizes = [...matrix.toArray()].map(Math.abs).filter((entry) => entry > 0);
    const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
    expect(most / least).toBe(2 ** bits);
    const room = dY === float8_e4m3fn ? 2 : 2 ** 8;
    for (const format of [dY, sums]) {
      expect(room * most).toBeLessThanOrEqual(2 ** format.maxExponent);
      expect(least / room).toBeGreaterThanOrEqual(format.smallest);
    }
  }
});

test('pairs have the other sign in the second half of each row and column', () => {
  for (const [rows, cols] of [
    [4, 6],
    [5, 3],
    [2, 2],
  ] as const) {
    const [dY] = drawn({ kind: 'paired', context: contextOf(float32) }, [rows, cols]);
    const signs = dY?.map((entry, i, j) => {
      const isSecond = [i >= rows / 2, j >= cols / 2];
      return Math.sign(entry) * (isSecond[0] === isSecond[1] ? 1 : -1);
    });
    expect(new Set(signs?.toArray())).toEqual(new Set([1]));
  }
});
