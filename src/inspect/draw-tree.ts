import { at } from '../at.ts';
import { inOrder, type Tree } from './tree.ts';

/**
 * A tree in one line: "(0…7)+((8+9)+10)". What is added from left to right has no brackets of its own,
 * "0…7" is one after another, and "[0 1 2 3]" is one fused sum.
 */
export function drawTree(tree: Tree): string {
  return drawn(inOrder(tree));
}

function drawn(tree: Tree): string {
  if (typeof tree === 'number') return String(tree);
  if (tree.length > 2) return `[${tree.map(drawn).join(' ')}]`;
  return runs(spine(tree))
    .map((part) => (typeof part === 'string' ? part : bracketed(part)))
    .join('+');
}

function bracketed(tree: Tree): string {
  const text = drawn(tree);
  return typeof tree !== 'number' && tree.length === 2 ? `(${text})` : text;
}

/** What is added from left to right: the parts of a sum whose first part is a sum, and so on. */
function spine(tree: Tree): Tree[] {
  if (typeof tree === 'number' || tree.length > 2) return [tree];
  return [...spine(at(tree, 0)), at(tree, 1)];
}

/** Four or more consecutive terms as "0…7". */
function runs(parts: readonly Tree[]): (Tree | string)[] {
  const told: (Tree | string)[] = [];
  for (let from = 0; from < parts.length; ) {
    const length = runFrom(parts, from);
    if (length >= 4) told.push(`${parts[from]}…${parts[from + length - 1]}`);
    else told.push(...parts.slice(from, from + length));
    from += length;
  }
  return told;
}

/** How many consecutive terms begin there; 1, where none do. */
function runFrom(parts: readonly Tree[], from: number): number {
  const first = parts[from];
  if (typeof first !== 'number') return 1;
  let length = 1;
  while (parts[from + length] === first + length) length += 1;
  return length;
}
