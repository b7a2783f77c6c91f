import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats, type NumberFormat } from '../../number/formats.ts';
import { exponentOf, round } from '../../number/round.ts';
import { significantBits } from '../../number/significant-bits.ts';
import type { Shape } from '../shape.ts';
import { drawFrom } from './draw.ts';
import { drawEntries, type EntryKind } from './draw-entries.ts';
import type { EntryContext } from './entry-context.ts';

const { float64, float32, bfloat16, float16 } = formats;
const wide = [float64, float32, bfloat16, float16];
const names = ['X', 'W', 'dY'] as const;

type More = Partial<EntryContext> & { readonly count?: number };

function contextOf(format: NumberFormat, shape: Shape, more: More = {}): EntryContext & More {
  return { shape, formats: { X: format, W: format, dY: format }, sums: format, ...more };
}

/** So many entries of each operand, of a problem of this kind. */
function drawn(seed: number, kind: EntryKind, { count = 40, ...context }: EntryContext & More) {
  const entries = drawEntries(drawFrom(seed), kind, context);
  const some = (name: (typeof names)[number]) =>
    Array.from({ length: count }, () => entries[name]());
  return { X: some('X'), W: some('W'), dY: some('dY'), values: entries.values };
}

const most = (entries: readonly number[]): number => Math.max(...entries.map(Math.abs));
const extents = fc.integer({ min: 1, max: 200 });
const shapes = fc.record({ m: extents, n: extents, k: extents });
const cube = { m: 5, n: 5, k: 5 };
const seeds = Array.from({ length: 60 }, (_, seed) => seed);

describe('integers', () => {
  const kinds = ['tiny', 'middle', 'saturating'] as const;

  test('leave room for every sum in the significand, and are none of them 0', () => {
    const wanted = fc.record({
      kind: fc.constantFrom(...kinds),
      format: fc.constantFrom(...wide),
      seed: fc.nat(),
    });
    const law = fc.property(wanted, shapes, ({ kind, format, seed }, shape) => {
      const { m, n, k } = shape;
      fc.pre(Math.max(m, n, k) <= 2 ** format.precision);
      for (const full of [undefined, true]) {
        const { X, W, dY } = drawn(seed, kind, contextOf(format, shape, { full }));
        const all = [X, W, dY].flat();
        expect(all.every((entry) => Number.isInteger(entry) && entry !== 0)).toBe(true);
        const sums = [most(X) * most(W) * n, most(dY) * most(W) * k, most(X) * most(dY) * m];
        expect(Math.max(...sums)).toBeLessThanOrEqual(2 ** format.precision);
        for (const entry of all) expect(round(entry, format)).toBe(entry);
      }
    });
    fc.assert(law, { seed: 1, numRuns: 300 });
  });

  test('are of narrower operands no more than these can tell apart', () => {
    const narrow = { X: bfloat16, W: float16, dY: float32 };
    for (const seed of seeds) {
      const { X, W } = drawn(seed, 'saturating', { ...contextOf(float64, cube), formats: narrow });
      expect([most(X) <= 2 ** 8, most(W) <= 2 ** 11]).toEqual([true, true]);
    }
  });

  test('that are tiny are up to 3, of both signs', () => {
    const { X, W, dY, values } = drawn(1, 'tiny', contextOf(float64, cube, { count: 200 }));
    for (const entries of [X, W, dY])
      expect(new Set(entries)).toEqual(new Set([-3, -2, -1, 1, 2, 3]));
    expect(values).toEqual({ X: 6, W: 6, dY: 6 });
  });

  test('are as many values as is said, all alike likely', () => {
    for (const kind of kinds) {
      for (const full of [undefined, true]) {
        for (const seed of seeds) {
          const context = contextOf(bfloat16, { m: 3, n: 4, k: 5 }, { full, count: 1500 });
          const all = drawn(seed, kind, context);
          for (const name of names) {
            const count = all.values?.[name] ?? 0;
            const seen = new Set(all[name]).size;
            if (count <= 60) expect(seen).toBe(count);
            else expect(seen).toBeLessThanOrEqual(count);
          }
        }
      }
    }
  });

  test('that saturate reach what there is room for, all operands alike or one alone', () => {
    const room = 2 ** 24;
    const reach = seeds.map((seed) => {
      const { X, W, dY } = drawn(
        seed,
        'saturating',
        contextOf(float32, { m: 3, n: 5, k: 7 }, { count: 200 }),
      );
      const sizes = [X, W, dY].map(most);
      const isPositive = [X, W, dY].flat().every((entry) => entry > 0);
      const sums = [most(X) * most(W) * 5, most(dY) * most(W) * 7, most(X) * most(dY) * 3];
      return {
        share: Math.max(...sums) / room,
        largest: sizes.indexOf(Math.max(...sizes)),
        sizes,
        isPositive,
      };
    });
    expect(reach.every(({ share }) => share > 0.8 && share <= 1)).toBe(true);
    const lone = reach.filter(({ sizes }) => sizes.filter((size) => size <= 3).length === 2);
    expect(new Set(lone.map(({ largest }) => largest))).toEqual(new Set([0, 1, 2]));
    expect(reach.filter(({ sizes }) => Math.min(...sizes) > 100).length).toBeGreaterThan(5);
    const positive = reach.filter(({ isPositive }) => isPositive).length;
    expect([positive > 15, positive < 45]).toEqual([true, true]);
  });

  test('that are to be full are positive and from the upper half', () => {
    for (const seed of seeds) {
      const context = contextOf(float32, { m: 3, n: 5, k: 7 }, { full: true, count: 100 });
      for (const entries of Object.values(drawn(seed, 'saturating', context)).filter(
        Array.isArray,
      )) {
        expect(Math.min(...entries) * 2).toBeGreaterThan(Math.floor(Math.sqrt(2 ** 24 / 7)));
      }
    }
  });

  test('in the middle are of many sizes, up to what there is room for', () => {
    const sizes = seeds.map((seed) =>
      most(drawn(seed, 'middle', contextOf(float32, cube, { count: 200 })).X),
    );
    expect(Math.min(...sizes)).toBe(4);
    expect(Math.max(...sizes)).toBeGreaterThan(900);
    expect(new Set(sizes.map((size) => Math.round(Math.log2(size)))).size).toBeGreaterThan(6);
  });
});

describe('subnormal entries', () => {
  test('are a few of the smallest numbers, of the operand that is named, or most often of dY', () => {
    const small = (seed: number, more: More, format = float32) => {
      const all = drawn(seed, 'subnormal', contextOf(format, cube, more));
      return names
        .filter((name) => most(all[name]) < 1)
        .map((name) => {
          const units = all[name].map((entry) => entry / format.smallest);
          return { name, units };
        });
    };
    const found = seeds.map((seed) => small(seed, {}));
    for (const [one, ...none] of found) {
      expect(none).toEqual([]);
      const steps = one?.units.map((unit) => Math.abs(unit) / 2 ** 8) ?? [];
      expect(new Set(steps)).toEqual(new Set([1, 2, 3]));
    }
    const often = (name: string): number => found.filter(([one]) => one?.name === name).length;
    expect(often('dY')).toBeGreaterThan(20);
    expect(Math.min(often('X'), often('W'))).toBeGreaterThan(5);
    for (const atEnd of names) {
      const [one] = small(1, { atEnd, least: true });
      expect(one?.name).toBe(atEnd);
      expect(new Set(one?.units.map(Math.abs))).toEqual(new Set([1, 2, 3]));
    }
    const [short] = small(1, { atEnd: 'X', sums: float32 }, formats.float8_e4m3fn);
    expect(most(short?.units ?? [])).toBe(3);
  });
});

describe('rounded entries', () => {
  const exponents = (entries: readonly number[]): number[] => entries.map(exponentOf);

  test.each(wide)(
    'of $name have all bits, moderate or wide exponents, and both signs',
    (format) => {
      const moderate = drawn(1, 'rounded', contextOf(format, cube, { count: 2000 }));
      const far = drawn(1, 'wide', contextOf(format, cube, { count: 2000 }));
      for (const entries of [moderate.X, far.W, moderate.dY]) {
        const bits = entries.map(significantBits);
        expect(Math.max(...bits)).toBe(format.precision);
        expect(bits.filter((each) => each === format.precision).length).toBeGreaterThan(800);
        const positive = entries.filter((entry) => entry > 0).length;
        expect([positive > 800, positive < 1200]).toEqual([true, true]);
      }
      expect(new Set(exponents(moderate.X))).toEqual(new Set([-2, -1, 0, 1, 2]));
      const [least, largest] = [Math.min(...exponents(far.X)), Math.max(...exponents(far.X))];
      expect(largest).toBe(-least);
      expect(largest).toBeGreaterThanOrEqual(2);
      // Three factors, 64 terms and a factor of 2^8 stay within range.
      expect(2 * (largest + 1) + 6 + 8).toBeLessThanOrEqual(format.maxExponent + 9);
      expect(moderate.values).toBeUndefined();
    },
  );

  test('that cancel are 1 and a few units more', () => {
    for (const format of wide) {
      const { X } = drawn(1, 'cancelling', contextOf(format, cube, { count: 3000 }));
      const units = X.map((entry) => (entry - 1) * 2 ** (format.precision - 1));
      expect(units.every((unit) => Number.isInteger(unit) && unit >= 0)).toBe(true);
      expect(Math.max(...units)).toBeLessThanOrEqual(2 ** Math.ceil(format.precision / 3));
      expect(Math.max(...units)).toBeGreaterThan(2 ** Math.ceil(format.precision / 3 - 1));
      expect(new Set(units).size).toBeGreaterThan(8);
    }
  });

  test('that are lopsided have one operand near an end, and others bring it back', () => {
    const ends = seeds.map((seed) => {
      const all = drawn(seed, 'lopsided', contextOf(float32, cube));
      const middle = names.map((name) => {
        const some = exponents(all[name]);
        expect(Math.max(...some) - Math.min(...some)).toBeLessThanOrEqual(4);
        return (Math.max(...some) + Math.min(...some)) / 2;
      });
      const far = middle.findIndex((each) => Math.abs(each) === most(middle));
      for (const [i, each] of middle.entries()) {
        if (i !== far) expect(each * (middle[far] ?? 0)).toBeLessThan(0);
      }
      const gradient = middle.reduce((sum, each) => sum + each, 0);
      expect(Math.abs(gradient)).toBeLessThan(30);
      return { name: names[far], centre: middle[far] ?? 0 };
    });
    expect(new Set(ends.map(({ name }) => name))).toEqual(new Set(names));
    expect(ends.filter(({ name }) => name === 'dY').length).toBeGreaterThan(20);
    const centres = ends.map(({ centre }) => centre);
    expect([Math.max(...centres) > 100, Math.min(...centres) < -90]).toEqual([true, true]);
    expect(centres.every((centre) => Math.abs(centre) > 45 && Math.abs(centre) < 120)).toBe(true);
    const named = drawn(1, 'lopsided', contextOf(float32, cube, { atEnd: 'W' }));
    expect(most(exponents(named.W))).toBeGreaterThan(most(exponents(named.X)));
  });

  test('that are lopsided in a short range have a large X, whose sums stay within it', () => {
    const law = fc.property(shapes, fc.nat(), (shape, seed) => {
      const { X, W, dY } = drawn(seed, 'lopsided', contextOf(float16, shape));
      const longest = Math.max(shape.m, shape.n, shape.k);
      expect(most(X) * most(W) * longest).toBeLessThan(float16.largest / 2);
      expect(most(W) * most(dY) * longest).toBeLessThan(float16.largest);
      expect(Math.min(...X.map(Math.abs))).toBeGreaterThan(2 * most([...W, ...dY]));
    });
    fc.assert(law, { seed: 1, numRuns: 50 });
    const one = drawn(1, 'lopsided', contextOf(float16, { m: 1, n: 1, k: 1 }));
    expect(most(one.X)).toBeGreaterThan(2 ** 11);
  });
});
