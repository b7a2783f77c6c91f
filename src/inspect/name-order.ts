import { at } from '../at.ts';
import { families } from './families.ts';
import { growTree } from './grow-tree.ts';
import { type Below, belowIn, type Tree } from './tree.ts';

/** An order of summation, as far as a table shows it. */
export type Order =
  /** Every entry, but for those of `edges`, sums in the order that has these names: one tree, many names. */
  | { readonly kind: 'named'; readonly names: readonly string[]; readonly edges: readonly Edge[] }
  /** One tree, of no known family. */
  | { readonly kind: 'tree'; readonly tree: Tree }
  /** No term is swamped by one that is larger by far. */
  | { readonly kind: 'exact' }
  /** No single tree explains the table. */
  | { readonly kind: 'none' };

/** Entries that another kernel computes. */
export interface Edge {
  readonly where: 'rows' | 'columns' | 'corner';
  /** The first such row and column. */
  readonly from: number;
  /** How they sum; empty, when it is no known order. */
  readonly names: readonly string[];
}

/** The order that a table shows. Entry (i, j) comes from row i and column j of a result. */
export function nameOrder(below: Below): Order {
  if (everyPair(below, (value) => value === 2) && below.length > 2) return { kind: 'exact' };
  const { names, from } = nearest(below);
  if (from === below.length) return { kind: 'named', names, edges: [] };
  const tree = growTree(below);
  if (tree !== undefined) return { kind: 'tree', tree };
  if (from < Math.max(least, below.length / 2)) return { kind: 'none' };
  return { kind: 'named', names, edges: edgesOf(below, from, names) };
}

/** Fewer terms fit some family by chance. */
const least = 8;

function everyPair(below: Below, holds: (value: number) => boolean): boolean {
  return below.every((row, i) => row.every((value, j) => i === j || holds(value)));
}

/** The families that agree with the most leading rows and columns, and with how many. */
function nearest(below: Below): { readonly names: readonly string[]; readonly from: number } {
  let best: { readonly names: string[]; readonly from: number } = { names: [], from: 0 };
  for (const [name, table] of tablesFor(below.length)) {
    const from = agreesUpTo(below, table);
    if (from > best.from) best = { names: [name], from };
    else if (from === best.from) best.names.push(name);
  }
  return best;
}

/** The tables of all families for so many terms. */
function tablesFor(count: number): ReadonlyMap<string, Below> {
  const known = kept.get(count);
  if (known !== undefined) return known;
  const tables = new Map(
    families.flatMap(({ name, tree }) => {
      const made = tree(count);
      return made === undefined ? [] : [[name, belowIn(made, count)]];
    }),
  );
  kept.clear(); // one size is asked about after another
  kept.set(count, tables);
  return tables;
}

const kept = new Map<number, ReadonlyMap<string, Below>>();

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

function edgesOf(below: Below, from: number, interior: readonly string[]): Edge[] {
  const inside = {
    rows: (i: number, j: number) => i >= from && j < from,
    columns: (i: number, j: number) => i < from && j >= from,
    corner: (i: number, j: number) => i >= from && j >= from && i !== j,
  };
  const edge = (where: Edge['where']): Edge => ({
    where,
    from,
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

/** The families that agree with every entry there. */
function fitting(below: Below, has: (i: number, j: number) => boolean): string[] {
  return [...tablesFor(below.length)]
    .filter(([, table]) =>
      below.every((row, i) => row.every((value, j) => !has(i, j) || value === at(at(table, i), j))),
    )
    .map(([name]) => name);
}
