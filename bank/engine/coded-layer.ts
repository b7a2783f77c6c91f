/** Layers of operands that are codes and scales. */
import { entryAt } from '../../src/at.ts';
import type { Answer, Answers, Operand, Subject } from '../../src/contract/subject.ts';
import type { NumberFormat } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { tensorFormats } from '../../src/number/tensor-formats.ts';
import { type Coded, coded, type Run, runsOf, turnedCodes } from './coded.ts';

/** The sum of an entry, given its terms in runs of equal scales, and the scale of all of each operand. */
export type Sum = (runs: readonly Run[], globals: readonly [number, number]) => number;

/** An operand as it is read for a result, beside the other one. */
export interface Reading {
  readonly name: 'X' | 'W' | 'dY';
  readonly result: 'Y' | 'dX' | 'dW';
  readonly right: Coded;
  readonly other: Coded;
}

/** A layer, and how it sums and reads: rightly, where `read` is left out. */
export interface Layer extends Pick<Subject, 'name' | 'numberFormat' | 'claims'> {
  readonly formats: NonNullable<Subject['formats']>;
  readonly sum: Sum;
  readonly read?: (reading: Reading) => Coded;
}

type Named = readonly [name: Reading['name'], operand: Operand];

/** The layer as a subject; where it claims one gradient, with that alone. */
export function codedLayer({ sum, read = ({ right }) => right, ...about }: Layer): Subject {
  const { Y, dX, dW } = tensorFormats(about);
  const both = (result: Reading['result'], [name, operand]: Named, [other, beside]: Named) => {
    const [first, second] = [
      coded(operand, about.formats[name]),
      coded(beside, about.formats[other]),
    ];
    return [
      read({ name, result, right: first, other: second }),
      read({ name: other, result, right: second, other: first }),
    ] as const;
  };
  return {
    ...about,
    backward: ({ X, W, dY }): Answers => {
      const [g, w] = both('dX', ['dY', dY], ['W', W]);
      const answer = product(sum, [g, w], dX);
      if (about.claims?.gradients === 'dX') return { dX: answer };
      const [x, y] = both('dW', ['X', X], ['dY', dY]);
      return { dX: answer, dW: product(sum, [turnedCodes(x), turnedCodes(y)], dW) };
    },
    forward: ({ X, W }) => {
      const [x, w] = both('Y', ['X', X], ['W', W]);
      return product(sum, [x, turnedCodes(w)], Y);
    },
  };
}

/** A·Bᵀ. */
function product(sum: Sum, [a, b]: readonly [Coded, Coded], format: NumberFormat): Answer {
  const data = new Float64Array(a.rows * b.rows);
  for (let i = 0, place = 0; i < a.rows; i += 1) {
    for (let j = 0; j < b.rows; j += 1, place += 1) {
      data[place] = round(sum(runsOf(a, b, [i, j]), [a.all, b.all]), format);
    }
  }
  return { shape: [a.rows, b.rows], data };
}

const { fround } = Math;

/** Codes are summed in float32; the sum of each run is scaled twice, and added. */
export const codesFirst: Sum = (runs) => {
  let sum = 0;
  for (const { left, right, scales } of runs) {
    sum = fround(sum + fround(fround(inOrder(left, right) * scales[0]) * scales[1]));
  }
  return sum;
};

/** The same, with the product of the two scales. */
export const scalesJoined: Sum = (runs) => {
  let sum = 0;
  for (const { left, right, scales } of runs) {
    sum = fround(sum + fround(inOrder(left, right) * fround(scales[0] * scales[1])));
  }
  return sum;
};

const none = [1, 1] as const;

/** The result is multiplied by the product of both global scales: the α of a kernel. */
export function resultScaled(sum: Sum): Sum {
  return (runs, [g, h]) => fround(sum(runs, none) * fround(g * h));
}

/** The result is multiplied by one global scale, and then by the other. */
export function resultScaledTwice(sum: Sum): Sum {
  return (runs, [g, h]) => fround(fround(sum(runs, none) * g) * h);
}

/** The scales of blocks are multiplied by the global ones first. */
export function scalesScaled(sum: Sum): Sum {
  return (runs, [g, h]) => {
    const scaled = ({ scales: [s, t], ...run }: Run): Run => {
      return { ...run, scales: [fround(s * g), fround(t * h)] };
    };
    return sum(runs.map(scaled), none);
  };
}

function inOrder(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let p = 0; p < left.length; p += 1) {
    sum = fround(sum + fround(entryAt(left, p) * entryAt(right, p)));
  }
  return sum;
}
