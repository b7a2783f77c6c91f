import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at } from '../../at.ts';
import { type EntryRule, rowsBy } from './entry-rule.ts';

const whole = { kind: 'whole', largest: 5, grows: false } as const;

/** So many rows by a rule. */
function rowsOf(rule: EntryRule, [rows, cols]: readonly [number, number]): number[][] {
  const write = rowsBy(rule, 12_345);
  return Array.from({ length: rows }, (_, i) => {
    const row = new Float64Array(cols);
    write(row, i);
    return [...row];
  });
}

/** How many are so, of all. */
function share(entries: readonly number[], is: (entry: number) => boolean): number {
  return entries.filter(is).length / entries.length;
}

describe('scales', () => {
  test('are 1 or 2, the same in a block of a member, and of one block not those of another', () => {
    const sides = fc.integer({ min: 1, max: 5 });
    const law = fc.property(sides, sides, sides, (rows, columns, height) => {
      const block = [rows, columns] as const;
      const size = [40, 30] as const;
      const scaled = rowsOf({ ...whole, grows: true, scales: { block, height } }, size);
      const plain = rowsOf({ ...whole, grows: true }, size);
      const known = new Map<string, number>();
      for (const [i, row] of scaled.entries()) {
        for (const [j, entry] of row.entries()) {
          const down = Math.floor((i % height) / rows);
          const key = [Math.floor(i / height), down, Math.floor(j / columns)].join();
          const scale = entry / at(at(plain, i), j);
          expect(known.get(key) ?? scale).toBe(scale);
          known.set(key, scale);
        }
      }
      const scales = [...known.values()];
      expect(new Set(scales)).toEqual(new Set([1, 2]));
      expect(share(scales, (scale) => scale === 2)).toBeGreaterThan(0.2);
      expect(share(scales, (scale) => scale === 2)).toBeLessThan(0.8);
    });
    fc.assert(law, { seed: 1, numRuns: 20 });
  });

  test('of whole members differ from member to member', () => {
    const block = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
    const rule = { ...whole, grows: true };
    const scaled = rowsOf({ ...rule, scales: { block, height: 2 } }, [40, 3]);
    const plain = rowsOf(rule, [40, 3]);
    const scales = scaled.map((row, i) => row.map((entry, j) => entry / at(at(plain, i), j)));
    for (const [i, row] of scales.entries()) {
      expect(new Set([...row, ...at(scales, i - (i % 2))]).size).toBe(1);
    }
    expect(new Set(scales.flat())).toEqual(new Set([1, 2]));
  });
});

describe('sizes', () => {
  test('that grow are from 1 to the largest alike often, and one of eight is negative', () => {
    const entries = rowsOf({ ...whole, grows: true }, [60, 60]).flat();
    for (let size = 1; size <= 5; size += 1) {
      expect(share(entries, (entry) => Math.abs(entry) === size)).toBeCloseTo(0.2, 1);
    }
    expect(share(entries, (entry) => entry < 0)).toBeCloseTo(1 / 8, 1);
    expect(share(entries, (entry) => entry < 0)).toBeGreaterThan(0.05);
  });

  test.each(['row', 'column'] as const)('that are thin along a %s are of both signs', (along) => {
    const thin = { along, every: 3 };
    const entries = rowsOf({ ...whole, thin }, [60, 60]).flat();
    const some = entries.filter((entry) => entry !== 0);
    expect(some.length).toBe(1200);
    expect(new Set(some)).toEqual(new Set([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5]));
    expect(share(some, (entry) => entry < 0)).toBeCloseTo(0.5, 1);
  });

  test('of rows and of columns are not those of others', () => {
    for (const rule of [whole, { ...whole, grows: true }]) {
      const rows = rowsOf(rule, [30, 30]);
      const columns = rows.map((_, j) => rows.map((row) => row[j]));
      for (const lines of [rows, columns]) expect(new Set(lines.map(String)).size).toBe(30);
    }
  });
});

test.each([3, 32, 33, 40, 53])(
  'fractions of %i bits fill their range, below and above 0',
  (bits) => {
    const entries = rowsOf({ kind: 'fractions', bits, scale: 4 }, [60, 60]).flat();
    expect(entries.every((entry) => entry >= -4 && entry < 4)).toBe(true);
    expect(share(entries, (entry) => entry >= 3)).toBeCloseTo(1 / 8, 1);
    expect(share(entries, (entry) => entry < -3)).toBeCloseTo(1 / 8, 1);
    expect(share(entries, (entry) => entry < 0)).toBeCloseTo(0.5, 1);
  },
);

test('of long fractions the last bits do not follow from the first', () => {
  const entries = rowsOf({ kind: 'fractions', bits: 40, scale: 1 }, [60, 60]).flat();
  const units = entries.map((entry) => (entry + 1) * 2 ** 39);
  const isAlike = (unit: number): boolean => unit % 2 ** 8 === Math.floor(unit / 2 ** 32);
  expect(share(units, isAlike)).toBeLessThan(0.05);
});
