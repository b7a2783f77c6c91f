/**
 * As few names as explain all: the one that most lists have, then the one that most of the other lists
 * have, and so on. Of two, the one that comes first.
 */
export function commonNames(lists: readonly (readonly string[])[]): string[] {
  const some = lists.filter((names) => names.length > 0);
  if (some.length === 0) return [];
  const counts = new Map<string, number>();
  for (const name of some.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const [first = ''] = [...counts].flatMap(([name, count]) => (count === most ? [name] : []));
  return [first, ...commonNames(some.filter((names) => !names.includes(first)))];
}
