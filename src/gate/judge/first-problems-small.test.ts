/** What a small run begins with. */
import { describe, expect, test } from 'vitest';
import { claims } from '../../../claims/index.ts';
import type { Matrix } from '../../matrix/matrix.ts';
import { formats } from '../../number/formats.ts';
import { tensorFormats } from '../../number/tensor-formats.ts';
import { entryKinds } from '../../problem/draw/draw-entries.ts';
import { structures } from '../../problem/draw/draw-structure.ts';
import type { ProblemOptions } from '../../problem/draw/generate-problem.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import type { Shape } from '../../problem/shape.ts';
import type { Property } from '../../property/property.ts';
import { firstProblems } from './first-problems.ts';
import { stating } from './stating.test-setup.ts';

const small: ProblemOptions = { format: formats.float64, extent: 17, volume: 200 };
const silent = stating(async function* () {}, {});

interface Asked extends Partial<Pick<Property, 'wants' | 'compares'>> {
  readonly options?: Partial<ProblemOptions>;
  readonly seed?: number;
  readonly runs?: number;
  readonly own?: readonly Partial<Shape>[];
}

/** What a property begins with; one that compares both gradients with formulas, if nothing else is said. */
function begins({ options, seed = 1, runs = 60, own, ...about }: Asked = {}) {
  const property = { ...silent, compares: ['dX', 'dW'] as const, ...about };
  return firstProblems(property, { ...small, ...options }, { seed, runs, ...(own && { own }) });
}

const entriesOf = ({ X, W, dY }: Problem): number[] =>
  [X, W, dY].flatMap((each: Matrix) => [...each.toArray()]);
const sizes = (matrix: Matrix): number[] => [...matrix.toArray()].map(Math.abs);
const kindsIn = (problems: readonly Problem[]) => problems.map(({ drawn }) => drawn?.kind);
/** Those on top of what is asked for. */
function besides(asked: Asked = {}): readonly Problem[] {
  const { first, more } = begins(asked);
  return first.slice(first.length - more);
}
const ofKind = (problems: readonly Problem[], kind: string) =>
  problems.filter(({ drawn }) => drawn?.kind === kind);

describe('a run begins with', () => {
  test('the shapes that are listed, and nothing else', () => {
    const shapes = [
      { m: 1, n: 2, k: 3 },
      { m: 4, n: 1, k: 2 },
    ];
    const { first, more } = begins({ wants: { shapes }, own: [{ m: 3 }] });
    expect(first.map(shapeOf)).toEqual(shapes);
    expect([kindsIn(first), more]).toEqual([['tiny', 'tiny'], 0]);
  });

  test('each kind of entries that is wanted, the first of them with an extent of 1', () => {
    for (const runs of [10, 60]) {
      const { first, more } = begins({ runs });
      expect(kindsIn(first.slice(0, first.length - more))).toEqual(entryKinds);
    }
    const few = begins({ options: { kinds: ['middle', 'wide'] }, runs: 10 });
    expect([kindsIn(few.first), few.more]).toEqual([['middle', 'wide'], 0]);
    const ones = new Set<string>();
    const others: Shape[] = [];
    for (let seed = 1; seed <= 12; seed += 1) {
      const [first, ...more] = begins({ seed, runs: 10 }).first;
      others.push(...more.map(shapeOf));
      const shape = first === undefined ? {} : shapeOf(first);
      for (const [axis, extent] of Object.entries(shape)) if (extent === 1) ones.add(axis);
      expect(Object.values(shape)).toContain(1);
    }
    expect(ones).toEqual(new Set(['m', 'n', 'k']));
    expect(others.filter((shape) => !Object.values(shape).includes(1)).length).toBeGreaterThan(20);
  });

  test('no other shapes than a property wants', () => {
    const square = begins({ options: { square: true }, wants: { square: true } });
    for (const { m, n, k } of square.first.map(shapeOf)) expect([m, n]).toEqual([n, k]);
    const all = { m: 3, n: 2, k: 4 };
    const fixed = begins({ options: { fixed: all }, wants: { fixed: all } });
    for (const shape of fixed.first.map(shapeOf)) expect(shape).toEqual(all);
    const empty = begins({ options: { empty: true }, wants: { empty: true } });
    for (const shape of empty.first.map(shapeOf)) expect(Object.values(shape)).toContain(0);
    for (const { first, more } of [square, fixed, empty]) {
      expect([first.length, more]).toEqual([entryKinds.length, 0]);
    }
  });

  test('no extent beyond the largest, however small that is', () => {
    const narrow = { ...small, format: formats.bfloat16, pairs: true } as const;
    for (const options of [narrow, claims.accumulates.draws(narrow, 'float32')]) {
      for (const extent of [1, 2, 3, 5, 8, 12]) {
        const { first } = begins({ options: { ...options, extent } });
        const extents = first.flatMap((problem) => Object.values(shapeOf(problem)));
        expect(Math.max(...extents)).toBeLessThanOrEqual(extent);
      }
    }
  });

  test('nothing on top in a quick look, and the same at the same seed', () => {
    expect(begins({ runs: 59 }).more).toBe(0);
    expect(begins({ runs: 60 }).more).toBeGreaterThan(40);
    expect(begins({ seed: 5 })).toEqual(begins({ seed: 5 }));
    expect(begins({ seed: 5 })).not.toEqual(begins({ seed: 6 }));
  });

  test('shapes that are asked for, twice each, of formulas alone', () => {
    const own = [{ m: 7, n: 1 }, { k: 8 }];
    for (const runs of [10, 60]) {
      const plain = begins({ runs });
      const { first, more } = begins({ runs, own });
      expect(more - plain.more).toBe(4);
      const last = first.slice(-4);
      expect(kindsIn(last)).toEqual(['tiny', 'rounded', 'tiny', 'rounded']);
      expect(last.map(shapeOf).map(({ m, n, k }) => [m, n, k])).toMatchObject([
        ...[
          [7, 1],
          [7, 1],
        ].map((each) => [...each, expect.anything()]),
        ...[8, 8].map((k) => [expect.anything(), expect.anything(), k]),
      ]);
      for (const problem of last) expect(entriesOf(problem)).not.toContain(0);
    }
    const { more } = begins({ runs: 10, own, compares: [] });
    expect(more).toBe(0);
    const wants = { fixed: { m: 2 } };
    expect(begins({ own, wants, options: wants }).more).toBe(0);
    const tiny = begins({ runs: 10, own, options: { kinds: ['middle'] } });
    expect(kindsIn(tiny.first)).toEqual(['middle', 'middle', 'middle']);
    const first = begins({ own, wants: { shapes: [] } });
    expect(first).toEqual({ first: [], more: 0 });
  });
});

describe('on top of that it has', () => {
  test('of small extents, so many', () => {
    const [ends, full, least, thin, cut] = [6, 3, 3, 15, 12];
    const any = 2 * structures.length + ends + full;
    expect(besides({ compares: [] }).length).toBe(any);
    expect(besides().length).toBe(any + least + thin + cut);
    const options = { kinds: ['tiny'] } as const;
    expect(besides({ options }).length).toBe(any - ends + 3 + thin + cut);
  });

  test('problems of which nothing is 0 but what a structure has', () => {
    const zeros = besides().filter((problem) => entriesOf(problem).includes(0));
    expect(zeros.length).toBeLessThanOrEqual(10);
    for (const { dY } of zeros) expect([...dY.toArray()]).not.toContain(0);
  });

  test('X and W with each structure, where they are square', () => {
    const isSo = (matrix: Matrix, holds: (i: number, j: number) => boolean): boolean => {
      const places = matrix.map((entry, i, j) => ((entry !== 0) === holds(i, j) ? 1 : 0));
      return matrix.rows > 1 && matrix.rows === matrix.cols && !places.toArray().includes(0);
    };
    for (const name of ['X', 'W'] as const) {
      const all = besides({ compares: [] }).map((problem): Matrix => problem[name]);
      expect(all.some((each) => isSo(each, (i, j) => i === j))).toBe(true);
      expect(all.some((each) => isSo(each, (i, j) => i <= j))).toBe(true);
    }
    const zeros = [1, 2, 3].flatMap((seed) =>
      besides({ seed, compares: [] }).filter((problem) => entriesOf(problem).includes(0)),
    );
    expect(new Set(kindsIn(zeros))).toEqual(new Set(['tiny', 'middle', 'rounded']));
    const wide = ofKind(besides({ options: { kinds: ['tiny', 'wide'] } }), 'wide');
    expect(wide.filter((problem) => entriesOf(problem).includes(0))).toEqual([]);
  });

  test('each operand at an end of the range, and of its smallest numbers where formulas are asked', () => {
    const { smallest } = formats.float64;
    for (const name of ['X', 'W', 'dY'] as const) {
      const few = ofKind(besides({ compares: [] }), 'subnormal');
      const tiny = few.filter((problem) => Math.max(...sizes(problem[name])) < 2 ** -1000);
      expect(tiny.length).toBe(1);
      const more = ofKind(besides(), 'subnormal').filter((problem) =>
        sizes(problem[name]).every((size) => size <= 3 * smallest),
      );
      expect(more.length).toBe(1);
    }
    const farthest = ofKind(besides({ compares: [] }), 'lopsided').map((problem) => {
      const far = (name: 'X' | 'W' | 'dY'): number =>
        Math.min(...sizes(problem[name]).map((size) => Math.abs(Math.log2(size))));
      return (['X', 'W', 'dY'] as const).toSorted((a, b) => far(b) - far(a))[0];
    });
    expect(farthest.sort()).toEqual(['W', 'X', 'dY']);
    const few = besides({ options: { kinds: ['tiny'] } });
    expect(ofKind(few, 'subnormal')).toEqual([]);
    expect(ofKind(besides({ compares: [] }), 'subnormal').length).toBe(3);
    expect(ofKind(besides(), 'subnormal').length).toBe(6);
  });

  test('entries that are large all of them', () => {
    const large = ofKind(besides({ compares: [] }), 'saturating').filter((problem) =>
      entriesOf(problem).every((entry) => entry > 1000),
    );
    expect(large.length).toBe(3);
    for (const problem of large)
      expect(Object.values(shapeOf(problem)).every((s) => s < 5)).toBe(true);
    expect(ofKind(besides({ compares: [], options: { kinds: ['tiny'] } }), 'saturating')).toEqual(
      [],
    );
  });

  test('two axes of 1, five times each, where formulas are asked', () => {
    const thin = (asked: Asked) =>
      besides(asked).flatMap((problem) => {
        const long = Object.entries(shapeOf(problem)).filter(([, extent]) => extent > 1);
        return long.length === 1 && problem.drawn?.kind === 'tiny'
          ? long.map(([axis]) => axis)
          : [];
      });
    const axes = thin({});
    for (const axis of ['m', 'n', 'k']) expect(axes.filter((each) => each === axis).length).toBe(5);
    expect(thin({ compares: [] })).toEqual([]);
  });

  test('terms that show whether sums are cut off, where formulas are asked', () => {
    expect(ofKind(besides(), 'truncating').length).toBe(12);
    expect(ofKind(besides({ options: { pairs: true } }), 'truncating').length).toBe(18);
    expect(ofKind(besides({ options: { pairs: true }, compares: [] }), 'truncating')).toEqual([]);
  });

  test('ties of a claimed accumulator, where formulas are asked', () => {
    const options = claims.accumulates.draws({ ...small, format: formats.bfloat16 }, 'float32');
    expect(ofKind(besides({ options }), 'tied').length).toBe(8);
    expect(ofKind(besides({ options, compares: [] }), 'tied')).toEqual([]);
  });

  test('several blocks of coded operands, where formulas are asked', () => {
    const X = { codes: 'float8_e4m3fn', scales: 'float32', block: [11, 13] } as const;
    const all = tensorFormats({ numberFormat: 'bfloat16', formats: { X } });
    const options = { format: formats.bfloat16, formats: all };
    const blocks = (asked: Asked) =>
      besides({ options, ...asked }).filter((problem) => shapeOf(problem).n > 13);
    expect(blocks({}).length).toBe(4);
    const kinds = ['tiny', 'middle', 'rounded'];
    for (let seed = 1; seed < 5; seed += 1) {
      for (const kind of kindsIn(blocks({ seed }))) expect(kinds).toContain(kind);
    }
    expect(blocks({ compares: [] })).toEqual([]);
  });
});
