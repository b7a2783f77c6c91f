/** Orders in which several products are added at once, as tensor cores do it. */
import { chain, type Family, family, fuse, groups } from './family.ts';
import type { Tree } from './tree.ts';

const fusedSizes = [4, 8, 16, 32];

const byTwoName = 'fused groups of 16, of each 32 those at 0 and 1 modulo 4 first';

/** The names of sums of so many products at once, in hardly more groups than there must be. */
export function fusedNames(size: number): readonly string[] {
  const names = ['one after another', 'their sums added in order'];
  const all = names.map((how) => `fused groups of ${size}, ${how}`);
  return size === 16 ? [...all, byTwoName] : all;
}

/** Whether by this order so many products are added at once, in whichever groups. */
export function isFusedOf(name: string, size: number): boolean {
  return name.startsWith(`fused groups of ${size},`);
}

/** Each group at once, with the sum of those before it. */
function fusedInOrder([first = [], ...others]: readonly (readonly Tree[])[]): Tree {
  return others.reduce<Tree>((sum, group) => [sum, ...group], fuse(first));
}

function fusedChain(terms: readonly Tree[], size: number): Tree {
  return fusedInOrder(groups(terms, size));
}

/** Of each 32 terms those at 0 and 1 modulo 4, then the others: H100's float8, as two instructions of float16. */
function fusedByTwo(terms: readonly Tree[]): Tree {
  const isFirst = (_: Tree, p: number): boolean => p % 4 < 2;
  const halves = groups(terms, 32).map((block) => [
    block.filter(isFirst),
    block.filter((term, p) => !isFirst(term, p)),
  ]);
  return fusedInOrder(halves.flat().filter(({ length }) => length > 0));
}

/**
 * The tiles of a kernel that goes through the terms in tiles of `tile`, the one that is no whole tile first, as
 * CUTLASS does.
 */
function residueFirst(terms: readonly Tree[], tile: number): Tree[][] {
  const first = terms.length % tile;
  const others = groups(terms.slice(first), tile);
  return first === 0 ? others : [terms.slice(0, first), ...others];
}

/** Fused groups of `size`, within tiles or parts of a sum that are some of them long. */
function tiledFusedFamilies(size: number): Family[] {
  const tiles = [2, 3, 4, 8, 16].map((count) => count * size);
  return tiles.flatMap((tile) => [
    family(`fused groups of ${size}, in tiles of ${tile}, the shorter one first`, (terms) =>
      fusedInOrder(residueFirst(terms, tile).flatMap((part) => groups(part, size))),
    ),
    family(`fused groups of ${size}, in parts of ${tile}, which are added in order`, (terms) =>
      chain(groups(terms, tile).map((part) => fusedChain(part, size))),
    ),
  ]);
}

/** All of them, the plainest first. */
export const fusedFamilies: readonly Family[] = [
  ...fusedSizes.flatMap((size) => [
    family(`fused groups of ${size}, one after another`, (terms) => fusedChain(terms, size)),
    family(`fused groups of ${size}, their sums added in order`, (terms) =>
      chain(groups(terms, size).map(fuse)),
    ),
  ]),
  family(byTwoName, fusedByTwo),
  ...fusedSizes.flatMap(tiledFusedFamilies),
];
