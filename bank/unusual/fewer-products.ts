/** Products with fewer multiplications, which say so: they are accurate only norm-wise. */
import type { Subject } from '../../src/contract/subject.ts';
import { formats } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import {
  conventional,
  type Dense,
  dotted,
  entry,
  fromProduct,
  type Product,
  plainClaims,
  type Unusual,
} from './unusual.ts';

type Quarters = readonly [Dense, Dense, Dense, Dense];

/** What a step calculates with; `times` makes seven smaller products. */
interface Operations {
  readonly times: Product;
  readonly plus: (a: Dense, b: Dense) => Dense;
  readonly minus: (a: Dense, b: Dense) => Dense;
}

/** The quarters of a product from those of its factors. */
type Step = (a: Quarters, b: Quarters, operations: Operations) => Quarters;

const strassen: Step = ([a11, a12, a21, a22], [b11, b12, b21, b22], operations) => {
  const { times, plus, minus } = operations;
  const m1 = times(plus(a11, a22), plus(b11, b22));
  const m2 = times(plus(a21, a22), b11);
  const m3 = times(a11, minus(b12, b22));
  const m4 = times(a22, minus(b21, b11));
  const m5 = times(plus(a11, a12), b22);
  const m6 = times(minus(a21, a11), plus(b11, b12));
  const m7 = times(minus(a12, a22), plus(b21, b22));
  return [
    plus(minus(plus(m1, m4), m5), m7),
    plus(m3, m5),
    plus(m2, m4),
    plus(plus(minus(m1, m2), m3), m6),
  ];
};

const winograd: Step = ([a11, a12, a21, a22], [b11, b12, b21, b22], operations) => {
  const { times, plus, minus } = operations;
  const [s1, t1] = [plus(a21, a22), minus(b12, b11)];
  const [s2, t2] = [minus(s1, a11), minus(b22, t1)];
  const p1 = times(a11, b11);
  const p2 = times(a12, b21);
  const p3 = times(minus(a12, s2), b22);
  const p4 = times(a22, minus(t2, b21));
  const p5 = times(s1, t1);
  const p6 = times(s2, t2);
  const p7 = times(minus(a11, a21), minus(b22, b12));
  const u2 = plus(p1, p6);
  const u3 = plus(u2, p7);
  return [plus(p1, p2), plus(plus(u2, p5), p3), minus(u3, p4), plus(u3, p5)];
};

/** How a recursion rounds, and what it ends in. */
interface Arithmetic {
  readonly rounded: (value: number) => number;
  readonly last: Product;
}

const inFloat64: Arithmetic = { rounded: (value) => value, last: conventional };

/** A few levels of the recursion, down to a single row or column at most. */
function recursive(step: Step, levels: number, arithmetic = inFloat64): Product {
  const { last, rounded } = arithmetic;
  const times = levels === 1 ? last : recursive(step, levels - 1, arithmetic);
  const operations = { times, plus: entrywise(rounded, 1), minus: entrywise(rounded, -1) };
  return (a, b) => {
    if (Math.min(a.rows, a.cols, b.cols) < 2) return last(a, b);
    return together(step(quarters(a), quarters(b), operations), [a.rows, b.cols]);
  };
}

/** a + sign·b, entry by entry. */
function entrywise(rounded: (value: number) => number, sign: 1 | -1): Operations['plus'] {
  return ({ rows, cols, data }, b) => ({
    rows,
    cols,
    data: data.map((value, at) => rounded(value + sign * entry(b.data, at))),
  });
}

/** Every product and every sum of it rounded to the format. */
function throughout(numberFormat: Subject['numberFormat']): Arithmetic {
  const rounded = (value: number): number => round(value, formats[numberFormat]);
  const last = dotted((row, column) =>
    row.reduce((sum, x, p) => rounded(sum + rounded(x * entry(column, p))), 0),
  );
  return { rounded, last };
}

/** Where an extent is odd, the second half is padded with zeros. */
function quarters(matrix: Dense): Quarters {
  const [rows, cols] = [Math.ceil(matrix.rows / 2), Math.ceil(matrix.cols / 2)];
  const quarter = (top: number, left: number): Dense => {
    const data = new Float64Array(rows * cols);
    const [bottom, right] = [Math.min(top + rows, matrix.rows), Math.min(left + cols, matrix.cols)];
    for (let i = top, place = 0; i < bottom; i += 1, place += cols) {
      const start = i * matrix.cols;
      data.set(matrix.data.subarray(start + left, start + right), place);
    }
    return { rows, cols, data };
  };
  return [quarter(0, 0), quarter(0, cols), quarter(rows, 0), quarter(rows, cols)];
}

/** The matrix with these quarters, without what was padded. */
function together([c11, c12, c21, c22]: Quarters, [rows, cols]: readonly [number, number]): Dense {
  const data = new Float64Array(rows * cols);
  const width = c11.cols;
  for (let i = 0; i < rows; i += 1) {
    const [left, right] = i < c11.rows ? [c11, c12] : [c21, c22];
    const start = (i % c11.rows) * width;
    data.set(left.data.subarray(start, start + width), i * cols);
    data.set(right.data.subarray(start, start + cols - width), i * cols + width);
  }
  return { rows, cols, data };
}

/** Strassen's recursion so many levels deep, every product and sum rounded to the format. */
export function strassenIn(numberFormat: Subject['numberFormat'], levels: number): Product {
  return recursive(strassen, levels, throughout(numberFormat));
}

/** Winograd's form of it, likewise. */
export function winogradIn(numberFormat: Subject['numberFormat'], levels: number): Product {
  return recursive(winograd, levels, throughout(numberFormat));
}

/** Three levels of Strassen's algorithm. */
export const threeLevels = recursive(strassen, 3);

const claims = { ...plainClaims, algorithm: 'strassen' } as const;

export const fewerProducts: readonly Unusual[] = [
  fromProduct(
    { name: 'Strassen', story: 'seven products instead of eight, three levels deep', claims },
    threeLevels,
  ),
  fromProduct(
    { name: 'Winograd', story: 'seven products and fifteen sums, two levels deep', claims },
    recursive(winograd, 2),
  ),
  ...(['float32', 'float16', 'bfloat16'] as const).flatMap((numberFormat) => [
    fromProduct(
      {
        name: `Strassen in ${numberFormat}`,
        story: `Strassen's recursion to its end, every sum rounded to ${numberFormat}`,
        numberFormat,
        claims,
      },
      strassenIn(numberFormat, 9),
    ),
    fromProduct(
      {
        name: `Winograd in ${numberFormat}`,
        story: `Winograd's form to its end, every sum rounded to ${numberFormat}`,
        numberFormat,
        claims,
      },
      winogradIn(numberFormat, 9),
    ),
  ]),
];
