/** Numbers below the normal range are taken for 0, as processors do that are told to. */
import type { Subject } from '../../src/contract/subject.ts';
import { formats, smallestNormal } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { dotted, entry, fromProduct, plainClaims, type Unusual } from './unusual.ts';

/** Which numbers are flushed. */
interface Flushed {
  readonly operands: boolean;
  readonly results: boolean;
}

/** What claims to flush, and does so. */
export function flushingSubject(
  numberFormat: Subject['numberFormat'],
  { operands, results }: Flushed,
): Unusual {
  const format = formats[numberFormat];
  const normal = smallestNormal(format);
  const flush = (value: number, flushed: boolean): number =>
    flushed && Math.abs(value) < normal ? 0 : value;
  const read = (value: number): number => flush(value, operands);
  const write = (value: number): number => flush(round(value, format), results);
  const what = operands && results ? 'all' : operands ? 'operands' : 'results';
  return fromProduct(
    {
      name: `flushes ${what} in ${numberFormat}`,
      story: `takes ${what} for 0 that ${numberFormat} keeps with fewer bits than others`,
      numberFormat,
      claims: { ...plainClaims, subnormals: 'flushed' },
    },
    dotted((row, column) => {
      let sum = 0;
      for (let p = 0; p < row.length; p += 1) {
        sum = write(sum + write(read(entry(row, p)) * read(entry(column, p))));
      }
      return sum;
    }),
  );
}

export const flushing: readonly Unusual[] = [
  flushingSubject('float32', { operands: true, results: true }),
  flushingSubject('float32', { operands: false, results: true }),
  flushingSubject('float64', { operands: true, results: true }),
  flushingSubject('float64', { operands: true, results: false }),
  flushingSubject('bfloat16', { operands: true, results: true }),
];
