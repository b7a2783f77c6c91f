import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GradgateError } from '../errors.ts';
import { Matrix } from '../matrix/matrix.ts';
import { decodeMatrix, encodeMatrix } from './encode-matrix.ts';

test('a matrix is read as it was written, whatever its entries, of JSON text', () => {
  const extent = fc.integer({ min: 1, max: 4 });
  const rows = fc.tuple(extent, extent).chain(([m, n]) =>
    fc.array(fc.array(fc.double(), { minLength: n, maxLength: n }), {
      minLength: m,
      maxLength: m,
    }),
  );
  fc.assert(
    fc.property(rows, (entries) => {
      const written = JSON.stringify(encodeMatrix(Matrix.from(entries)));
      const read = decodeMatrix(JSON.parse(written));
      expect([read.rows, read.cols]).toEqual([entries.length, entries[0]?.length]);
      expect(entries.map((row, i) => row.map((_, j) => read.at(i, j)))).toEqual(entries);
    }),
  );
});

test('what is no number is refused, and it is said that it is an entry', () => {
  const read = (): Matrix => decodeMatrix([['one' as 'NaN']]); // SAFETY: it is wrong on purpose.
  expect(read).toThrow(GradgateError);
  expect(read).toThrow(/entry/);
});
