import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { range } from '../derive/some.test-setup.ts';
import { smallerExtents, withGaps } from './kept-indices.ts';

const extents = fc.integer({ min: 0, max: 300 });

describe('smaller extents', () => {
  test('rise from 1, and stay below', () => {
    const law = fc.property(extents, (extent) => {
      const smaller = smallerExtents(extent);
      expect(smaller).toEqual([...new Set(smaller)].toSorted((p, q) => p - q));
      expect(smaller.every((each) => Number.isInteger(each) && each >= 1)).toBe(true);
      expect(smaller.every((each) => each < extent)).toBe(true);
    });
    fc.assert(law, { seed: 1, numRuns: 300 });
  });

  test('are small ones, what divides, what lies at a power of two, and a little less', () => {
    const law = fc.property(fc.integer({ min: 2, max: 500 }), (extent) => {
      const all = range(extent).slice(1);
      const half = Math.floor(extent / 2);
      const wanted = all.filter((each) => {
        const less = extent - each;
        const isPower = (value: number): boolean => Number.isInteger(Math.log2(value));
        return [
          [each <= 17, extent % each === 0, [each - 1, each, each + 1].some(isPower)],
          [less <= 16, less === half, less < half && isPower(less)],
        ].some((some) => some.includes(true));
      });
      expect(smallerExtents(extent)).toEqual(wanted);
    });
    fc.assert(law, { seed: 1, numRuns: 300 });
  });

  test('of a long axis are few', () => {
    expect(smallerExtents(100_003).length).toBeLessThan(120);
    expect(smallerExtents(1)).toEqual([]);
    expect(smallerExtents(0)).toEqual([]);
  });
});

describe('what is left of an axis', () => {
  test('keeps its order and its last index, and lacks one stretch', () => {
    const law = fc.property(fc.integer({ min: 0, max: 80 }), (extent) => {
      for (const kept of withGaps(extent)) {
        const left = new Set(kept);
        const lacking = range(extent).filter((i) => !left.has(i));
        const [first = 0] = lacking;
        expect(lacking.join()).toBe(
          range(lacking.length)
            .map((i) => first + i)
            .join(),
        );
        expect(kept.join()).toBe([...left].toSorted((p, q) => p - q).join());
        expect(kept.at(-1)).toBe(extent - 1);
        expect(lacking.length).toBeGreaterThan(0);
      }
    });
    fc.assert(law, { seed: 1, numRuns: 30 });
  });

  test('lacks half of it at first, and ever less down to any one index but the last', () => {
    const law = fc.property(fc.integer({ min: 2, max: 70 }), (extent) => {
      const lengths = [...withGaps(extent)].map((kept) => extent - kept.length);
      expect(lengths[0]).toBe(Math.floor(extent / 2));
      expect(lengths).toEqual(lengths.toSorted((p, q) => q - p));
      const singles = [...withGaps(extent)].filter((kept) => kept.length === extent - 1);
      const lacking = singles.map((kept) => range(extent).find((i) => !kept.includes(i)));
      expect(lacking).toEqual(range(extent - 1));
    });
    fc.assert(law, { seed: 1, numRuns: 70 });
    expect([...withGaps(1), ...withGaps(0)]).toEqual([]);
  });
});
