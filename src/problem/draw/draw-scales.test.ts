import { describe, expect, test } from 'vitest';
import { type Coding, codingOf } from '../../number/coding.ts';
import { formats } from '../../number/formats.ts';
import { significantBits } from '../../number/significant-bits.ts';
import { drawFrom } from './draw.ts';
import type { EntryKind } from './draw-entries.ts';
import { drawScales } from './draw-scales.ts';

const names = ['X', 'W', 'dY'] as const;
const { float32 } = formats;
const codes = 'float8_e4m3fn';
const coded = codingOf({ codes, scales: 'float32', block: [2, 3] });
const powers = codingOf({ codes, scales: 'float8_e8m0fnu', block: [1, 4] });
const whole = codingOf({
  codes,
  scales: 'float8_e4m3fn',
  block: [2, 'all'],
  globalScale: 'float32',
});

/** The factors of each entry of a 8×6 operand whose members have 4 rows. */
function factors(seed: number, kind: EntryKind, coding: Coding | undefined) {
  const format = { ...formats.float8_e4m3fn, ...(coding && { coding }) };
  const scales = drawScales(drawFrom(seed), kind, { X: format, W: format, dY: format });
  const tables = names.map((name) => {
    const scaled = scales[name](4)(() => 1);
    return Array.from({ length: 8 }, (_, i) => Array.from({ length: 6 }, (__, j) => scaled(i, j)));
  });
  return { tables, bits: float32.precision - scales.within(float32).precision };
}

const seeds = Array.from({ length: 80 }, (_, seed) => seed);
const exact = ['tiny', 'middle', 'saturating', 'filling', 'one-sided'] as const;
const ones = ['absorbing', 'cancelling', 'paired', 'subnormal', 'tied', 'truncating'] as const;
const rounded = ['rounded', 'wide', 'lopsided'] as const;

describe('scales', () => {
  test('of an operand that is not coded are none, and sums keep all their bits', () => {
    const format = formats.bfloat16;
    const scales = drawScales(drawFrom(1), 'tiny', { X: format, W: format, dY: format });
    const entry = (): number => 7;
    for (const name of names) expect(scales[name](4)(entry)).toBe(entry);
    expect(scales.within(float32)).toBe(float32);
  });

  test('are one for each block of each member', () => {
    for (const kind of [...exact, ...rounded]) {
      const seen = new Set<number>();
      for (const seed of seeds) {
        for (const table of factors(seed, kind, coded).tables) {
          for (const [i, row] of table.entries()) {
            for (const [j, factor] of row.entries()) {
              expect(factor).toBe(table[i - (i % 2)]?.[j - (j % 3)]);
            }
          }
          const blocks = [0, 2, 4, 6].flatMap((i) => [0, 3].map((j) => table[i]?.[j] ?? 0));
          seen.add(new Set(blocks).size);
        }
      }
      expect(Math.max(...seen)).toBeGreaterThan(kind === 'rounded' ? 4 : 1);
    }
  });

  test('of integers are few, and take as many bits from sums as their products may', () => {
    const palettes = new Set<string>();
    for (const seed of seeds) {
      for (const kind of exact) {
        const { tables, bits } = factors(seed, kind, coded);
        const all = tables.map((table) => table.flat());
        for (const some of all) palettes.add([...new Set(some)].toSorted().join());
        const most = all.map((some) => Math.max(...some)).toSorted((p, q) => q - p);
        expect((most[0] ?? 0) * (most[1] ?? 0)).toBeLessThanOrEqual(2 ** bits);
        expect(bits).toBeLessThanOrEqual(4);
      }
    }
    expect(palettes).toEqual(
      new Set(
        ['1', '2', '3', '4', '1,2', '1,3', '1,4', '2,4', '1,2,4'].filter((p) => palettes.has(p)),
      ),
    );
    for (const palette of ['1,2', '1,3', '1,2,4']) expect(palettes).toContain(palette);
    const ofPowers = seeds.flatMap((seed) => factors(seed, 'tiny', powers).tables.flat(2));
    expect(new Set(ofPowers)).toEqual(new Set([1, 2, 4]));
  });

  test('are all 1 where terms are to cancel, or to decide how they are rounded', () => {
    for (const kind of ones) {
      for (const coding of [coded, powers, whole]) {
        const { tables, bits } = factors(1, kind, coding);
        expect([new Set(tables.flat(2)), bits]).toEqual([new Set([1]), 0]);
      }
    }
  });

  test('of rounded entries are powers of two, or have all bits, beside 1', () => {
    for (const kind of rounded) {
      const all = seeds.map((seed) => factors(seed, kind, coded));
      expect(all.every(({ bits }) => bits === 0)).toBe(true);
      const each = all.flatMap(({ tables }) => tables.map((table) => table.flat()));
      const full = each.filter((some) => Math.max(...some.map(significantBits)) > 1);
      expect(full.length / each.length).toBeGreaterThan(0.35);
      expect(full.length / each.length).toBeLessThan(0.65);
      expect(Math.max(...full.flat().map(significantBits))).toBe(24);
      const plain = each.filter((some) => !full.includes(some)).flat();
      expect(new Set(plain)).toEqual(new Set([0.25, 0.5, 1, 2, 4]));
      const sizes = full.flat();
      expect([Math.min(...sizes) >= 0.25, Math.max(...sizes) < 4]).toEqual([true, true]);
      expect([Math.min(...sizes) < 0.5, Math.max(...sizes) >= 2]).toEqual([true, true]);
    }
  });

  test('have no more bits than their format', () => {
    const short = codingOf({ codes, scales: 'float8_e4m3fn', block: [2, 3] });
    const all = seeds.flatMap((seed) => factors(seed, 'rounded', short).tables.flat(2));
    expect(Math.max(...all.map(significantBits))).toBe(4);
  });

  test('of a whole matrix are one for all of it: a power of two, or with all bits of rounded entries', () => {
    const globals = (kind: EntryKind): number[] =>
      seeds.flatMap((seed) =>
        factors(seed, kind, whole).tables.map((table) => {
          // What all blocks have in common is at least in the least of them.
          for (const [i, row] of table.entries()) {
            expect(new Set([...row, ...(table[i - (i % 2)] ?? [])]).size).toBe(1);
          }
          return Math.min(...table.flat());
        }),
      );
    const sizes = new Set(globals('tiny'));
    for (const power of [0.125, 0.25, 0.5]) expect(sizes).toContain(power);
    expect(
      [...sizes].every(
        (size) =>
          Number.isInteger(Math.log2(size / (size % 3 === 0 ? 3 : 1))) ||
          Number.isInteger(Math.log2(size / 3)),
      ),
    ).toBe(true);
    const bits = globals('rounded').map(significantBits);
    expect(bits.filter((each) => each > 8).length).toBeGreaterThan(60);
    expect(bits.filter((each) => each <= 4).length).toBeGreaterThan(60);
  });
});
