import { describe, expect, test } from 'vitest';
import { formats, type NumberFormat } from '../../number/formats.ts';
import { exponentOf, round } from '../../number/round.ts';
import { drawFrom } from './draw.ts';
import { drawEntries, type EntryKind } from './draw-entries.ts';
import type { EntryContext } from './entry-context.ts';
import { tieOf } from './tied-entries.ts';

const names = ['X', 'W', 'dY'] as const;
const { float64, float32, bfloat16, float16 } = formats;
const shape = { m: 5, n: 16, k: 3 };

function contextOf(format: NumberFormat, more: Partial<EntryContext> = {}): EntryContext {
  return { shape, formats: { X: format, W: format, dY: format }, sums: format, ...more };
}

/** Many entries of each operand, of several problems. */
function drawn(kind: EntryKind, context: EntryContext) {
  const draw = drawFrom(1);
  const all = Array.from({ length: 40 }, () => drawEntries(draw, kind, context));
  const some = (name: (typeof names)[number]): number[] =>
    all.flatMap((entries) => Array.from({ length: 20 }, () => entries[name]()));
  return { X: some('X'), W: some('W'), dY: some('dY') };
}

const largest = (entries: readonly number[]): number => Math.max(...entries.map(Math.abs));
const least = (entries: readonly number[]): number => Math.min(...entries.map(Math.abs));

describe('entries', () => {
  test.each(['absorbing', 'truncating'] as const)('that are %s are 1: dY has the terms', (kind) => {
    for (const entries of Object.values(drawn(kind, contextOf(float32)))) {
      expect(new Set(entries)).toEqual(new Set([1]));
    }
  });

  test('fill an accumulator, with signs of their own', () => {
    const context = contextOf(bfloat16, { accumulator: float32 });
    for (const kind of ['filling', 'one-sided', 'paired'] as const) {
      const { X, W, dY } = drawn(kind, context);
      for (const entries of [X, W, dY]) expect(largest(entries)).toBeGreaterThan(900);
      const areNegative = [X, W, dY].map((entries) => entries.some((entry) => entry < 0));
      const none = [false, false, kind === 'one-sided'];
      expect(areNegative).toEqual(kind === 'filling' ? [true, true, true] : none);
      expect(least(X) > 1000).toBe(kind === 'paired');
    }
  });

  test('are those of a tie, or fill the accumulator, where there is no room for ties', () => {
    const context = contextOf(bfloat16, { accumulator: float32 });
    const { factors = [] } = tieOf(context) ?? {};
    const betas = factors.flatMap(([, beta]) => [beta, -beta]);
    const { X, W } = drawn('tied', context);
    for (const entries of [X, W]) {
      for (const entry of entries) expect([1, -1, ...betas]).toContain(entry);
    }
    const others = drawn(
      'tied',
      contextOf(bfloat16, { accumulator: { ...float32, precision: 10 } }),
    );
    // Below the root of 2^10 / 16.
    for (const entries of Object.values(others)) {
      expect(new Set(entries.map(Math.abs))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
    }
  });

  test.each(Object.values(formats))('of $name stay below the end of its range', (format) => {
    for (const kind of ['rounded', 'wide'] as const) {
      for (const entries of Object.values(drawn(kind, contextOf(format)))) {
        expect(largest(entries)).toBeLessThan(2 ** format.maxExponent);
        expect(least(entries)).toBeGreaterThanOrEqual(2 ** format.minExponent);
        for (const entry of entries) expect(round(entry, format)).toBe(entry);
      }
    }
  });
});

describe('lopsided entries of a mixture', () => {
  test('have a large X where one of the ranges is short, whose sums are within that of sums', () => {
    const short = { X: bfloat16, W: float16, dY: bfloat16 };
    for (const sums of [bfloat16, float16]) {
      const { X, W, dY } = drawn('lopsided', contextOf(bfloat16, { formats: short, sums }));
      expect(largest([...W, ...dY])).toBeLessThan(2 ** -2);
      expect(least(X)).toBeGreaterThan(2 * largest([...W, ...dY]));
      expect(largest(X) * largest(W) * 16).toBeLessThan(sums.largest);
    }
  });

  test('are no smaller, and no larger, than any of the formats has room for', () => {
    for (const atEnd of names) {
      const mixed = { X: float32, W: float32, dY: float32, [atEnd]: float64 };
      const all = drawn('lopsided', contextOf(float32, { formats: mixed, atEnd }));
      const exponents = all[atEnd].map(exponentOf);
      expect(Math.min(...exponents)).toBeGreaterThan(-120);
      expect(Math.max(...exponents)).toBeLessThan(120);
      expect(Math.min(...exponents)).toBeLessThan(-50);
      expect(Math.max(...exponents)).toBeGreaterThan(50);
    }
  });
});
