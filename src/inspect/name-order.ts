import { at } from '../at.ts';
import { familyTables, fitting } from './family-tables.ts';
import { growTree } from './grow-tree.ts';
import { nameLines } from './name-lines.ts';
import { nameTiles } from './name-tiles.ts';
import type { Order, Part } from './order.ts';
import type { Below } from './tree.ts';

/** The order that a table shows. Entry (i, j) comes from row i and column j of a result. */
export function nameOrder(below: Below): Order {
  if (everyPair(below, (value) => value === 2) && below.length > 2) return { kind: 'exact' };
  const { names, from } = nearest(below);
  if (from === below.length) return { kind: 'named', names, others: [] };
  const tree = growTree(below);
  if (tree !== undefined) return { kind: 'tree', tree };
  const lines = nameLines(below);
  if (lines !== undefined) return lines;
  const isInterior = from >= Math.max(least, below.length / 2);
  const edges = isInterior ? edgesOf(below, from, names) : [];
  if (isInterior && edges.every((edge) => edge.names.length > 0)) {
    return { kind: 'named', names, others: edges };
  }
  const tiles = nameTiles(below);
  if (tiles !== undefined) return tiles;
  return isInterior ? { kind: 'named', names, others: edges } : { kind: 'none' };
}

/** Fewer terms fit some family by chance. */
const least = 8;

function everyPair(below: Below, holds: (value: number) => boolean): boolean {
  return below.every((row, i) => row.every((value, j) => i === j || holds(value)));
}

/** The families that agree with the most leading rows and columns, and with how many. */
function nearest(below: Below): { readonly names: readonly string[]; readonly from: number } {
  let best: { readonly names: string[]; readonly from: number } = { names: [], from: 0 };
  for (const [name, table] of familyTables(below.length)) {
    const from = agreesUpTo(below, table);
    if (from > best.from) best = { names: [name], from };
    else if (from === best.from) best.names.push(name);
  }
  return best;
}

/** The first index whose row or column differs from the table's, as far as smaller indices go. */
function agreesUpTo(below: Below, table: Below): number {
  const differs = (i: number, j: number): boolean => at(at(below, i), j) !== at(at(table, i), j);
  for (let index = 0; index < below.length; index += 1) {
    for (let other = 0; other < index; other += 1) {
      if (differs(index, other) || differs(other, index)) return index;
    }
  }
  return below.length;
}

/** The last rows and the last columns, from an index on. */
function edgesOf(below: Below, from: number, interior: readonly string[]): Part[] {
  const inside = {
    rows: (i: number, j: number) => i >= from && j < from,
    columns: (i: number, j: number) => i < from && j >= from,
    corner: (i: number, j: number) => i >= from && j >= from && i !== j,
  };
  const ranges = [[from, below.length - 1]] as const;
  const width = below.length - from;
  const edge = (where: keyof typeof inside): Part => ({
    where,
    ranges,
    entries: where === 'corner' ? width * (width - 1) : width * from,
    names: fitting(below, inside[where]),
  });
  const [rows, columns, corner] = [edge('rows'), edge('columns'), edge('corner')];
  const strips = [rows, columns].filter(({ names }) => !share(names, interior));
  // The corner belongs to whatever it agrees with.
  const isToldOf = [interior, ...strips.map(({ names }) => names)].some((names) =>
    share(names, corner.names),
  );
  return isToldOf ? strips : [...strips, corner];
}

function share(some: readonly string[], others: readonly string[]): boolean {
  return some.some((name) => others.includes(name));
}
