import { at } from '../at.ts';
import { type Below, belowIn, sameTable, type Tree } from './tree.ts';

/**
 * The tree that has this table, where there is one: a table that is no tree's gives nothing. From the
 * first term outwards, the terms that meet it at the same height hang there together (FPRev's step),
 * and those of them that met before are one part. The tree's own table must be the one given.
 */
export function growTree(below: Below): Tree | undefined {
  if (below.length === 0) return undefined;
  const tree = grow(
    below,
    below.map((_, term) => term),
  );
  return sameTable(below, belowIn(tree, below.length)) ? tree : undefined;
}

function grow(below: Below, [first = 0, ...others]: readonly number[]): Tree {
  const row = at(below, first);
  const heights = [...new Set(others.map((term) => at(row, term)))].sort((a, b) => a - b);
  return heights.reduce<Tree>((tree, height) => {
    const joining = others.filter((term) => at(row, term) === height);
    return [tree, ...metBefore(below, joining, height).map((part) => grow(below, part))];
  }, first);
}

/** The terms in parts: those of a part meet below this height. */
function metBefore(below: Below, terms: readonly number[], height: number): number[][] {
  const parts: number[][] = [];
  for (const term of terms) {
    const part = parts.find(([first = 0]) => at(at(below, first), term) < height);
    if (part === undefined) parts.push([term]);
    else part.push(term);
  }
  return parts;
}
