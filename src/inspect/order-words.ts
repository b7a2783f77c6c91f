import type { EdgeSeen, OrderSeen } from './inspection.ts';

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
      const edges = order.edges.map((edge) => edgeWords(edge, common));
      return [nameOf(order.names, common), ...edges].join('; ');
    }
    case 'tree':
      return `no known order: ${order.drawn}`;
    case 'exact':
      return 'nothing is swamped: sums are exact, or compensated';
    case 'none':
      return `no single tree: ${order.why}`;
    case 'unknown':
      return `unknown: ${order.unknown}`;
  }
}

function edgeWords({ where, from, names }: EdgeSeen, common: readonly string[]): string {
  const place = where === 'corner' ? `rows and columns from ${from}` : `${where} from ${from}`;
  return `${place}: ${nameOf(names, common)}`;
}

function nameOf(names: readonly string[], common: readonly string[]): string {
  return common.find((name) => names.includes(name)) ?? names[0] ?? 'another order';
}

/** As few names as explain all: first the one that most have, then the one that most others have. */
function commonNames(all: readonly (readonly string[])[]): string[] {
  if (all.length === 0) return [];
  const counts = new Map<string, number>();
  for (const name of all.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const [first = ''] = [...counts].flatMap(([name, count]) => (count === most ? [name] : []));
  return [first, ...commonNames(all.filter((names) => !names.includes(first)))];
}
