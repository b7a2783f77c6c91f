/** The orders of summation that have a name, each for any number of terms. */
import { at } from '../at.ts';
import { type Adding, chain, type Family, family, fuse, groups } from './family.ts';
import { fusedFamilies } from './fused-families.ts';
import type { Tree } from './tree.ts';

/** The sum of the sums of its halves, the smaller first, down to `base` terms one after another. */
function halves(parts: readonly Tree[], base: number): Tree {
  if (parts.length <= base) return chain(parts);
  const half = parts.length >> 1;
  return [halves(parts.slice(0, half), base), halves(parts.slice(half), base)];
}

/** Part p and part p + half are added until one is left. */
const folded: Adding = (parts) => {
  if (parts.length === 1) return at(parts, 0);
  const half = Math.ceil(parts.length / 2);
  return folded(
    parts
      .slice(0, half)
      .map((part, p) => (p + half < parts.length ? [part, at(parts, p + half)] : part)),
  );
};

/** Neighbours are added until one is left. */
const paired: Adding = (parts) => {
  if (parts.length === 1) return at(parts, 0);
  const pairs = parts.filter((_, p) => p % 2 === 0);
  return paired(
    pairs.map((part, p) => (2 * p + 1 < parts.length ? [part, at(parts, 2 * p + 1)] : part)),
  );
};

/** The first with the last, and so on; then the pairs one after another. */
const bothEnds: Adding = (parts) => {
  const last = parts.length - 1;
  const pairs = parts.slice(0, Math.ceil(parts.length / 2));
  return chain(pairs.map((part, p) => (p === last - p ? part : [part, at(parts, last - p)])));
};

/** Of each two neighbours the second first, as instructions do that add two products of bfloat16. */
const secondFirst: Adding = (parts) => chain(groups(parts, 2).flatMap((pair) => pair.toReversed()));

const reversed: Adding = (parts) => chain(parts.toReversed());

/** Lane l has every `width`th term, from l on. */
function lanes(terms: readonly Tree[], width: number): Tree[] {
  return Array.from({ length: width }, (_, lane) =>
    chain(terms.filter((_, p) => p % width === lane)),
  );
}

const powers = [2, 4, 8, 16, 32, 64, 128, 256];

const reductions = [
  ['folded in halves', folded],
  ['neighbours added', paired],
  ['added in order', chain],
] as const;

/** Lane p and lane p + half are added until four are left, then neighbours. */
const foldedToFour: Adding = (parts) => {
  const half = parts.length / 2;
  if (half < 4) return paired(parts);
  return foldedToFour(parts.slice(0, half).map((part, p) => [part, at(parts, p + half)]));
};

function reductionsOf(width: number): readonly (readonly [words: string, reduce: Adding])[] {
  if (width < 8) return reductions;
  return [...reductions, ['folded to four, neighbours added', foldedToFour]];
}

/** Blocks whose terms go to lanes, and a tail of each block; the sums of blocks are added in order. */
function blocksOfLanes(size: number, width: number): Family[] {
  return reductionsOf(width).map(([words, reduce]) =>
    family(`blocks of ${size}, each in ${width} lanes, ${words}`, (terms) =>
      chain(
        groups(terms, size).map((block) => {
          const full = block.length - (block.length % width);
          if (full === 0) return chain(block);
          return chain([reduce(lanes(block.slice(0, full), width)), ...block.slice(full)]);
        }),
      ),
    ),
  );
}

function laneFamilies(width: number): Family[] {
  return reductionsOf(width).flatMap(([words, reduce]) => [
    family(`${width} lanes, ${words}`, (terms) => reduce(lanes(terms, width)), width),
    withTail(`${width} lanes, ${words}, then the tail in order`, width, (full, tail) =>
      chain([reduce(lanes(full, width)), ...tail]),
    ),
    withTail(`${width} lanes, ${words}, and the tail on its own`, width, (full, tail) =>
      chain([reduce(lanes(full, width)), ...(tail.length === 0 ? [] : [chain(tail)])]),
    ),
  ]);
}

/** The terms that fill lanes, and the tail; from left to right where none are filled. */
function withTail(
  name: string,
  width: number,
  add: (full: readonly Tree[], tail: readonly Tree[]) => Tree,
): Family {
  return family(name, (terms) => {
    const full = terms.length - (terms.length % width);
    return full === 0 ? chain(terms) : add(terms.slice(0, full), terms.slice(full));
  });
}

const blocks = (size: number): Family =>
  family(`blocks of ${size}, added in order`, (terms) => chain(groups(terms, size).map(chain)));

/** The share of each part rounded up, so that the last is the shortest; or down. */
const splits = (parts: number): Family[] => [
  family(`split in ${parts}, each part left to right`, (terms) =>
    chain(groups(terms, Math.ceil(terms.length / parts)).map(chain)),
  ),
  family(`split in ${parts}, the last the longest, each part left to right`, (terms) => {
    const share = Math.floor(terms.length / parts);
    const cut = share * (parts - 1);
    if (cut === 0) return chain(terms);
    return chain([...groups(terms.slice(0, cut), share).map(chain), chain(terms.slice(cut))]);
  }),
];

const upTo = (last: number): number[] => Array.from({ length: last - 1 }, (_, i) => i + 2);

/** What kernels of libraries mostly do. */
export const plainFamilies: readonly Family[] = [
  family('left to right', chain),
  family('from the last to the first', reversed),
  family('left to right in pairs, the second of each first', secondFirst),
  family('one fused sum', fuse),
  family('recursive halves', (terms) => halves(terms, 2)),
  ...[4, 8].map((base) =>
    family(`recursive halves, down to ${base}`, (terms) => halves(terms, base)),
  ),
  family('neighbours added until one is left', paired),
  family('the far half folded onto the near half until one is left', folded),
  family('from both ends: the first with the last, and so on', bothEnds),
  ...powers.map(blocks),
  ...[2, 4, 8, 16, 32].flatMap(laneFamilies),
];

/** All of them, the plainest first: of several names for the same tree the first is told. */
export const families: readonly Family[] = [
  ...plainFamilies,
  ...upTo(16).flatMap(splits),
  family('blocks of 4, neighbours added, and the blocks in order', (terms) =>
    chain(groups(terms, 4).map(paired)),
  ),
  ...[4, 8].flatMap((width) => blocksOfLanes(64, width)),
  ...fusedFamilies,
  ...upTo(128)
    .filter((size) => !powers.includes(size))
    .map(blocks),
];
