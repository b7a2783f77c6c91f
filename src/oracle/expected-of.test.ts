import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import complete from '../../bank/unusual/complete.ts';
import { layoutKinds } from '../../claims/layout-kinds.ts';
import { at } from '../at.ts';
import { Border } from '../call/border.ts';
import { pose } from '../call/pose.ts';
import { type FormatName, formatNames, formats } from '../number/formats.ts';
import { round } from '../number/round.ts';
import { type Factors, factorsOf } from '../problem/derive/factors.ts';
import type { Problem } from '../problem/problem.ts';
import { problems } from '../problem/problems.ts';
import { excessOf } from '../vectors/complaint-about.ts';
import type { Expected } from '../wire/json-balls.ts';
import { arithmeticsOf } from './arithmetic.ts';
import { exactProduct } from './exact-product.ts';
import { expectedOf } from './expected-of.ts';
import { questionOf } from './question-of.ts';
import { rightGradients } from './right-gradients.ts';

/** Problems with views and batches. */
function drawn(name: FormatName, extra: { batch?: 'broadcast'; empty?: boolean } = {}) {
  return problems({ format: formats[name], extent: 6, volume: 90, layouts: layoutKinds, ...extra });
}

function expectedFor(problem: Problem, name: FormatName) {
  const { given } = pose(problem, {}, { layouts: 'all' });
  return expectedOf(questionOf(given), arithmeticsOf({ numberFormat: name }, {}));
}

/** A decimal with many digits as a fraction of 10^1100 and more. */
function scaled(text: string, places: number): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const digits = BigInt(whole + fraction.padEnd(places, '0'));
  return text.startsWith('-') ? -digits : digits;
}

/** Whether the decimal lies within mid ± rad, without any rounding. */
function contains(mid: number, rad: number, exact: string): boolean {
  if (rad === Number.POSITIVE_INFINITY) return true;
  const places = 2300;
  const full = (value: number): bigint => {
    const one = { left: matrix(value), right: matrix(1) };
    return scaled(at(exactProduct(one), 0), places);
  };
  const gap = scaled(exact, places) - full(mid);
  return (gap < 0n ? -gap : gap) <= full(rad);
}

function matrix(value: number) {
  return questionOf(pose(plain(value), {}, {}).given).problem.X;
}

function plain(value: number): Problem {
  const { problem } = questionOf({
    X: { shape: [1, 1], data: Float64Array.of(value) },
    W: { shape: [1, 1], data: Float64Array.of(1) },
    dY: { shape: [1, 1], data: Float64Array.of(1) },
  });
  return problem;
}

/** Every sum in an order of its own, each operation rounded to the format. */
function inAnyOrder(
  factors: readonly Factors[],
  name: FormatName,
  pick: (length: number) => number,
): number[] {
  const fl = (value: number): number => round(value, formats[name]);
  return factors.flatMap(({ left, right }) =>
    Array.from({ length: left.rows * right.cols }, (_, place) => {
      const [i, j] = [Math.floor(place / right.cols), place % right.cols];
      const terms = Array.from({ length: left.cols }, (_p, p) =>
        fl(left.at(i, p) * right.at(p, j)),
      );
      while (terms.length > 1) {
        const [a] = terms.splice(pick(terms.length), 1);
        const other = pick(terms.length);
        terms[other] = fl(at(terms, other) + (a ?? Number.NaN));
      }
      return terms[0] ?? 0;
    }),
  );
}

describe.each(formatNames)('in %s', (name) => {
  test('the exact gradients, as decimals, lie within the radii', () => {
    fc.assert(
      fc.property(drawn(name, { batch: 'broadcast' }), (problem) => {
        const { dX, dW } = expectedFor(problem, name);
        const factors = factorsOf(problem);
        const exact = (list: readonly Factors[]) => list.flatMap((each) => exactProduct(each));
        const inside = (expected: Expected | undefined, texts: readonly string[]) =>
          texts.forEach((text, i) => {
            const [mid, rad] = [at(expected?.mid ?? [], i), at(expected?.rad ?? [], i)];
            expect(contains(mid, rad, text), `${text} in ${mid} ± ${rad}`).toBe(true);
          });
        inside(dX, exact(factors.dX));
        inside(dW, exact(factors.dW));
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test('any order of summation passes, when every operation rounds to the format', () => {
    fc.assert(
      fc.property(drawn(name), fc.infiniteStream(fc.nat()), (problem, choices) => {
        const pick = (length: number): number => Number(choices.next().value) % length;
        const { dX, dW } = expectedFor(problem, name);
        const factors = factorsOf(problem);
        const pairs = [
          [dX, inAnyOrder(factors.dX, name, pick)],
          [dW, inAnyOrder(factors.dW, name, pick)],
        ] as const;
        for (const [expected, answer] of pairs) {
          answer.forEach((value, i) => {
            const [mid, rad] = [at(expected?.mid ?? [], i), at(expected?.rad ?? [], i)];
            expect(excessOf(value, mid, rad), `${value} in ${mid} ± ${rad}`).toBe(0);
          });
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

test('midpoints are those of the formulas that the gate compares with', () => {
  fc.assert(
    fc.property(drawn('float64', { batch: 'broadcast' }), (problem) => {
      const right = rightGradients(problem);
      const { dX, dW } = expectedFor(problem, 'float64');
      expect(dX?.mid).toEqual(right.dX.mid.toArray());
      expect(dW?.mid).toEqual(right.dW.mid.toArray());
    }),
    { numRuns: 100, seed: 1 },
  );
});

test('radii are those that the gate allows the subject, and that of the formula', async () => {
  const border = new Border(complete);
  await fc.assert(
    fc.asyncProperty(drawn('float64'), async (problem) => {
      const allowed = await border.backward(problem);
      const right = rightGradients(problem);
      const { dX } = expectedFor(problem, 'float64');
      allowed.dX.entries().forEach(({ rad }, i) => {
        const both = rad + at(right.dX.rad.toArray(), i);
        expect(at(dX?.rad ?? [], i)).toBeGreaterThanOrEqual(both);
        expect(at(dX?.rad ?? [], i)).toBeLessThanOrEqual(both * (1 + 2 ** -45) + 1e-320);
      });
    }),
    { numRuns: 60, seed: 1 },
  );
});
