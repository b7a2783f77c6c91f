/** Layers with relu: where Z is rounded, its sign may be another, and at 0 the slope may be 1. */
import type { Claims, Given, Subject } from '../../src/contract/subject.ts';
import { formats } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { rectified } from '../engine/rectified.ts';
import {
  type About,
  conventional,
  dotted,
  entry,
  fromProduct,
  gradients,
  type Product,
  plainClaims,
  toAnswer,
  toDense,
  type Unusual,
} from './unusual.ts';

type Format = Subject['numberFormat'];

interface Layer {
  readonly gemm: Product;
  /** Of Z, whose sign decides. */
  readonly Z?: Product;
  readonly slope?: (z: number) => number;
}

function layer(about: About, { gemm, Z = gemm, slope }: Layer): Unusual {
  const right = fromProduct(about, gemm);
  const claims: Claims = { ...plainClaims, epilogue: 'relu', ...about.claims };
  return {
    ...right,
    claims,
    backward: (given) => gradients(plainly(given, Z, slope), gemm),
  };
}

function plainly(given: Given, product: Product, slope: Layer['slope']): Given {
  if (!given.options?.epilogue) return given;
  return rectified(given, ({ X, W }) => toAnswer(product(toDense(X), toDense(W))), slope);
}

/** Sums in order, each step rounded by `each`, the last by `last`. */
function rounding(each: (value: number) => number, last = each): Product {
  return dotted((row, column) => {
    let sum = 0;
    for (let p = 0; p < row.length; p += 1) {
      sum = each(sum + each(entry(row, p) * entry(column, p)));
    }
    return last(sum);
  });
}

const reversed = dotted((row, column) => {
  let sum = 0;
  for (let p = row.length - 1; p >= 0; p -= 1) sum += entry(row, p) * entry(column, p);
  return sum;
});

const to =
  (format: Format) =>
  (value: number): number =>
    round(value, formats[format]);

export const rectifying: readonly Unusual[] = [
  layer(
    { name: 'relu, Z from the end', story: 'for its sign, Z is summed from the last product on' },
    { gemm: conventional, Z: reversed },
  ),
  layer(
    { name: 'relu, float32', story: 'the sign is that of a float32 sum', numberFormat: 'float32' },
    { gemm: rounding(to('float32')) },
  ),
  ...(['bfloat16', 'float16'] as const).flatMap((numberFormat) => {
    const claims = { accumulates: 'float32' } as const;
    const gemm = rounding(Math.fround, to(numberFormat));
    return [
      layer(
        {
          name: `relu, ${numberFormat}, sign of what is stored`,
          story: 'the sign is that of Z as it is stored',
          ...{ numberFormat, claims },
        },
        { gemm },
      ),
      layer(
        {
          name: `relu, ${numberFormat}, sign of the accumulator`,
          story: 'the sign is that of the accumulator, which is never stored',
          ...{ numberFormat, claims },
        },
        { gemm, Z: rounding(Math.fround) },
      ),
    ];
  }),
  layer(
    {
      name: 'relu, 1 at 0',
      story: 'where Z is 0, all of dY goes on, as is said',
      claims: { epilogue: 'relu, 0 or 1 at 0' },
    },
    { gemm: conventional, slope: (z) => (z >= 0 ? 1 : 0) },
  ),
];
