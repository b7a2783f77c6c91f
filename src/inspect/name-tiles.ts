import { at } from '../at.ts';
import { plainFamilies } from './families.ts';
import { familyTables } from './family-tables.ts';
import type { Named, Part } from './order.ts';
import type { Below } from './tree.ts';

/** Of this many entries at least some order must be known: a table of chance fits a pair in far fewer. */
const least = 3 / 4;

const isPlain = new Set(plainFamilies.map(({ name }) => name));

/** Which entries of a table have the value that a family would have there. */
interface Fit {
  readonly name: string;
  readonly entries: readonly boolean[];
}

/**
 * Names for a table most entries of which are those of one of two known orders, as of a library that cuts
 * its results into tiles and has several kernels for these; nothing, where there are no such two.
 */
export function nameTiles(below: Below): Named | undefined {
  const fits = [...familyTables(below.length)]
    .filter(([name]) => isPlain.has(name))
    .map(([name, table]): Fit => ({ name, entries: agreeing(below, table) }));
  let best: { readonly pair: readonly [Fit, Fit]; readonly count: number } | undefined;
  for (const [place, first] of fits.entries()) {
    for (const second of fits.slice(place + 1)) {
      const count = first.entries.filter((fit, i) => fit || second.entries[i]).length;
      if (count > (best?.count ?? 0)) best = { pair: [first, second], count };
    }
  }
  const all = below.length * (below.length - 1);
  if (best === undefined || best.count < least * all) return undefined;
  return named(best.pair, all - best.count);
}

/** Row by row, without the diagonal. */
function agreeing(below: Below, table: Below): boolean[] {
  return below.flatMap((row, i) =>
    row.flatMap((value, j) => (i === j ? [] : [value === at(at(table, i), j)])),
  );
}

/** Entries that fit both are taken for those of the order that more have. */
function named(pair: readonly [Fit, Fit], rest: number): Named {
  const [main, other] = count(pair[0]) >= count(pair[1]) ? pair : [pair[1], pair[0]];
  const entries = other.entries.filter((fit, i) => fit && !main.entries[i]).length;
  const part = (names: readonly string[], size: number): Part[] =>
    size === 0 ? [] : [{ where: 'tiles', ranges: [], entries: size, names }];
  const others = [...part([other.name], entries), ...part([], rest)];
  return { kind: 'named', names: [main.name], others };
}

function count({ entries }: Fit): number {
  return entries.filter(Boolean).length;
}
