import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, type Ball, distance, exactly, sum, times } from '../certified/ball.ts';
import { Balls } from '../certified/balls.ts';
import { Matrix } from '../matrix/matrix.ts';
import * as losses from './losses.ts';

type Y = Matrix<'m', 'k'>;

const entry = fc.integer({ min: -6, max: 6 });

/** Integer matrices of one shape: Y, a direction V, and the parameters of losses. */
const cases = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 }))
  .chain(([m, k]) => {
    const matrix = fc
      .array(entry, { minLength: m * k, maxLength: m * k })
      .map((data): Y => Matrix.over(m, k, Float64Array.from(data)));
    const classes = fc.array(fc.nat(k - 1), { minLength: m, maxLength: m });
    return fc.record({ Y: matrix, V: matrix, G: matrix, classes });
  });

const polynomials = [losses.linear, losses.squaredError, losses.cubic];
const transcendental = [
  (G: Y) => losses.sumOfTanh(G),
  () => losses.logSumExp,
  (_: Y, classes: readonly number[]) => losses.crossEntropy(classes),
];

/** f(Y + t·V) */
function along(loss: losses.Loss, { Y, V }: { Y: Y; V: Y }, t: number): Ball {
  const moved = Y.map((y, i, j) => y + t * V.at(i, j));
  return sum(loss.parts(Balls.exact(moved)).entries());
}

/** ⟨∂f/∂Y, V⟩ */
function directional(loss: losses.Loss, { Y, V }: { Y: Y; V: Y }): Ball {
  const gradient = loss.gradient(Balls.exact(Y));
  return sum(gradient.map((g, i, j) => times(g, exactly(V.at(i, j)))).entries());
}

function combine(...terms: [weight: number, value: Ball][]): Ball {
  return sum(terms.map(([weight, value]) => times(exactly(weight), value)));
}

/** A bound on the third derivative of t ↦ f(Y + t·V). */
function thirdBound(loss: losses.Loss, V: Y): number {
  return [...(loss.thirdDerivative?.(V).toArray() ?? [])].reduce((total, part) => total + part, 0);
}

describe('of integers, a polynomial loss has exactly the gradient that its differences give', () => {
  for (const make of polynomials) {
    test(make.name, () => {
      fc.assert(
        fc.property(cases, ({ Y, V, G }) => {
          const f = (t: number) => along(make(G), { Y, V }, t);
          // Exact for every polynomial of degree 4 or less.
          const difference = combine([1, f(-2)], [-8, f(-1)], [8, f(1)], [-1, f(2)]);
          expect(difference).toEqual(times(exactly(12), directional(make(G), { Y, V })));
          expect(difference.rad).toBe(0);
        }),
      );
    });
  }
});

describe('a transcendental loss', () => {
  for (const make of transcendental) {
    const { name } = make(Matrix.from([[1]]), [0]);

    test(`${name}: the central difference meets the gradient, and no other`, () => {
      fc.assert(
        fc.property(cases, ({ Y, V, G, classes }) => {
          const loss = make(G, classes);
          const h = 2 ** -14;
          const difference = combine(
            [1, along(loss, { Y, V }, h)],
            [-1, along(loss, { Y, V }, -h)],
          );
          // |φ(h) − φ(−h) − 2h·φ'(0)| ≤ h³·M₃/3
          const rad = difference.rad + h ** 3 * thirdBound(loss, V);
          const slope = times(exactly(2 * h), directional(loss, { Y, V }));
          expect(distance({ mid: difference.mid, rad }, slope)).toBe(0);
          const other = add(slope, exactly(2 * h * 2 ** -10));
          expect(distance({ mid: difference.mid, rad }, other)).toBeGreaterThan(0);
        }),
      );
    });

    test(`${name}: no third difference exceeds the bound on the third derivative`, () => {
      let nearest = 0;
      fc.assert(
        fc.property(cases, fc.constantFrom(0.5, 0.125), ({ Y, V, G, classes }, h) => {
          const loss = make(G, classes);
          const f = (t: number) => along(loss, { Y, V }, t);
          // = h³·φ'''(ξ) for a ξ between −3h/2 and 3h/2
          const third = combine([1, f(1.5 * h)], [-3, f(h / 2)], [3, f(-h / 2)], [-1, f(-1.5 * h)]);
          const bound = h ** 3 * thirdBound(loss, V);
          expect(distance(third, { mid: 0, rad: bound })).toBe(0);
          if (bound > 0) nearest = Math.max(nearest, Math.abs(third.mid) / bound);
        }),
        { seed: 1, numRuns: 500 },
      );
      expect(nearest).toBeGreaterThan(0.5); // and the bound is not far from sharp
    });
  }

  test('log-sum-exp neither overflows nor underflows', () => {
    const Y = Matrix.from<'m', 'k'>([[-800, 0, 700]]);
    const [part] = losses.logSumExp.parts(Balls.exact(Y)).entries();
    expect(distance(part ?? exactly(0), exactly(700))).toBe(0);
    const [low, , high] = losses.logSumExp.gradient(Balls.exact(Y)).entries();
    expect([distance(low ?? exactly(1), exactly(0)), high?.mid]).toEqual([0, 1]);
  });
});
