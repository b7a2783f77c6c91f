import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Matrix } from '../../matrix/matrix.ts';
import { drawFrom } from './draw.ts';
import { drawStructured, type Structure, structures, withStructure } from './draw-structure.ts';

/** What each structure makes of a member; entries of the member are 1, 2, 3, … */
type Made = (entry: number, place: { i: number; j: number; first: number; own: Matrix }) => boolean;

const isMade: Record<Exclude<Structure, 'permutation'>, Made> = {
  identity: (entry, { i, j }) => entry === (i === j ? 1 : 0),
  diagonal: (entry, { i, j, own }) => entry === (i === j ? own.at(i, j) : 0),
  triangular: (entry, { i, j, own }) => entry === (i <= j ? own.at(i, j) : 0),
  constant: (entry, { first }) => entry === first,
  'equal rows': (entry, { j, own }) => entry === own.at(0, j),
  'equal columns': (entry, { i, own }) => entry === own.at(i, 0),
};

const sizes = fc.tuple(...[3, 5, 5].map((max) => fc.integer({ min: 1, max })));

test.each(structures.filter((each) => each !== 'permutation'))(
  '%s, of each member',
  (structure) => {
    const law = fc.property(sizes, fc.nat(), ([members = 1, height = 1, cols = 1], seed) => {
      const matrix = Matrix.of([members * height, cols], (i, j) => 1 + i * cols + j);
      const shaped = withStructure(drawFrom(seed), matrix, { structure, height });
      for (let member = 0; member < members; member += 1) {
        const [from, to] = [member * height, (member + 1) * height];
        const [own, made] = [matrix, shaped].map((one) => one.rowRange(from, to));
        if (own === undefined || made === undefined) throw new Error('there are two');
        const wrong = made.map((entry, i, j) => {
          // SAFETY: the filter above leaves it out.
          const is = isMade[structure as keyof typeof isMade];
          return is(entry, { i, j, first: matrix.at(0, 0), own }) ? 0 : 1;
        });
        expect(Math.max(...wrong.toArray())).toBe(0);
      }
    });
    fc.assert(law, { seed: 1, numRuns: 50 });
  },
);

test('a permutation has a single 1 in each row and column, as far as both go, anywhere', () => {
  const seen = new Set<string>();
  const law = fc.property(sizes, fc.nat(), ([members = 1, height = 1, cols = 1], seed) => {
    const matrix = Matrix.of([members * height, cols], () => 7);
    const shaped = withStructure(drawFrom(seed), matrix, { structure: 'permutation', height });
    const member = shaped.rowRange(0, height);
    for (let other = 1; other < members; other += 1) {
      expect(shaped.rowRange(other * height, (other + 1) * height).toArray()).toEqual(
        member.toArray(),
      );
    }
    expect(new Set([...member.toArray(), 0, 1])).toEqual(new Set([0, 1]));
    const sum = (one: Matrix): number => one.toArray().reduce((total, entry) => total + entry, 0);
    const rows = Array.from({ length: height }, (_, i) => sum(member.rowRange(i, i + 1)));
    const columns = Array.from({ length: cols }, (_, j) => sum(member.columnRange(j, j + 1)));
    expect(Math.max(...rows, ...columns)).toBeLessThanOrEqual(1);
    if (height <= cols) expect(Math.min(...rows)).toBe(1);
    if (cols <= height) expect(Math.min(...columns)).toBe(1);
    if (height === 3 && cols === 3) seen.add(member.toArray().join());
  });
  fc.assert(law, { seed: 1, numRuns: 500 });
  expect(seen.size).toBeGreaterThan(3);
});

test.each([
  [2, 5],
  [5, 2],
])('of %i rows and %i columns a permutation has a 1 in any place', (height, cols) => {
  const matrix = Matrix.of([height, cols], () => 7);
  const drawn = Array.from({ length: 60 }, (_, seed) =>
    withStructure(drawFrom(seed), matrix, { structure: 'permutation', height }).toArray(),
  );
  for (let place = 0; place < height * cols; place += 1) {
    expect(drawn.some((entries) => entries[place] === 1)).toBe(true);
  }
});

test('what has no entries has no structure, and each is drawn of either operand', () => {
  for (const [rows, cols] of [
    [0, 3],
    [3, 0],
  ] as const) {
    const matrix = Matrix.of([rows, cols], () => 1);
    const shaping = { structure: 'identity', height: rows } as const;
    expect(withStructure(drawFrom(1), matrix, shaping)).toBe(matrix);
  }
  const draw = drawFrom(1);
  const drawn = Array.from({ length: 300 }, () => drawStructured(draw));
  const seen = new Set(drawn.map(({ operand, structure }) => `${operand} ${structure}`));
  expect(seen.size).toBe(2 * structures.length);
});
