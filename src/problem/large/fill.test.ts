import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dense } from '../layout.ts';
import type { EntryRule } from './entry-rule.ts';
import { destination, type EntryRules, fill, firstChanged, isTouchedAround } from './fill.ts';
import type { LargeProblem } from './large-problem.ts';

const problem: LargeProblem = {
  ...{ shape: { m: 40, n: 30, k: 20 }, kind: 'exact', grows: false, salt: 7 },
};
const everywhere = (rule: EntryRule): EntryRules => ({ X: rule, W: rule, dY: rule });
const whole = { kind: 'whole', largest: 5, grows: false } as const;
const asGiven = { X: false, W: false };

describe('whole numbers', () => {
  test('reach their largest on both sides, and are of different kinds', () => {
    const { X, W } = fill(problem, everywhere(whole), asGiven);
    for (const matrix of [X, W]) {
      const entries = [...matrix.toArray()];
      expect(new Set(entries).size).toBe(11);
      expect(Math.max(...entries.map(Math.abs))).toBe(5);
    }
    expect([...X.toArray()].slice(0, 20)).not.toEqual([...W.toArray()].slice(0, 20));
  });

  test('that grow are none of them 0, and most of one sign', () => {
    const { X } = fill(problem, everywhere({ ...whole, grows: true }), asGiven);
    const entries = [...X.toArray()];
    expect(entries).not.toContain(0);
    expect(entries.filter((entry) => entry > 0).length).toBeGreaterThan(0.8 * entries.length);
  });

  for (const along of ['row', 'column'] as const) {
    for (const grows of [true, false]) {
      test(`that are thin along a ${along} are one in a group${grows ? ', and grow' : ''}`, () => {
        const thin = { ...whole, grows, thin: { along, every: 7 } } as const;
        const { X } = fill(problem, everywhere(thin), asGiven);
        const lines = along === 'row' ? X : X.T;
        for (let i = 0; i < lines.rows; i += 1) {
          const line = [...lines.rowRange(i, i + 1).toArray()];
          for (let from = 0; from + 7 <= line.length; from += 7) {
            expect(line.slice(from, from + 7).filter((entry) => entry !== 0)).toHaveLength(1);
          }
        }
      });
    }
  }
});

test('fractions have as many bits as is said, and no more', () => {
  fc.assert(
    fc.property(fc.constantFrom(3, 8, 11, 24, 32, 40, 53), (bits) => {
      const { X } = fill(problem, everywhere({ kind: 'fractions', bits, scale: 0.25 }), asGiven);
      const units = [...X.toArray()].map((entry) => (entry / 0.5) * 2 ** bits);
      expect(units.every(Number.isInteger)).toBe(true);
      expect(units.some((unit) => unit % 2 !== 0)).toBe(true);
      expect(Math.max(...units.map(Math.abs))).toBeLessThanOrEqual(2 ** (bits - 1));
    }),
  );
});

test('a part of a problem has the entries that the whole has there', () => {
  const smaller = { ...problem, shape: { m: 12, n: 9, k: 5 } };
  const [all, part] = [problem, smaller].map((each) => fill(each, everywhere(whole), asGiven));
  expect(part?.X.toArray()).toEqual(all?.X.rowRange(0, 12).columnRange(0, 9).toArray());
});

test('layouts, and a W that is held as k×n, change where entries lie and not what they are', () => {
  const layouts = {
    X: { ...dense, columnMajor: true, gap: 2, offset: 1 },
    W: { ...dense, rowStep: -1, gap: 3 },
    dY: { ...dense, columnStep: 2 },
  };
  const plain = fill(problem, everywhere(whole), asGiven);
  for (const isHeldTransposed of [false, true]) {
    const views = fill({ ...problem, layouts }, everywhere(whole), {
      X: false,
      W: isHeldTransposed,
    });
    for (const name of ['X', 'W', 'dY'] as const) {
      expect(views[name].toArray()).toEqual(plain[name].toArray());
    }
    expect([...views.X.storage].filter(Number.isNaN).length).toBeGreaterThan(0);
  }
  const held = fill(problem, everywhere(whole), { X: true, W: true });
  for (const name of ['X', 'W'] as const) {
    expect(held[name].T.entries()).toBe(held[name].storage);
    expect(held[name].toArray()).toEqual(plain[name].toArray());
  }
});

test('an entry that was written to is found', () => {
  const { X } = fill(problem, everywhere(whole), asGiven);
  expect(firstChanged(X, problem, ['X', whole])).toBeUndefined();
  X.storage[3 * 30 + 4] = 99;
  expect(firstChanged(X, problem, ['X', whole])).toEqual([3, 4]);
  X.storage[2 * 30] = 99;
  expect(firstChanged(X, problem, ['X', whole])).toEqual([2, 0]);
});

test('what was written between entries is found', () => {
  const layouts = { dY: { ...dense, gap: 2 } };
  const { X, dY } = fill({ ...problem, layouts }, everywhere(whole), asGiven);
  expect([isTouchedAround(X), isTouchedAround(dY)]).toEqual([false, false]);
  dY.storage[20] = 0;
  expect(isTouchedAround(dY)).toBe(true);
});

test('a destination holds NaN, or where it is added to, small numbers of its own', () => {
  const into = { ...problem, variant: { into: 'accumulate' } } as const;
  for (const given of [problem, { ...problem, variant: { into: 'overwrite' } } as const]) {
    expect(destination(given, 'dX', [40, 30])).toEqual(new Float64Array(1200).fill(Number.NaN));
  }
  const [dX, dW] = [destination(into, 'dX', [40, 30]), destination(into, 'dW', [40, 30])];
  for (const each of [dX, dW]) {
    expect(each).toHaveLength(1200);
    expect(new Set(each)).toEqual(new Set([-2, -1, 0, 1, 2]));
  }
  expect(dX).not.toEqual(dW);
});
