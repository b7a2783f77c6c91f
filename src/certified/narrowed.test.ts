import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutOff } from '../../bank/engine/cut-off.ts';
import { Matrix } from '../matrix/matrix.ts';
import { absolute, compare, dyadic, plus, times } from '../number/dyadic.ts';
import { formats, tf32 } from '../number/formats.ts';
import { round } from '../number/round.ts';
import { narrowed } from './narrowed.ts';

const one = (value: number): Matrix => Matrix.from([[value]]);

describe.each([tf32, formats.bfloat16, formats.float16])(
  'operands that are rounded to $name',
  (format) => {
    test('move their product no further than is said, to nearest or toward zero', () => {
      const entry = fc.float({ noNaN: true, noDefaultInfinity: true, min: -3e4, max: 3e4 });
      fc.assert(
        fc.property(entry, entry, fc.boolean(), (a, b, isCut) => {
          const change = isCut ? cutOff : round;
          const [first, second] = [change(a, format), change(b, format)];
          const off = plus(times(dyadic(first), dyadic(second)), times(dyadic(-a), dyadic(b)));
          const found = narrowed(one(a), one(b), format);
          const error = found?.error.at(0, 0) ?? 0;
          expect(compare(absolute(off), dyadic(error))).toBeLessThanOrEqual(0);
          if (found === undefined) return;
          expect(Math.abs(first)).toBeLessThanOrEqual(found.left.at(0, 0));
          expect(Math.abs(second)).toBeLessThanOrEqual(found.right.at(0, 0));
        }),
        { numRuns: 20_000, seed: 1 },
      );
    });

    test('lose nothing where they are numbers of it, and may become anything beyond its range', () => {
      expect(narrowed(one(1.5), one(-3), format)).toBeUndefined();
      const beyond = narrowed(one(2 ** 100 * 1.3), one(1), format);
      const isBeyond = format.maxExponent < 127;
      expect(beyond?.error.at(0, 0)).toSatisfy(
        (error: number) => Number.isFinite(error) !== isBeyond,
      );
    });
  },
);
