import { expect, test } from 'vitest';
import { hashOf } from './hash-of.ts';

test.each([
  [0, 0],
  [1, 0x514e28b7],
  [0xffffffff, 0x81f16f39],
])('in line 0 a place has what MurmurHash3 has of nothing, with seed %i', (place, published) => {
  expect(hashOf(0, place)).toBe(published);
});

test('each bit is 1 every second time, and is so for itself', () => {
  const hashes = Array.from({ length: 4000 }, (_, i) => hashOf(Math.floor(i / 50), i % 50));
  const often = (is: (hash: number) => boolean): number => hashes.filter(is).length / 4000;
  for (let bit = 0; bit < 32; bit += 1) {
    expect(often((hash) => ((hash >>> bit) & 1) === 1)).toBeCloseTo(0.5, 1);
    const isAlike = (hash: number): boolean => ((hash >>> bit) & 1) === ((hash >>> (31 - bit)) & 1);
    expect(often(isAlike)).toBeCloseTo(0.5, 1);
  }
  expect(new Set(hashes).size).toBe(4000);
});
