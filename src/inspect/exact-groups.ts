import type { Below } from './tree.ts';

/**
 * The tables of sums to which so many products are added exactly, and rounded once, by name. No tree has
 * them: a term of a group that is swamped after it is still seen by its neighbours.
 */
export function exactGroups(count: number): [name: string, below: Below][] {
  return [2, 4].flatMap((size) => (count > size ? [[nameOf(size), tableOf(size, count)]] : []));
}

function nameOf(size: number): string {
  return `exact groups of ${size}, each rounded once with the sum so far`;
}

/** Two of one group lose nothing; of two groups, the second begins with one of them and no other term. */
function tableOf(size: number, count: number): Below {
  const entry = (i: number, j: number): number => {
    const [one, other] = [Math.floor(i / size), Math.floor(j / size)];
    return one === other ? 2 : size * Math.max(one, other) + 1;
  };
  const terms = Array.from({ length: count }, (_, term) => term);
  return terms.map((i) => terms.map((j) => (i === j ? Number.NaN : entry(i, j))));
}
