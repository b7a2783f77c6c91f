import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatNames, formats } from '../../number/formats.ts';
import { round } from '../../number/round.ts';
import { drawFrom } from '../draw/draw.ts';
import { cut } from './cut.ts';
import { range } from './some.test-setup.ts';

const values = fc.oneof(
  fc.integer({ min: -300, max: 300 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -60_000, max: 60_000 }),
  fc.constantFrom(2 ** 60 + 2 ** 20, -(2 ** 53) - 2, 2 ** 24 + 2 ** 9),
);

test('both parts of a number are of its format, of its sign, and no larger', () => {
  const law = fc.property(values, fc.constantFrom(...formatNames), fc.nat(), (x, name, seed) => {
    const value = round(x, formats[name]);
    fc.pre(Number.isFinite(value) && (value === 0 || Math.abs(value) > 2 ** -10));
    const part = cut(drawFrom(seed), value, formats[name]);
    for (const each of [part, value - part]) {
      expect(round(each, formats[name])).toBe(each);
      expect(each * Math.sign(value)).toBeGreaterThanOrEqual(0);
      expect(Math.abs(each)).toBeLessThanOrEqual(Math.abs(value));
    }
  });
  fc.assert(law, { seed: 1, numRuns: 1000 });
});

test('an integer is cut anywhere, and another number after its leading bits', () => {
  const parts = (value: number): Set<number> =>
    new Set(range(200).map((seed) => cut(drawFrom(seed), value, formats.float32)));
  expect(parts(3)).toEqual(new Set([0, 1, 2, 3]));
  expect(parts(-2)).toEqual(new Set([-2, -1, 0]));
  expect(parts(1.375)).toEqual(new Set([1, 1.25, 1.375]));
  expect(parts(-(2 ** 30) - 2 ** 25)).toEqual(new Set([-(2 ** 30), -(2 ** 30) - 2 ** 25]));
});
