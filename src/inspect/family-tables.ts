import { at } from '../at.ts';
import { exactGroups } from './exact-groups.ts';
import { families } from './families.ts';
import { type Below, belowIn } from './tree.ts';

/** The tables of all families for so many terms, by name, in the order of the families. */
export function familyTables(count: number): ReadonlyMap<string, Below> {
  const known = kept.get(count);
  if (known !== undefined) return known;
  const trees = families.flatMap(({ name, tree }): [string, Below][] => {
    const made = tree(count);
    return made === undefined ? [] : [[name, belowIn(made, count)]];
  });
  const tables = new Map([...trees, ...exactGroups(count)]);
  kept.clear(); // one size is asked about after another
  kept.set(count, tables);
  return tables;
}

const kept = new Map<number, ReadonlyMap<string, Below>>();

/** The families that agree with every entry there. */
export function fitting(below: Below, has: (i: number, j: number) => boolean): string[] {
  return [...familyTables(below.length)]
    .filter(([, table]) =>
      below.every((row, i) => row.every((value, j) => !has(i, j) || value === at(at(table, i), j))),
    )
    .map(([name]) => name);
}
