/** Mistakes in what partial sums are kept in. */
import { formats, type NumberFormat } from '../../number/formats.ts';
import { round } from '../../number/round.ts';
import { guessOf } from '../guess.ts';
import { factorsAt, summed, type Terms, termsOf, total } from '../terms-of.ts';
import { cutOff } from './cut-off.ts';
import type { Mistake } from './mistake.ts';

/** What a value becomes when it is kept. */
type Kept = (value: number) => number;
type Row = readonly [words: (name: string) => string, entry: (terms: Terms, kept: Kept) => number];

const rows: readonly Row[] = [
  [(name) => `partial sums are kept in ${name}`, inTurn],
  [
    (name) => `products and partial sums are kept in ${name}`,
    (terms, kept) => inTurn(terms.map(kept), kept),
  ],
  [
    (name) => `partial sums are kept in ${name}, from the last term to the first`,
    (terms, kept) => inTurn(terms.toReversed(), kept),
  ],
  [(name) => `products are rounded to ${name}`, (terms, kept) => total(terms.map(kept))],
];

/** Everything in a format: operands, products and sums. */
function throughout(name: string, kept: Kept): Mistake {
  return {
    cause: 'narrow',
    rank: 0,
    sentence: () => `operands, products and sums are all rounded to ${name}`,
    guesses: (seen) => [
      guessOf(
        summed(seen, (place) =>
          inTurn(
            factorsAt(place).map(([a, b]) => kept(kept(a) * kept(b))),
            kept,
          ),
        ),
      ),
    ],
  };
}

/** Of sums that are split, or rounded now and then. */
const parts: readonly Row[] = [
  ...[2, 3, 4, 8].map(
    (count): Row => [
      (name) => `the sum is split in ${count}, and each part is rounded to ${name}`,
      (terms, kept) =>
        total(sliced(terms, Math.ceil(terms.length / count)).map((slice) => kept(total(slice)))),
    ],
  ),
  ...[16, 32, 64, 128, 1024].map(
    (size): Row => [
      (name) => `what was summed so far is rounded to ${name} after every ${size} terms`,
      (terms, kept) =>
        terms.reduce((sum, term, p) => ((p + 1) % size === 0 ? kept(sum + term) : sum + term), 0),
    ],
  ),
];

const narrow = [formats.float32, formats.bfloat16, formats.float16].map(
  (format) => [format.name, (value: number) => round(value, format)] as const,
);

const cut = [...[14, 22, 23].map(bits), formats.float32].map(
  (format) => [`${format.name}, which cuts off`, (value: number) => cutOff(value, format)] as const,
);

const short = [14, 22, 23]
  .map(bits)
  .map((format) => [format.name, (value: number) => round(value, format)] as const);

/** Every mistake about partial sums. */
export const ofPartialSums: readonly Mistake[] = [
  ...narrow.flatMap(([name, kept]) => rows.map((row) => keeping(row, { name, kept, rank: 0 }))),
  ...narrow.map(([name, kept]) => throughout(name, kept)),
  ...narrow.flatMap(([name, kept]) => parts.map((row) => keeping(row, { name, kept, rank: 1 }))),
  ...[...short, ...cut].flatMap(([name, kept]) =>
    rows.slice(0, 1).map((row) => keeping(row, { name, kept, rank: 1 })),
  ),
];

interface Keeping {
  readonly name: string;
  readonly kept: Kept;
  readonly rank: number;
}

function keeping([words, entry]: Row, { name, kept, rank }: Keeping): Mistake {
  return {
    cause: 'narrow',
    rank,
    sentence: () => words(name),
    guesses: (seen) => [
      guessOf(
        summed(seen, (place) => entry(termsOf(place), kept)).map((value) =>
          round(value, seen.format),
        ),
      ),
    ],
  };
}

function inTurn(terms: Terms, kept: Kept): number {
  return terms.reduce((sum, term) => kept(sum + term), 0);
}

function sliced(terms: Terms, size: number): Terms[] {
  if (size === 0) return [];
  return Array.from({ length: Math.ceil(terms.length / size) }, (_, s) =>
    terms.slice(s * size, (s + 1) * size),
  );
}

/** So many bits, of the range of float32. */
function bits(precision: number): NumberFormat {
  return { ...formats.float32, name: `${precision} bits`, precision };
}
