/** Number formats: narrow ones, and accumulators that are wider than what is stored. */

import type { Subject } from '../../src/contract/subject.ts';
import { formats } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { fma32 } from '../engine/fma.ts';
import { longDoubleDot } from './long-double-dot.ts';
import { type About, dotted, entry, fromProduct, type Unusual } from './unusual.ts';

type Format = Subject['numberFormat'];

/** What is rounded after each product and sum, and what in the end. */
interface Rounding {
  readonly each: (value: number) => number;
  readonly last: (value: number) => number;
}

const none = (value: number): number => value;

function rounding(about: About, { each, last }: Rounding): Unusual {
  const product = dotted((row, column) => {
    let sum = 0;
    for (let p = 0; p < row.length; p += 1)
      sum = each(sum + each(entry(row, p) * entry(column, p)));
    return last(sum);
  });
  return fromProduct(about, product);
}

/** Operands are kept in the format itself, and anything else is refused. */
function storing(numberFormat: Format): Unusual {
  const rounded = (value: number): number => round(value, formats[numberFormat]);
  const checked = (value: number): number => {
    if (rounded(value) !== value) throw new RangeError(`${value} is no ${numberFormat}`);
    return value;
  };
  const story = `keeps what it is given as ${numberFormat}`;
  return fromProduct(
    { name: `stores ${numberFormat}`, story, numberFormat },
    dotted((row, column) => {
      let sum = 0;
      for (let p = 0; p < row.length; p += 1) {
        sum += checked(entry(row, p)) * checked(entry(column, p));
      }
      return rounded(sum);
    }),
  );
}

/** Every product and every sum is rounded to the format. */
function throughout(numberFormat: Format): Unusual {
  const rounded = (value: number): number => round(value, formats[numberFormat]);
  const story = `rounds each product and each sum to ${numberFormat}`;
  const about = { name: `${numberFormat} throughout`, story, numberFormat };
  return rounding(about, { each: rounded, last: none });
}

/** Sums are float32, and rounded once more in the end. */
function summedInFloat32(numberFormat: 'bfloat16' | 'float16'): Unusual {
  const rounded = (value: number): number => round(value, formats[numberFormat]);
  const story = 'sums are float32, and rounded once in the end';
  const about = { name: `${numberFormat}, summed in float32`, story, numberFormat };
  return rounding(about, { each: Math.fround, last: rounded });
}

export const narrow: readonly Unusual[] = [
  storing('float32'),
  storing('bfloat16'),
  storing('float16'),
  throughout('float32'),
  throughout('bfloat16'),
  throughout('float16'),
  rounding(
    {
      name: 'float32, summed in float64',
      story: 'sums are float64, and rounded once in the end',
      numberFormat: 'float32',
    },
    { each: none, last: Math.fround },
  ),
  summedInFloat32('bfloat16'),
  summedInFloat32('float16'),
  fromProduct(
    { name: 'long double', story: 'sums have 64 bits, and are rounded once more in the end' },
    dotted(longDoubleDot),
  ),
  fromProduct(
    {
      name: 'float32 FMA',
      story: 'each product is added in float32 before it is rounded',
      numberFormat: 'float32',
    },
    dotted((row, column) => {
      let sum = 0;
      for (let p = 0; p < row.length; p += 1) sum = fma32(entry(row, p), entry(column, p), sum);
      return sum;
    }),
  ),
];
