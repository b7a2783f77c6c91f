import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { at } from '../../at.ts';
import { formats } from '../../number/formats.ts';
import { range, rowsIn, some } from '../derive/some.test-setup.ts';
import type { Problem } from '../problem.ts';
import { balancedPairs } from './balanced-pairs.ts';
import { changeEntries, placesOf, plainerLines, simplerEntries } from './simpler-entries.ts';
import { complexity, simplerValues } from './simpler-values.ts';

const { float64, float16 } = formats;
const small = some({ extent: 3, volume: 12, kinds: ['middle', 'tiny', 'rounded'] });
const names = ['X', 'W', 'dY'] as const;

/** All entries in the order of their places. */
function entriesOf({ X, W, dY }: Problem): number[] {
  return [X, W, dY].flatMap((matrix) => rowsIn(matrix).flat());
}

/** Numbers of the entries that are others. */
function changedAt(before: Problem, after: Problem): number[] {
  const [old, next] = [entriesOf(before), entriesOf(after)];
  return range(old.length).filter((i) => old[i] !== next[i]);
}

test('places are those of all entries, X first, row by row', () => {
  const law = fc.property(small, (problem) => {
    const places = placesOf(problem);
    expect(places.map(({ value }) => value + 0)).toEqual(entriesOf(problem));
    for (const { name, i, j, value } of places) expect(problem[name].at(i, j)).toBe(value);
    expect(new Set(places.map(({ name, i, j }) => `${name} ${i} ${j}`)).size).toBe(places.length);
  });
  fc.assert(law, { seed: 1, numRuns: 50 });
});

test('what is changed are the named places alone', () => {
  const law = fc.property(small, fc.nat(), fc.nat(), (problem, one, two) => {
    const places = placesOf(problem);
    const chosen = [...new Set([one % places.length, two % places.length])].toSorted(
      (p, q) => p - q,
    );
    const changed = chosen.map((i) => ({ ...at(places, i), value: 4096.5 }));
    const next = changeEntries(problem, changed);
    expect(changedAt(problem, next)).toEqual(chosen);
    expect(chosen.map((i) => entriesOf(next)[i])).toEqual(chosen.map(() => 4096.5));
    expect(next).toMatchObject({ salt: problem.salt });
  });
  fc.assert(law, { seed: 1, numRuns: 50 });
});

test('single entries get every simpler value, from one place on and then those before it', () => {
  const law = fc.property(small, fc.nat(), (problem, salt) => {
    const entries = entriesOf(problem);
    const first = salt % entries.length;
    const order = [...range(entries.length).slice(first), ...range(first)];
    const expected = order.flatMap((place) =>
      simplerValues(at(entries, place), float64).map((value) => [place, [place], value]),
    );
    const found = [...simplerEntries(problem, float64, first)].map(({ problem: next, place }) => {
      return [place, changedAt(problem, next), entriesOf(next)[place]];
    });
    expect(found).toEqual(expected);
  });
  fc.assert(law, { seed: 1, numRuns: 25 });
});

test('whole operands become 0 and 1, then lines of them, and no entry becomes less simple', () => {
  const law = fc.property(small, (problem) => {
    const before = entriesOf(problem);
    const lines = [...plainerLines(problem)];
    for (const next of lines) {
      const [after, changed] = [entriesOf(next), changedAt(problem, next)];
      expect(changed.length).toBeGreaterThan(0);
      for (const i of changed)
        expect(complexity(at(after, i))).toBeLessThan(complexity(at(before, i)));
      expect(new Set(changed.map((i) => after[i])).size).toBe(1);
    }
    const texts = new Set(lines.map((next) => JSON.stringify(entriesOf(next))));
    for (const name of names)
      for (const value of [0, 1]) expectLines(problem, { name, value }, texts);
  });
  fc.assert(law, { seed: 1, numRuns: 25 });
});

test('an operand of one row or column is offered as a whole, and not once more as a line', () => {
  for (const shape of [
    { m: 1, n: 3, k: 2 },
    { m: 3, n: 1, k: 2 },
  ]) {
    const [drawn] = fc.sample(some({ fixed: shape }), { seed: 1, numRuns: 1 });
    if (drawn === undefined) throw new Error('one was drawn');
    const problem = { ...drawn, X: drawn.X.map((_, i, j) => 5 + i + j) };
    const changed = [...plainerLines(problem)].filter(({ X }) => X.at(0, 0) !== 5);
    expect(changed.map(({ X }) => [...X.toArray()])).toEqual([
      [0, 0, 0],
      [1, 1, 1],
    ]);
  }
});

/** The operand with this value, where it is simpler, in all of it, in a row and in a column: all are offered. */
function expectLines(
  problem: Problem,
  { name, value }: { name: (typeof names)[number]; value: number },
  offered: ReadonlySet<string>,
): void {
  const { rows, cols } = problem[name];
  const lines =
    rows > 1 && cols > 1
      ? [...range(rows).map((i) => [i, -1]), ...range(cols).map((j) => [-1, j])]
      : [];
  for (const [row = -1, column = -1] of [[-1, -1], ...lines]) {
    const operand = problem[name].map((old: number, i: number, j: number) => {
      const isHit = (row < 0 || row === i) && (column < 0 || column === j);
      return isHit && complexity(old) > complexity(value) ? value : old;
    });
    const next = { ...problem, [name]: operand };
    const isChange = changedAt(problem, next).length > 0;
    if (isChange) expect(offered).toContain(JSON.stringify(entriesOf(next)));
  }
}

/** A problem of one entry each. */
function single(x: number, w: number, dy: number): Problem {
  const [problem] = fc.sample(some({ fixed: { m: 1, n: 1, k: 1 } }), { seed: 1, numRuns: 1 });
  if (problem === undefined) throw new Error('one was drawn');
  const places = placesOf(problem);
  return changeEntries(
    problem,
    [x, w, dy].map((value, i) => ({ ...at(places, i), value })),
  );
}

test('pairs of entries become equally large, next to a power of two, where that is simpler for both together', () => {
  const all = fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: -100, max: 100 })));
  const law = fc.property(all, ([x = 0, w = 0, dy = 0]) => {
    const problem = single(x, w, dy);
    const before = entriesOf(problem);
    const found = [...balancedPairs(problem, float64)].map(entriesOf);
    const expected = [
      [0, 1],
      [0, 2],
      [1, 2],
    ].flatMap(([p = 0, q = 0]) => {
      const [one, two] = [at(before, p), at(before, q)];
      if (one === 0 || two === 0) return [];
      const sizes = range(101).filter((size) =>
        [-1, 0, 1].some((by) => size + by > 1 && Number.isInteger(Math.log2(size + by))),
      );
      return sizes.flatMap((size) => {
        const next = before.map((old, i) => (i === p || i === q ? Math.sign(old) * size : old));
        const total = (of: number[]): number => complexity(at(of, p)) + complexity(at(of, q));
        return total(next) < total(before) ? [next] : [];
      });
    });
    const texts = (of: readonly number[][]) => new Set(of.map((each) => JSON.stringify(each)));
    expect(texts(found)).toEqual(texts(expected));
  });
  fc.assert(law, { seed: 1, numRuns: 50 });
});

test('pairs are of the format, of a few entries only, and end where integers have gaps', () => {
  const large = [...balancedPairs(single(60_000, 3, 0), float16)].map(
    (next) => entriesOf(next)[0] ?? 0,
  );
  expect(large).toContain(16_384);
  expect(large).not.toContain(16_383);
  const [problem] = fc.sample(some({ fixed: { m: 2, n: 2, k: 2 }, plain: true }), {
    seed: 1,
    numRuns: 1,
  });
  if (problem === undefined) throw new Error('one was drawn');
  const full = changeEntries(
    problem,
    placesOf(problem).map((place, i) => ({ ...place, value: i < 5 ? 9 : 0 })),
  );
  expect([...balancedPairs(full, float64)]).toEqual([]);
  const fewer = changeEntries(
    full,
    placesOf(full)
      .slice(0, 1)
      .map((place) => ({ ...place, value: 0 })),
  );
  expect([...balancedPairs(fewer, float64)].length).toBeGreaterThan(0);
  expect([...balancedPairs(single(2 ** 1000, 2 ** 1000, 0), float64)].length).toBeLessThan(200);
});
