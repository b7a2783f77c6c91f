/** Unusual orders of summation: every product of an entry enters one sum once, in some order. */
import { drawFrom } from '../../src/problem/draw/draw.ts';
import { dotted, entry, fromProduct, plainClaims, type Unusual } from './unusual.ts';

/** Adds up the products of one entry; it may change them, they are not used again. */
type Sum = (terms: Float64Array) => number;

/** A subject whose entries sum their products like this. */
function summing(name: string, story: string, sum: Sum): Unusual {
  return fromProduct({ name, story, claims }, summed(sum));
}

/** Sums without tricks answer with NaN and infinities where IEEE 754 does. */
const claims = { ...plainClaims, nonFinite: 'ieee' } as const;

function summed(sum: Sum) {
  let terms = new Float64Array(0);
  return dotted((row, column) => {
    if (terms.length !== row.length) terms = new Float64Array(row.length);
    for (let p = 0; p < row.length; p += 1) terms[p] = entry(row, p) * entry(column, p);
    return sum(terms);
  });
}

function leftToRight(terms: Float64Array): number {
  let sum = 0;
  for (let p = 0; p < terms.length; p += 1) sum += entry(terms, p);
  return sum;
}

function reversed(terms: Float64Array): number {
  let sum = 0;
  for (let p = terms.length - 1; p >= 0; p -= 1) sum += entry(terms, p);
  return sum;
}

function fromBothEnds(terms: Float64Array): number {
  let sum = 0;
  for (let [low, high] = [0, terms.length - 1]; low <= high; low += 1, high -= 1) {
    sum += low === high ? entry(terms, low) : entry(terms, low) + entry(terms, high);
  }
  return sum;
}

function pairwise(terms: Float64Array, from = 0, to = terms.length): number {
  if (to - from <= 2) return between(terms, from, to);
  const half = (from + to) >> 1;
  return pairwise(terms, from, half) + pairwise(terms, half, to);
}

function inHalves(terms: Float64Array): number {
  const half = terms.length >> 1;
  return between(terms, 0, half) + between(terms, half, terms.length);
}

function blockedBy8(terms: Float64Array): number {
  let sum = 0;
  for (let from = 0; from < terms.length; from += 8) {
    sum += between(terms, from, Math.min(from + 8, terms.length));
  }
  return sum;
}

function between(terms: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let p = from; p < to; p += 1) sum += entry(terms, p);
  return sum;
}

/** Term p goes to lane p mod width; then the upper half of the lanes is added to the lower. */
function inLanes(width: 4 | 8): Sum {
  const lanes = new Float64Array(width);
  return (terms) => {
    lanes.fill(0);
    const full = terms.length - (terms.length % width);
    for (let p = 0; p < full; p += 1) lanes[p % width] = entry(lanes, p % width) + entry(terms, p);
    for (let half = width / 2; half >= 1; half /= 2) {
      for (let i = 0; i < half; i += 1) lanes[i] = entry(lanes, i) + entry(lanes, i + half);
    }
    return entry(lanes, 0) + between(terms, full, terms.length);
  };
}

/** Terms p and p + half are added until one is left, as a reduction on a GPU does. */
function inTree(terms: Float64Array): number {
  let length = terms.length;
  while (length > 1) {
    const half = Math.ceil(length / 2);
    for (let p = 0; p + half < length; p += 1) {
      terms[p] = entry(terms, p) + entry(terms, p + half);
    }
    length = half;
  }
  return terms[0] ?? 0;
}

function smallestFirst(terms: Float64Array): number {
  return leftToRight(terms.sort((a, b) => Math.abs(a) - Math.abs(b)));
}

function bySign(terms: Float64Array): number {
  let [above, below] = [0, 0];
  for (let p = 0; p < terms.length; p += 1) {
    const term = entry(terms, p);
    if (term < 0) below += term;
    else above += term;
  }
  return above + below;
}

/** Another order of summation in every call (Fisher–Yates). */
function inRandomOrder(): Sum {
  const draw = drawFrom(1);
  return (terms) => {
    for (let i = terms.length - 1; i > 0; i -= 1) {
      const j = draw.integer(0, i);
      [terms[i], terms[j]] = [entry(terms, j), entry(terms, i)];
    }
    return leftToRight(terms);
  };
}

/** From the last term on where one is above 4 in size: the values decide. */
function byMagnitude(terms: Float64Array): number {
  return terms.some((term) => Math.abs(term) > 4) ? reversed(terms) : leftToRight(terms);
}

/** The same call has the same bits, but another order of summation than its scaled copy. */
const byValues = { ...claims, reproducible: false } as const;

/** Zero comes out as −0: no equation tells one zero from the other. */
function negativeZero(terms: Float64Array): number {
  return leftToRight(terms) || -0;
}

export const sums: readonly Unusual[] = [
  summing('left to right', 'products are added one after another', leftToRight),
  summing('summation reversed', 'the last product is added first', reversed),
  summing('from both ends', 'the first and the last product are paired', fromBothEnds),
  summing('pairwise', 'a sum is the sum of the sums of its halves', pairwise),
  summing('split in halves', 'each half is summed on its own', inHalves),
  summing('blocked by 8', 'blocks of 8 and a remainder are summed on their own', blockedBy8),
  summing('four lanes', 'every fourth product goes to the same lane', inLanes(4)),
  summing('eight lanes', 'every eighth product goes to the same lane', inLanes(8)),
  summing('tree', 'the far half is folded onto the near half until one is left', inTree),
  {
    ...summing('smallest first', 'products are sorted by magnitude', smallestFirst),
    claims: byValues,
  },
  {
    ...summing('by sign', 'positive and negative products are summed apart', bySign),
    claims: byValues,
  },
  {
    ...summing('by magnitude', 'large products turn the order of summation around', byMagnitude),
    claims: byValues,
  },
  {
    ...summing('random order', 'the order of summation changes with every entry', inRandomOrder()),
    claims: { emptyExtents: true, nonFinite: 'ieee' },
  },
  {
    ...summing('negative zero', 'every zero of its answers is −0', negativeZero),
    claims: plainClaims, // not NaN: NaN || −0 is −0
  },
];
