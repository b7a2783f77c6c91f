import { Matrix } from '../matrix/matrix.ts';
import type { Sum } from '../oracle/sums-of.ts';
import { type Asked, belowOneAnother, sumsFor } from './seen.ts';

/** The products that an entry sums, in order. */
export type Terms = readonly number[];

/** An entry of one member of an answer: its row, its column, and what it sums. */
export interface Place {
  readonly sum: Sum;
  readonly a: number;
  readonly b: number;
}

/** The answer whose entries are made so, α and what is added as they should be. */
export function summed(asked: Asked, entry: (place: Place) => number): Matrix {
  return belowOneAnother(
    sumsFor(asked).map((sum) => {
      const { left, right, factor = 1, added } = sum;
      return Matrix.of([left.rows, right.cols], (a, b) => {
        const value = entry({ sum, a, b });
        return factor === 1 && added === undefined
          ? value
          : factor * value + (added?.at(a, b) ?? 0);
      });
    }),
  );
}

const known = new WeakMap<Sum, Map<number, Terms>>();

/** The terms of an entry; many mistakes look at them. */
export function termsOf({ sum, a, b }: Place): Terms {
  const ofSum = known.get(sum) ?? new Map<number, Terms>();
  known.set(sum, ofSum);
  const place = a * sum.right.cols + b;
  const terms = ofSum.get(place) ?? factorsAt({ sum, a, b }).map(([left, right]) => left * right);
  ofSum.set(place, terms);
  return terms;
}

/** The factors of each term of an entry. */
export function factorsAt({ sum: { left, right }, a, b }: Place): [number, number][] {
  return Array.from({ length: left.cols }, (_, p) => [left.at(a, p), right.at(p, b)]);
}

/** From left to right. */
export function total(terms: Terms): number {
  return terms.reduce((sum, term) => sum + term, 0);
}
