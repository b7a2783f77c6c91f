/** Mistakes in which terms are summed. */
import { guessOf } from '../guess.ts';
import { factorsAt, summed, type Terms, termsOf, total } from '../terms-of.ts';
import type { Cause, Mistake } from './mistake.ts';

/** What becomes of the terms of an entry, which are in order. */
type Row = readonly [words: string, entry: (terms: Terms) => number, cause?: Cause];

const plain: readonly Row[] = [
  ['the first term of every sum is left out', (terms) => total(terms.slice(1))],
  ['the last term of every sum is left out', (terms) => total(terms.slice(0, -1))],
  ['the first term of every sum alone is taken', (terms) => total(terms.slice(0, 1))],
  ['the last term of every sum alone is left', (terms) => total(terms.slice(-1))],
  ['the first term of every sum is counted twice', (terms) => total(terms) + (terms[0] ?? 0)],
  ['the last term of every sum is counted twice', (terms) => total(terms) + (terms.at(-1) ?? 0)],
  ['only every second term of a sum is taken', (terms) => total(terms.filter((_, p) => p % 2 < 1))],
  ['terms of a sum are added and subtracted by turns', (terms) => total(terms.map(alternate))],
  ['negative terms of a sum are left out', (terms) => total(terms.filter((term) => term > 0))],
  ['terms are added by their magnitudes', (terms) => total(terms.map(Math.abs))],
  ['the largest term stands for the sum', (terms) => Math.max(...terms)],
  ['every sum begins at 1', (terms) => 1 + total(terms), 'addend'],
];

const halves: readonly Row[] = [
  ['the first half of every sum alone is taken', (terms) => total(terms.slice(0, half(terms)))],
  ['the second half of every sum alone is left', (terms) => total(terms.slice(half(terms)))],
];

/** Of kernels that sum in tiles of some length. */
const ofTiles: readonly ((tile: number) => Row)[] = [
  (tile) => [
    `the terms of a sum after its last whole tile of ${tile} are left out`,
    (terms) => total(terms.slice(0, whole(terms, tile))),
  ],
  (tile) => [
    `the terms of a sum beyond the first ${tile} are left out`,
    (terms) => total(terms.slice(0, tile)),
  ],
  (tile) => [
    `every sum begins anew after ${tile} terms, and what was summed before is lost`,
    (terms) => total(terms.slice(tile * Math.floor(Math.max(0, terms.length - 1) / tile))),
  ],
  (tile) => [
    `of every ${tile} terms of a sum, the last is left out`,
    (terms) => total(terms.filter((_, p) => p % tile !== tile - 1)),
  ],
  (tile) => [
    `where a sum ends within a tile of ${tile}, terms of the tile before are summed again`,
    (terms) => total(terms) + total(missing(terms, tile).map((p) => terms[p - tile] ?? 0)),
  ],
  (tile) => [
    `where a sum ends within a tile of ${tile}, its last term is summed again for the others`,
    (terms) => total(terms) + total(missing(terms, tile).map(() => terms.at(-1) ?? 0)),
  ],
];

/** The products of two factors: what else a term may be. */
const products: readonly (readonly [string, (left: number, right: number) => number])[] = [
  ['the factors of every term are added instead of multiplied', (a, b) => a + b],
  ['the larger factor of every term stands for their product', Math.max],
];

/** Every mistake about which terms are summed. */
export const ofTerms: readonly Mistake[] = [
  ...plain.map((row) => summing(row, 0)),
  ...[...halves, ...[4, 8, 16, 32, 64].flatMap((tile) => ofTiles.map((row) => row(tile)))].map(
    (row) => summing(row, 1),
  ),
  ...products.map(
    ([words, term]): Mistake => ({
      cause: 'terms',
      sentence: () => words,
      guesses: (seen) => [
        guessOf(summed(seen, (sum) => total(factorsAt(sum).map(([a, b]) => term(a, b))))),
      ],
    }),
  ),
];

function summing([words, entry, cause = 'terms']: Row, rank: number): Mistake {
  return {
    cause,
    rank,
    sentence: () => words,
    guesses: (seen) => [guessOf(summed(seen, (place) => entry(termsOf(place))))],
  };
}

function alternate(term: number, p: number): number {
  return p % 2 === 0 ? term : -term;
}

function half(terms: Terms): number {
  return Math.floor(terms.length / 2);
}

function whole(terms: Terms, tile: number): number {
  return tile * Math.floor(terms.length / tile);
}

/** The places behind the last term, up to the end of its tile. */
function missing({ length }: Terms, tile: number): number[] {
  const count = (tile - (length % tile)) % tile;
  return Array.from({ length: count }, (_, i) => length + i);
}
