import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Matrix } from './matrix.ts';
import { multiply } from './multiply.ts';
import { magnitudesTimesVector, timesVector } from './times-vector.ts';

const entry = fc.integer({ min: -100, max: 100 });

/** A matrix, dense or a view, and a vector that fits. */
const pairs = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), fc.boolean(), fc.nat(3))
  .chain(([rows, cols, turned, gap]) =>
    fc.record({
      a: fc.array(entry, { minLength: 200, maxLength: 200 }).map((entries) => {
        const strides = turned ? ([1, rows + gap] as const) : ([cols + gap, 1] as const);
        return new Matrix({ storage: Float64Array.from(entries), rows, cols, strides, offset: 3 });
      }),
      v: fc.array(entry, { minLength: cols, maxLength: cols }),
    }),
  );

test('A·v is the product with a matrix of one column, also of views', () => {
  fc.assert(
    fc.property(pairs, ({ a, v }) => {
      const column = Matrix.over(v.length, 1, Float64Array.from(v));
      expect([...timesVector(a, column.toArray())]).toEqual([...multiply(a, column).toArray()]);
    }),
  );
});

test('|A|·v is that of the magnitudes', () => {
  fc.assert(
    fc.property(pairs, ({ a, v }) => {
      const vector = Float64Array.from(v);
      const sizes = a.map(Math.abs);
      expect([...magnitudesTimesVector(a, vector)]).toEqual([...timesVector(sizes, vector)]);
    }),
  );
});
