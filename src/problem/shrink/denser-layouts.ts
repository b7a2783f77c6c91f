import { settled } from '../derive/settled.ts';
import { plainerLayouts } from '../layout.ts';
import type { Layouts, Problem } from '../problem.ts';

/** All operands dense, then each, then each a little plainer. */
export function* denserLayouts(problem: Problem): Generator<Problem> {
  const { layouts, ...rest } = problem;
  if (layouts === undefined) return;
  yield rest;
  // SAFETY: Object.keys forgets the key type.
  for (const name of Object.keys(layouts) as (keyof Layouts)[]) {
    const { [name]: layout, ...others } = layouts;
    if (layout === undefined) continue;
    for (const plainer of plainerLayouts(layout)) {
      if (plainer !== undefined)
        yield settled({ ...rest, layouts: { ...layouts, [name]: plainer } });
      else if (Object.keys(others).length > 0) yield { ...rest, layouts: others };
    }
  }
}
