import { at } from '../at.ts';

/**
 * An order of summation: a term, by its index, or a sum of two or more subtrees. A sum of more than two
 * is fused: none of them is added before the others.
 */
export type Tree = number | readonly Tree[];

/**
 * How many terms lie below the lowest common ancestor of two: entry (i, j), both from 0. The diagonal is
 * of no account. FPRev (arXiv 2411.00442) reads a tree from these.
 */
export type Below = readonly (readonly number[])[];

/** The table of a tree whose terms are 0 to `count` − 1; NaN on the diagonal. */
export function belowIn(tree: Tree, count: number): Below {
  const table = Array.from({ length: count }, () => new Array<number>(count).fill(Number.NaN));
  const fill = (part: Tree): readonly number[] => {
    if (typeof part === 'number') return [part];
    const groups = part.map(fill);
    const all = groups.flat();
    groups.forEach((group, place) => {
      for (const other of groups.slice(place + 1).flat()) {
        for (const term of group) {
          at(table, term)[other] = all.length;
          at(table, other)[term] = all.length;
        }
      }
    });
    return all;
  };
  fill(tree);
  return table;
}

/** The same tree with the parts of every sum in the order of their first terms: sums commute. */
export function inOrder(tree: Tree): Tree {
  return sorted(tree).tree;
}

function sorted(tree: Tree): { readonly tree: Tree; readonly first: number } {
  if (typeof tree === 'number') return { tree, first: tree };
  const parts = tree.map(sorted).sort((a, b) => a.first - b.first);
  return { tree: parts.map((part) => part.tree), first: at(parts, 0).first };
}

/** Whether two tables of the same size agree, but for their diagonals. */
export function sameTable(one: Below, other: Below): boolean {
  return one.every((row, i) => row.every((value, j) => i === j || value === at(at(other, i), j)));
}
