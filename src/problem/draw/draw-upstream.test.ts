import { describe, expect, test } from 'vitest';
import { Matrix } from '../../matrix/matrix.ts';
import { multiply } from '../../matrix/multiply.ts';
import { formats } from '../../number/formats.ts';
import { drawFrom } from './draw.ts';
import type { EntryKind } from './draw-entries.ts';
import { drawUpstream, type UpstreamKind } from './draw-upstream.ts';

const { float32, float64, float16, bfloat16 } = formats;
const [rows, cols] = [6, 5];
const X = Matrix.of<'m', 'n'>([rows, 2], (i, j) => i + j - 2);
const W = Matrix.of<'n', 'k'>([2, cols], (i, j) => 2 * i + j - 1);

interface Wish {
  readonly kind?: EntryKind;
  readonly plain?: boolean;
  readonly context?: Parameters<typeof drawUpstream>[0]['context'];
}

function contextOf(format: typeof float32) {
  return { formats: { X: format, W: format, dY: format }, sums: format };
}

/** An upstream gradient whose entries are −1, 2, −3, … in the order in which they are drawn. */
function drawn(seed: number, { kind = 'tiny', plain = false, context }: Wish = {}) {
  let count = 0;
  const entry = (): number => {
    count += 1;
    return count % 2 === 0 ? count : -count;
  };
  const operands = { X, W };
  const recipe = { draw: drawFrom(seed), kind, entry, operands, plain };
  return drawUpstream({ ...recipe, context: context ?? contextOf(float64) });
}

const seeds = Array.from({ length: 1000 }, (_, seed) => seed);
const all = () => seeds.map((seed) => drawn(seed));
const ofKind = (kind: UpstreamKind): Matrix[] =>
  all()
    .filter(({ upstream }) => upstream === kind)
    .map(({ dY }) => dY);
const places = Array.from(
  { length: rows * cols },
  (_, at) => [Math.floor(at / cols), at % cols] as const,
);

function expectAll(kind: UpstreamKind, is: (dY: Matrix) => boolean): void {
  const found = ofKind(kind);
  expect(found.length, kind).toBeGreaterThan(12);
  for (const dY of found) {
    expect([dY.rows, dY.cols, is(dY)]).toEqual([rows, cols, true]);
    expect(dY.toArray().every(Number.isFinite)).toBe(true);
  }
}

/** Where it is not 0. */
function hit(dY: Matrix): (readonly [number, number])[] {
  return places.filter(([i, j]) => dY.at(i, j) !== 0);
}

describe('an upstream gradient', () => {
  test('is dense about every second time, each entry drawn for itself', () => {
    expectAll('dense', (dY) => new Set(dY.toArray()).size === rows * cols);
    expect(ofKind('dense').length).toBeGreaterThan(380);
    expect(ofKind('dense').length).toBeLessThan(540);
  });

  test('has a single entry, row or column, anywhere', () => {
    expectAll('one-hot', (dY) => hit(dY).length === 1);
    expectAll(
      'one row',
      (dY) => hit(dY).length === cols && new Set(hit(dY).map(([i]) => i)).size === 1,
    );
    expectAll(
      'one column',
      (dY) => hit(dY).length === rows && new Set(hit(dY).map(([, j]) => j)).size === 1,
    );
    const seen = (kind: UpstreamKind, along: 0 | 1): number =>
      new Set(ofKind(kind).map((dY) => hit(dY)[0]?.[along])).size;
    expect([seen('one-hot', 0), seen('one-hot', 1)]).toEqual([rows, cols]);
    expect([seen('one row', 0), seen('one column', 1)]).toEqual([rows, cols]);
  });

  test('is one number, one number of alternating signs, or none that is negative', () => {
    expectAll('uniform', (dY) => new Set(dY.toArray()).size === 1);
    const sign = (i: number, j: number): number => ((i + j) % 2 === 0 ? 1 : -1);
    expectAll(
      'alternating',
      (dY) => new Set(dY.map((y, i, j) => y * sign(i, j)).toArray()).size === 1,
    );
    expectAll(
      'non-negative',
      (dY) => dY.toArray().every((y) => y > 0) && new Set(dY.toArray()).size > 9,
    );
  });

  test('has rank one: every row is the first or its negative', () => {
    const ratios = (dY: Matrix): number[] => places.map(([i, j]) => dY.at(i, j) / dY.at(0, j));
    expectAll('rank one', (dY) => ratios(dY).every((ratio) => Math.abs(ratio) === 1));
    expectAll('rank one', (dY) => dY.toArray().every(Number.isInteger));
    expectAll('rank one', (dY) =>
      places.every(([i, j]) => ratios(dY)[i * cols] === ratios(dY)[i * cols + j]),
    );
    expect(new Set(ofKind('rank one').flatMap(ratios))).toEqual(new Set([1, -1]));
  });

  test('is Y, where entries are moderate', () => {
    const Y = multiply(X, W).toArray();
    expectAll('dY = Y', (dY) => dY.toArray().every((y, at) => y === Y[at]));
    for (const kind of ['middle', 'saturating', 'wide', 'lopsided', 'subnormal'] as const) {
      const others = seeds.map((seed) => drawn(seed, { kind }).upstream);
      expect(others).not.toContain('dY = Y');
    }
    const rounded = seeds.map((seed) => drawn(seed, { kind: 'rounded' }).upstream);
    expect(rounded).toContain('dY = Y');
  });

  test('is dense, where it is to be plain', () => {
    for (const seed of seeds.slice(0, 100))
      expect(drawn(seed, { plain: true }).upstream).toBe('dense');
  });

  test('has the signs that make terms cancel, and no others where sums are to be filled', () => {
    const sizes = Array.from(
      { length: rows * cols },
      (_, at) => (at % 2 === 0 ? -1 : 1) * (at + 1),
    );
    const signs = (kind: EntryKind): number[] =>
      [...drawn(1, { kind }).dY.toArray()].map((y, at) => y / (sizes[at] ?? 0));
    expect(signs('cancelling')).toEqual(places.map(([i, j]) => ((i + j) % 2 === 0 ? 1 : -1)));
    expect(signs('paired')).toEqual(places.map(([i, j]) => (i < 3 === j < 2.5 ? 1 : -1)));
    for (const kind of ['filling', 'one-sided'] as const) {
      expect(signs(kind)).toEqual(places.map(() => 1));
    }
    for (const kind of [
      'cancelling',
      'paired',
      'filling',
      'one-sided',
      'tied',
      'truncating',
    ] as const) {
      for (const seed of seeds.slice(0, 50)) expect(drawn(seed, { kind }).upstream).toBe('dense');
    }
  });
});

describe('absorbing terms', () => {
  /** Rows, which are shorter, have no more than ones; up to three columns have the terms. */
  function linesOf(context: Wish['context']) {
    const found = seeds.slice(0, 60).map((seed) => {
      const { dY, upstream } = drawn(seed, { kind: 'absorbing', ...(context && { context }) });
      expect(upstream).toBe('absorbing');
      return Array.from({ length: cols }, (_, j) => [...dY.columnRange(j, j + 1).toArray()]);
    });
    return found;
  }

  test('are a large one, 1 and its negative, in any order, in three lines', () => {
    const large = 2 ** 23 - 1;
    const places = new Set<string>();
    for (const lines of linesOf(contextOf(float32))) {
      const chosen = lines.filter((line) => line.some((y) => y !== 1));
      expect(chosen).toHaveLength(3);
      for (const line of chosen) {
        expect(line.toSorted((p, q) => p - q)).toEqual([-large, 0, 0, 0, 1, large]);
        places.add([large, 1, -large].map((term) => line.indexOf(term)).join());
      }
    }
    expect(places.size).toBeGreaterThan(60);
  });

  test('are as far apart as a wider accumulator can tell, both within range', () => {
    for (const [format, accumulator] of [
      [bfloat16, float32],
      [bfloat16, float64],
      [float16, float64],
    ] as const) {
      const [lines = []] = linesOf({ ...contextOf(format), accumulator });
      const terms = lines.flat().filter((y) => y > 0);
      const [small, large] = [Math.min(...terms), Math.max(...terms)];
      expect([Number.isInteger(Math.log2(small)), Number.isInteger(Math.log2(large))]).toEqual([
        true,
        true,
      ]);
      expect(large / small).toBeLessThanOrEqual(2 ** (accumulator.precision - 2));
      expect(large / small).toBeGreaterThan(2 ** format.precision);
      expect([large * 2 ** 8 <= format.largest, small >= format.smallest * 2 ** 8]).toEqual([
        true,
        true,
      ]);
    }
  });
});
