import { commonNames } from './common-names.ts';
import type { OrderSeen } from './inspection.ts';
import type { Part } from './order.ts';

/**
 * Orders in words, one of each. A tree may have several names, and another size fewer of them: the names
 * that most sizes have are told.
 */
export function orderWords(orders: readonly OrderSeen[]): string[] {
  const names = commonNames(
    orders.flatMap((order) => (order.kind === 'named' ? [order.names] : [])),
  );
  return orders.map((order) => inWords(order, names));
}

function inWords(order: OrderSeen, common: readonly string[]): string {
  switch (order.kind) {
    case 'named': {
      const others = order.others.map((part) => partWords(part, common));
      return [nameOf(order.names, common), ...others].join('; ');
    }
    case 'tree':
      return `no known order: ${shortened(order.drawn)}`;
    case 'exact':
      return 'nothing is swamped: sums are exact, or compensated';
    case 'none':
      return `no single tree: ${order.why}`;
    case 'unknown':
      return `unknown: ${order.unknown}`;
  }
}

/** A drawing that fits a line; the JSON has all of it. */
function shortened(drawn: string): string {
  return drawn.length > longest ? `${drawn.slice(0, longest)}…` : drawn;
}

const longest = 70;

function partWords({ where, ranges, entries, names }: Part, common: readonly string[]): string {
  if (where === 'tiles') return `${entries} entries in tiles: ${nameOf(names, common)}`;
  if (where === 'end') return `the last rows and columns: ${nameOf(names, common)}`;
  const list = ranges.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
  const isOne = list.length === 1 && ranges[0]?.[0] === ranges[0]?.[1];
  const lines = isOne ? where.replace(/s$/, '') : where;
  const place = where === 'corner' ? 'rows and columns' : lines;
  return `${place} ${list.join(', ')}: ${nameOf(names, common)}`;
}

function nameOf(names: readonly string[], common: readonly string[]): string {
  return common.find((name) => names.includes(name)) ?? names[0] ?? 'another order';
}
