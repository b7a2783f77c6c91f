/** How large the problems were: beyond that, a verdict says nothing. */
import { triedIn } from './count.ts';
import type { Verdict } from './verdict.ts';

/** In one sentence, of all properties together; nothing, where no problem was asked. */
export function sizesSentence({ properties }: Pick<Verdict, 'properties'>): string | undefined {
  const sizes = properties.flatMap((property) => triedIn(property).evidence?.sizes ?? []);
  const axis = Math.max(0, ...sizes.map((each) => each.axis));
  const all = Math.max(0, ...sizes.map((each) => each.all));
  if (axis === 0) return undefined;
  return `extents up to ${axis} along one axis, and up to ${all} along all three at once`;
}
