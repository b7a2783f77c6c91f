import { describe, expect, test } from 'vitest';
import { at } from '../src/at.ts';
import type { Claims, Subject } from '../src/contract/subject.ts';
import { rightGradients } from '../src/oracle/right-gradients.ts';
import type { Problem } from '../src/problem/problem.ts';
import { blockDecomposition } from './block-decomposition.ts';
import { gradientShape } from './gradient-shape.ts';
import { heard, problemOf } from './heard.test-setup.ts';
import { propertyNamed } from './index.ts';
import { linearity } from './linearity.ts';
import { nanDye } from './nan-dye.ts';
import { oneHot } from './one-hot.ts';
import { productTerms } from './product-terms.ts';
import { rowIndependence } from './row-independence.ts';

const salts = Array.from({ length: 40 }, (_, i) => i + 1);

test('propertyNamed knows each by its id, and says which it does not know', () => {
  expect(propertyNamed('nan-dye')).toBe(nanDye);
  expect(() => propertyNamed('nan')).toThrow(new RangeError('there is no property nan'));
});

describe('product-terms', () => {
  test('says which products an entry sums, and which it should', async () => {
    const { comparisons } = await heard(productTerms, problemOf([2, 2, 1], {}));
    const [dX, dW] = comparisons.map(
      (each) => each.kind === 'agreement' && each.explain?.(9, 1, 0),
    );
    expect(dX).toBe('dX[1,0] sums dY[0,0]·W[0,0] + dY[1,0]·W[0,0]; it should sum dY[1,0]·W[0,0]');
    expect(dW).toMatch(
      /^dW\[1,0\] sums dY\[0,0\]·X\[0,0\] \+ .*; it should sum dY\[0,0\]·X\[0,1\] \+ /,
    );
  });

  test('asks with one of X and W at a time, of who makes dY of a loss itself', async () => {
    const apart = async (claims: Claims): Promise<boolean[]> => {
      const subject = { numberFormat: 'float32', claims } as const;
      const { asked } = await heard(productTerms, problemOf([2, 2, 1], {}), { subject });
      return asked.map(({ X, W }) => [X, W].some((each) => each.toArray().every((x) => x === 0)));
    };
    expect(new Set(await apart({ loss: 'half squared error' }))).toEqual(new Set([true]));
    expect(new Set(await apart({}))).toContain(false);
  });
});

describe('nan-dye', () => {
  const strange = ({ X, W, dY }: Problem): number[] =>
    [X, W, dY].flatMap((each) => Array.from(each.toArray()).filter((x) => !Number.isFinite(x)));

  /** What is not finite in each problem that is asked, but for those where nothing is. */
  async function dyes(problem: Problem, subject: Partial<Subject> = {}): Promise<number[][]> {
    const found: number[][] = [];
    for (const salt of salts) {
      const { asked } = await heard(nanDye, { ...problem, salt }, { subject });
      found.push(...asked.map(strange).filter(({ length }) => length > 0));
    }
    return found;
  }

  test('drops one colour, or two in different places: NaN and both infinities', async () => {
    const all = await dyes(problemOf([2, 2, 2], {}));
    expect(new Set(all.map(({ length }) => length))).toEqual(new Set([1, 2]));
    expect(new Set(all.flat())).toEqual(new Set([Number.NaN, Infinity, -Infinity]));
    const one = all.filter(({ length }) => length === 1).length;
    expect(one).toBeGreaterThan(all.length / 2);
  });

  test('drops one colour where there is one place', async () => {
    const { comparisons } = await heard(nanDye, problemOf([1, 1, 1], {}));
    expect(comparisons.filter(({ where }) => where.includes(' and '))).toEqual([]);
    for (const salt of salts) {
      const found = await heard(nanDye, problemOf([1, 1, 1], {}, salt));
      expect(found.comparisons.some(({ where }) => where.includes(' and '))).toBe(false);
    }
  });

  test('drops only what the format of the operand has', async () => {
    const formats = { X: 'float8_e4m3fn', W: 'float4_e2m1fn', dY: 'float8_e4m3fn' } as const;
    const all = await dyes(problemOf([2, 2, 2], {}), { formats });
    expect(new Set(all.flat())).toEqual(new Set([Number.NaN]));
    const { comparisons } = await heard(nanDye, problemOf([2, 2, 2], {}), { subject: { formats } });
    expect(comparisons.some(({ where }) => where.includes(' at W['))).toBe(false);
    expect(comparisons.some(({ where }) => where.includes(' at X['))).toBe(true);
  });
});

describe('one-hot', () => {
  test.each([
    [[4, 2, 4], 16],
    [[2, 3, 5], 10],
    [[17, 1, 1], 16],
    [[4, 1, 6], 16],
  ] as const)('of %j asks %d different upstream gradients', async (shape, count) => {
    const { asked } = await heard(oneHot, problemOf(shape, {}));
    const places = asked.map(({ dY }) => Array.from(dY.toArray()).indexOf(1));
    expect(places).toHaveLength(count);
    expect(new Set(places).size).toBe(count);
    if (shape[0] * shape[2] <= 16) expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});

describe('row-independence', () => {
  const entries = { X: (i: number, j: number) => 1 + 3 * i + j, dY: (i: number) => 5 + i };

  test('changes one row of X and dY at a time, and each in its turn', async () => {
    const changed = new Set<number>();
    for (const salt of salts) {
      const problem = problemOf([3, 3, 1], entries, salt);
      const { asked } = await heard(rowIndependence, problem);
      const other = at(asked, 4);
      const rows = [0, 1, 2].filter((i) => other.X.at(i, 1) !== problem.X.at(i, 1));
      expect(rows).toHaveLength(1);
      const row = at(rows, 0);
      changed.add(row);
      expect(other.X.at(row, 1)).toBe(-problem.X.at(row, 1));
      expect(other.dY.at(row, 0)).toBe(-problem.dY.at(row, 0));
      const kept = [0, 1, 2].filter((i) => i !== row).map((i) => problem.dY.at(i, 0));
      expect(Array.from(at(asked, 5).dY.toArray())).toEqual(kept);
    }
    expect(changed).toEqual(new Set([0, 1, 2]));
  });

  test('takes no row away where it is the only one', async () => {
    const { comparisons, asked } = await heard(rowIndependence, problemOf([1, 3, 1], entries));
    expect(comparisons.filter(({ where }) => where.includes('without'))).toEqual([]);
    expect(asked).toHaveLength(3);
  });
});

test('linearity looks at another X and W with the same magnitudes', async () => {
  const problem = problemOf([2, 2, 2], { X: (i, j) => 1 + 2 * i + j, W: (i, j) => 5 + 2 * i + j });
  const { asked } = await heard(linearity, problem);
  const [otherX, otherW] = asked.slice(-2);
  expect(Array.from(otherX?.X.toArray() ?? [])).toEqual([-4, -3, -2, -1]);
  expect(Array.from(otherW?.W.toArray() ?? [])).toEqual([-8, -7, -6, -5]);
});

test('block-decomposition cuts every axis of two and more, and says how', async () => {
  const { comparisons } = await heard(blockDecomposition, problemOf([2, 1, 2], {}));
  const cuts = new Set(comparisons.map(({ where }) => where.replace(/^.*, /, '')));
  expect(cuts).toEqual(new Set(['m = 1 + 1', 'k = 1 + 1']));
});

test('gradient-shape names the first entry that is no finite number', async () => {
  const backward = (problem: Problem) => {
    const right = rightGradients(problem);
    return {
      ...right,
      dW: right.dW.map((ball, i) => (i === 1 ? { ...ball, mid: -Infinity } : ball)),
    };
  };
  const { comparisons } = await heard(gradientShape, problemOf([1, 2, 2], {}), { backward });
  expect(comparisons).toMatchObject([
    { where: 'dX', holds: true, actual: 'finite numbers' },
    { where: 'dW', holds: false, expected: 'only finite numbers', actual: '-Infinity' },
  ]);
});
