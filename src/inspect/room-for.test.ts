import { expect, test } from 'vitest';
import { cutOff } from '../../bank/engine/cut-off.ts';
import {
  type Dense,
  dotted,
  entry,
  toAnswer,
  toDense,
  transposed,
} from '../../bank/unusual/unusual.ts';
import type { Subject } from '../contract/subject.ts';
import { type FormatName, formats } from '../number/formats.ts';
import { round } from '../number/round.ts';
import { inspect } from './inspect.ts';
import { orderWords } from './order-words.ts';

const { fround } = Math;

type Sum = (terms: readonly number[]) => number;
type Add = (sum: number, term: number) => number;

const inFloat32: Add = (sum, term) => fround(sum + term);
const inBfloat16: Add = (sum, term) => round(sum + term, formats.bfloat16);
const cutInFloat32: Add = (sum, term) => cutOff(sum + term, formats.float32);

function inOrder(add: Add): Sum {
  return (terms) => terms.reduce(add, 0);
}

function halves(terms: readonly number[]): number {
  const half = terms.length / 2;
  if (half < 1) return terms[0] ?? 0;
  return fround(halves(terms.slice(0, half)) + halves(terms.slice(half)));
}

const nearest = { bits: 24, isMore: false, rounding: 'nearest even' };

/** How sums are formed, and the order and the accumulator that are to be seen. */
const sums: readonly (readonly [string, Sum, object])[] = [
  ['left to right', inOrder(inFloat32), nearest],
  ['from the last to the first', (terms) => inOrder(inFloat32)([...terms].reverse()), nearest],
  ['recursive halves', halves, nearest],
  ['left to right', inOrder(inBfloat16), { bits: 8, isMore: false, rounding: 'nearest even' }],
  ['left to right', inOrder(cutInFloat32), { bits: 24, isMore: false, rounding: 'toward zero' }],
];

/** A layer of this format, but for operands of four bits, that forms its sums so. */
function layer(numberFormat: FormatName, short: Subject['formats'], sum: Sum): Subject {
  const product = dotted((row, column) => sum([...row].map((a, p) => a * entry(column, p))));
  const into = (a: Dense, b: Dense) => {
    const { data, ...shape } = product(a, b);
    return toAnswer({ ...shape, data: data.map((each) => round(each, formats[numberFormat])) });
  };
  return {
    ...{ name: 'layer', numberFormat, formats: { ...short } },
    forward: ({ X, W }) => into(toDense(X), toDense(W)),
    backward: ({ X, W, dY }) => ({
      dX: into(toDense(dY), transposed(toDense(W))),
      dW: into(transposed(toDense(X)), toDense(dY)),
    }),
  };
}

const layers = {
  'a weight, and the rest is bfloat16': ['bfloat16', { W: 'float4_e2m1fn' }],
  'a weight, and the rest is float16': ['float16', { W: 'float4_e2m1fn' }],
  'what goes in, and what comes back': ['bfloat16', { X: 'float4_e2m1fn', dY: 'float4_e2m1fn' }],
} as const satisfies Record<string, readonly [FormatName, Subject['formats']]>;

/** Sums so wide that no number of float16 swamps another. */
const inFloat64: Sum = (terms) => terms.reduce((sum, term) => sum + term, 0);
const wide = 'unknown: no float16 swamps another in so wide a sum';

/** Of what has four bits, and of sums of which kind. */
const cases = Object.entries(layers).flatMap(([of, [numberFormat, short]]) => {
  const ofFloat64 =
    numberFormat === 'float16'
      ? ([wide, inFloat64, { bits: 40, isMore: true }] as const)
      : (['left to right', inFloat64, { bits: 53, isMore: false }] as const);
  return [...sums, ofFloat64].map(([order, sum, accumulator]) => {
    return { of, numberFormat, short, order, sum, accumulator };
  });
});

test.each(cases)(
  'where one factor has four bits, the other tells the order: $of, $order, $accumulator',
  async ({ numberFormat, short, order, sum, accumulator }) => {
    const { products } = await inspect(layer(numberFormat, short, sum), { sizes: [32] });
    const isShort = (name: string): boolean => 'X' in short && name === 'dW';
    const told = Object.entries(products).filter(([name]) => !isShort(name));
    expect(told.map(([name]) => name)).toEqual('X' in short ? ['Y', 'dX'] : ['Y', 'dX', 'dW']);
    for (const [, [seen]] of told) {
      expect(seen && orderWords([seen.order])).toEqual([order]);
      expect(seen?.accumulator).toMatchObject(accumulator);
    }
  },
);
