import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at } from '../at.ts';
import { drawTree } from './draw-tree.ts';
import { families } from './families.ts';
import { growTree } from './grow-tree.ts';
import { nameOrder } from './name-order.ts';
import { belowIn, inOrder, type Tree } from './tree.ts';

/** The terms of a tree, in its own order. */
function termsOf(tree: Tree): number[] {
  const found: number[] = [];
  const collect = (part: Tree): void => {
    if (typeof part === 'number') found.push(part);
    else part.forEach(collect);
  };
  collect(tree);
  return found;
}

/** Any tree over 0 … count − 1: parts of a random permutation, cut at random. */
const trees = fc
  .integer({ min: 2, max: 40 })
  .chain((count) =>
    fc.record({
      terms: fc.shuffledSubarray(
        Array.from({ length: count }, (_, term) => term),
        { minLength: count },
      ),
      cuts: fc.infiniteStream(fc.nat()),
    }),
  )
  .map(({ terms, cuts }) => cut(terms, cuts));

function cut(terms: readonly number[], cuts: Stream): Tree {
  if (terms.length === 1) return at(terms, 0);
  const [parts, ...sizes] = [
    2 + (next(cuts) % Math.min(3, terms.length - 1)),
    next(cuts),
    next(cuts),
  ];
  const trees: Tree[] = [];
  let rest = terms;
  for (let left = parts; left > 1; left -= 1) {
    const size = 1 + (at(sizes, left % 2) % (rest.length - left + 1));
    trees.push(cut(rest.slice(0, size), cuts));
    rest = rest.slice(size);
  }
  return [...trees, cut(rest, cuts)];
}

type Stream = Iterator<number>;

function next(cuts: Stream): number {
  const { value } = cuts.next();
  return value;
}

test('a table gives back the tree that it is of', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const grown = growTree(belowIn(tree, termsOf(tree).length));
      expect(grown && inOrder(grown)).toEqual(inOrder(tree));
    }),
  );
});

test('a table with one entry changed is the table of no tree', () => {
  fc.assert(
    fc.property(trees, fc.nat(), fc.nat(), (tree, i, j) => {
      const count = termsOf(tree).length;
      const [row, column] = [i % count, j % count];
      fc.pre(row !== column);
      const changed = belowIn(tree, count).map((line) => [...line]);
      at(changed, row)[column] = at(at(changed, row), column) + 1;
      expect(growTree(changed)).toBeUndefined();
    }),
  );
});

test('every family adds every term once, and is named by its own table', () => {
  for (const count of [2, 3, 8, 24, 33]) {
    for (const { name, tree } of families) {
      const made = tree(count);
      if (made === undefined) continue;
      const terms = termsOf(made).sort((a, b) => a - b);
      expect(terms, name).toEqual(Array.from({ length: count }, (_, term) => term));
      const order = nameOrder(belowIn(made, count));
      if (count > 2)
        expect(order, `${name} of ${count}`).toMatchObject({ kind: 'named', others: [] });
      if (order.kind === 'named') expect(order.names).toContain(name);
    }
  }
});

test('another kernel at the edge is told with its place', () => {
  const [inside, edge] = ['left to right', 'recursive halves'].map((wanted) => {
    const found = families.find(({ name }) => name === wanted)?.tree(33);
    return belowIn(found ?? 0, 33);
  });
  const mixed = (isEdge: (i: number, j: number) => boolean) =>
    nameOrder(
      inside?.map((row, i) =>
        row.map((value, j) => (isEdge(i, j) ? at(at(edge ?? [], i), j) : value)),
      ) ?? [],
    );
  const columns = mixed((_, j) => j >= 30);
  expect(columns).toMatchObject({
    kind: 'named',
    others: [{ where: 'columns', ranges: [[30, 32]] }],
  });
  expect(columns.kind === 'named' && columns.names).toContain('left to right');
  expect(columns.kind === 'named' && columns.others[0]?.names).toContain('recursive halves');
  const rows = mixed((i) => i >= 32);
  expect(rows).toMatchObject({ others: [{ where: 'rows', ranges: [[32, 32]] }] });
  const tiles = mixed((i, j) => Math.floor(i / 6) % 2 === Math.floor(j / 8) % 2);
  expect(tiles).toMatchObject({ others: [{ where: 'tiles', names: ['recursive halves'] }] });
  const byChance = inside?.map((row, i) => row.map((_, j) => 2 + ((7 * i * i + 5 * j) % 31)));
  expect(nameOrder(byChance ?? [])).toEqual({ kind: 'none' });
});

test('no term swamped, and one tree of no family', () => {
  expect(nameOrder(belowIn([0, 1, 2, 3], 4).map((row) => row.map(() => 2)))).toEqual({
    kind: 'exact',
  });
  const tree: Tree = [
    [0, 5],
    [
      [1, 4],
      [2, [3, 6, 7]],
    ],
  ];
  const order = nameOrder(belowIn(tree, 8));
  expect(order.kind === 'tree' && inOrder(order.tree)).toEqual(inOrder(tree));
});

test('orders that products of cuBLAS and Triton were seen to have on an H100 are named', () => {
  const run = (from: number, to: number): number[] =>
    Array.from({ length: to - from }, (_, i) => from + i);
  const chained = (cuts: readonly number[]): Tree =>
    cuts
      .slice(2)
      .reduce<Tree>(
        (sum, cut, i) => [sum, ...run(at(cuts, i + 1), cut)],
        [...run(at(cuts, 0), at(cuts, 1))],
      );
  const name = (tree: Tree, count: number): string => {
    const order = nameOrder(belowIn(tree, count));
    return order.kind === 'named' ? at(order.names, 0) : order.kind;
  };
  const tf32 = chained([0, ...run(0, 13).map((i) => 4 + 8 * i)]);
  expect(name(tf32, 100)).toBe('fused groups of 8, in tiles of 16, the shorter one first');
  const float16 = chained([0, 16, 32, 36, 52, 68, 84, 100]);
  expect(name(float16, 100)).toBe('fused groups of 16, in tiles of 64, the shorter one first');
  const parts: Tree = [chained([0, 8, 16, 24, 32]), chained([32, 40, 48, 56, 64])];
  expect(name(parts, 64)).toBe('fused groups of 8, in parts of 32, which are added in order');
});

test('a tree in one line', () => {
  const drawing = (name: string, count: number): string =>
    drawTree(families.find((family) => family.name === name)?.tree(count) ?? 0);
  expect(drawing('left to right', 9)).toBe('0…8');
  expect(drawing('left to right', 3)).toBe('0+1+2');
  expect(drawing('recursive halves', 4)).toBe('0+1+(2+3)');
  expect(drawing('blocks of 4, added in order', 10)).toBe('0…3+(4…7)+(8+9)');
  expect(drawing('fused groups of 4, one after another', 9)).toBe('[[0 1 2 3] 4 5 6 7]+8');
});
