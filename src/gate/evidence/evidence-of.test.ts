import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demandList } from '../../../claims/index.ts';
import { equation1 } from '../../../properties/equation-1.ts';
import { equation2 } from '../../../properties/equation-2.ts';
import { historyIndependence } from '../../../properties/history-independence.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { formats } from '../../number/formats.ts';
import { groupProblems, membersOf } from '../../problem/derive/restrict.ts';
import { anySize, inGroups } from '../../problem/derive/some.test-setup.ts';
import { type EntryKind, exactKinds, roundedKinds } from '../../problem/draw/draw-entries.ts';
import { grouped } from '../../problem/grouped.ts';
import { dense } from '../../problem/layout.ts';
import type { Drawn, Problem } from '../../problem/problem.ts';
import { problems } from '../../problem/problems.ts';
import type { Shape } from '../../problem/shape.ts';
import type { Evidence } from '../../verdict/evidence.ts';
import { evidenceOf } from './evidence-so-far.ts';

const isExact = (): boolean => true;
const law = { seed: 1, numRuns: 200 };
const extent = fc.nat({ max: 4 });
const shape = fc.record({ m: extent, n: extent, k: extent });

/** A problem of ones. */
function ones({ m, n, k }: Shape): Problem {
  const X = Matrix.of<'m', 'n'>([m, n], () => 1);
  const W = Matrix.of<'n', 'k'>([n, k], () => 1);
  return { X, W, dY: Matrix.of([m, k], () => 1), salt: 0 };
}

function evidenceIn(problem: Problem): Evidence {
  return evidenceOf(problem, equation1, isExact);
}

function featuresIn(problem: Problem): string[] {
  return Object.keys(evidenceIn(problem).features).toSorted();
}

describe('what most entries are', () => {
  /** The first zeros, in X, W and dY, one after the other. */
  function withZeros({ X, W, dY, ...rest }: Problem, zeros: number): Problem {
    let left = zeros;
    const next = (): number => (--left >= 0 ? 0 : 3);
    return { X: X.map(next), W: W.map(next), dY: dY.map(next), ...rest };
  }

  test('is counted over all three operands: more than half of them', () => {
    fc.assert(
      fc.property(shape, fc.nat({ max: 48 }), ({ m, n, k }, zeros) => {
        const problem = withZeros(ones({ m, n, k }), zeros);
        const all = m * n + n * k + m * k;
        const isEmpty = m * n * k === 0;
        const { problems, mostlyZero } = evidenceIn(problem);
        expect(problems).toBe(isEmpty ? 0 : 1);
        expect(mostlyZero).toBe(!isEmpty && zeros > all - zeros ? 1 : 0);
      }),
      { ...law, numRuns: 400 },
    );
    const halfZero = withZeros(ones({ m: 1, n: 2, k: 2 }), 4);
    expect(evidenceIn(halfZero).mostlyZero).toBe(0);
  });
});

describe('features', () => {
  const plain = ones({ m: 2, n: 3, k: 5 });

  test.each([
    [{ m: 2, n: 3, k: 8 }, []],
    [{ m: 2, n: 9, k: 2 }, ['extent above 8']],
    [{ m: 9, n: 9, k: 9 }, ['extent above 8']],
    [{ m: 1, n: 3, k: 2 }, ['extent 1']],
    [{ m: 2, n: 3, k: 0 }, ['extent 0']],
    [{ m: 0, n: 1, k: 9 }, ['extent 0', 'extent 1', 'extent above 8']],
  ])('of %o are %o', (sides, features) => {
    expect(featuresIn(ones(sides))).toEqual(features);
    const { m, n, k } = sides;
    const [all, , axis] = [m, n, k].toSorted((p, q) => p - q);
    expect(evidenceIn(ones(sides)).sizes).toEqual({ axis, all });
  });

  test('are how entries were made: exact, and whether they saturate, or rounded', () => {
    const saying = (kind: EntryKind) => featuresIn({ ...plain, drawn: { kind } });
    expect(saying('saturating')).toEqual(['exact', 'saturating']);
    for (const kind of exactKinds.filter((kind) => kind !== 'saturating'))
      expect(saying(kind)).toEqual(['exact']);
    for (const kind of roundedKinds) expect(saying(kind)).toEqual(['rounded']);
    expect(saying('tied')).toEqual([]);
  });

  test('are what claims ask for: views, and batch axes', () => {
    const layouts = { X: { ...dense, gap: 1 } };
    expect(demandList.map(({ feature }) => feature).toSorted()).toEqual(['batch', 'view']);
    expect(featuresIn({ ...plain, layouts })).toEqual(['view']);
    const batch = { X: [2], W: [1], ranks: { X: 1, W: 0 } };
    expect(featuresIn({ ...plain, batch })).toEqual(['batch', 'extent 1']);
    expect(featuresIn({ ...plain, batch: grouped([2]) })).toEqual([]);
  });
});

describe('the ledger', () => {
  const plain = ones({ m: 2, n: 3, k: 5 });
  const drawn = (likeliest: Drawn['likeliest']): Problem => ({
    ...plain,
    drawn: { kind: 'tiny', ...(likeliest && { likeliest }) },
  });

  test('has the odds that both operands miss a fault, rounded down to multiples of 2^-20', () => {
    const odds = fc.integer({ min: 1, max: 63 }).map((part) => part / 64);
    const unit = 2 ** -20;
    fc.assert(
      fc.property(fc.record({ X: odds, W: odds, dY: odds }), ({ X, W, dY }) => {
        const { ledger } = evidenceOf(drawn({ X, W, dY }), historyIndependence, isExact);
        for (const [gradient, other] of [
          ['dX', W],
          ['dW', X],
        ] as const) {
          const line = ledger.find((each) => each.gradient === gradient);
          const bits = line?.bits ?? Number.NaN;
          const seen = (1 - other) * (1 - dY); // exact: twelve bits
          expect(line).toMatchObject({ shapes: 'm, n, k different', problems: 1 });
          expect(Number.isInteger(bits / unit)).toBe(true);
          expect(bits).toBeLessThan(-Math.log2(1 - seen));
          expect(bits).toBeGreaterThan(-Math.log2(1 - seen) - 2 * unit);
        }
        expect(ledger).toHaveLength(2);
        const only = evidenceOf(drawn({ X, W, dY }), equation2, isExact).ledger;
        expect(only).toEqual(ledger.slice(1));
      }),
      law,
    );
  });

  test('has less than a whole bit where half of the faults are seen', () => {
    const [line] = evidenceIn(drawn({ X: 1, W: 1 / 4, dY: 1 / 3 })).ledger;
    expect(line?.bits).toBeLessThan(1);
  });

  test('has no line where nothing is known, or so little that nothing is left', () => {
    expect(evidenceIn(plain).ledger).toEqual([]);
    expect(evidenceIn(drawn(undefined)).ledger).toEqual([]);
    expect(evidenceIn(drawn({ X: 0.5, W: 1, dY: 0.5 })).ledger).toEqual([]);
    expect(evidenceIn(drawn({ X: 0.5, W: 1 - 2 ** -22, dY: 0.1 })).ledger).toEqual([]);
  });

  test('has a line of the gradient alone that is exact', () => {
    const problem = drawn({ X: 0.5, W: 0.5, dY: 0.5 });
    for (const name of ['dX', 'dW'] as const) {
      const { ledger } = evidenceOf(problem, historyIndependence, (_, asked) => asked === name);
      expect(ledger.map(({ gradient }) => gradient)).toEqual([name]);
    }
  });
});

/** Whether there is anything that a wrong formula could multiply. */
function hasProducts(problem: Problem): boolean {
  const { groups } = problem.batch ?? {};
  const parts = groups
    ? groupProblems(problem, groups)
    : membersOf(problem).map((member) => member.problem);
  return parts.some(({ X, W }) => X.rows * X.cols * W.cols > 0);
}

test('what multiplies nothing is no evidence: no extent, members of a batch, or rows in groups', () => {
  const seen = new Set<string>();
  const empty = problems({ format: formats.float64, extent: 4, volume: 60, empty: true });
  fc.assert(
    fc.property(fc.oneof(anySize, inGroups, empty), (problem) => {
      const { kind } = problem.drawn ?? { kind: 'tiny' };
      const known = { ...problem, drawn: { kind, likeliest: { X: 0.5, W: 0.5, dY: 0.5 } } };
      const { ledger, problems, mostlyZero } = evidenceOf(known, equation1, isExact);
      const counts = hasProducts(problem);
      expect([ledger.length, problems]).toEqual(counts ? [1, 1] : [0, 0]);
      expect(mostlyZero).toBeLessThanOrEqual(problems);
      seen.add(`${counts} ${problem.batch?.groups ? 'groups' : problem.batch ? 'batch' : 'plain'}`);
    }),
    { ...law, numRuns: 500 },
  );
  expect(seen.size).toBe(6);
});
