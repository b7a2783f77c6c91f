/** How large the problems were, and how large ones were looked at: beyond that, a verdict says nothing. */
import { triedIn } from './count.ts';
import type { Verdict } from './verdict.ts';

/** In one sentence, of all properties together; nothing, where no problem was asked. */
export function sizesSentence({ properties }: Pick<Verdict, 'properties'>): string | undefined {
  const sizes = properties.flatMap((property) => triedIn(property).evidence?.sizes ?? []);
  const axis = Math.max(0, ...sizes.map((each) => each.axis));
  const all = Math.max(0, ...sizes.map((each) => each.all));
  if (axis === 0) return undefined;
  const known = `extents up to ${axis} along one axis, and up to ${all} along all three at once`;
  return [known, ...probedSentence(properties)].join('; ');
}

/** How surely something wrong in a product that was not multiplied out was seen. */
function probedSentence(properties: Verdict['properties']): string[] {
  const probed = properties.flatMap((property) => triedIn(property).evidence?.probed ?? []);
  if (probed.length === 0) return [];
  const problems = probed.reduce((sum, each) => sum + each.problems, 0);
  const bits = Math.min(...probed.map((each) => each.bits));
  return [
    `${problems} exact products were probed, in each of which something wrong goes unseen with ` +
      `a probability of at most 2^−${bits}`,
  ];
}
