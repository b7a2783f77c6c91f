import { plainerLayouts } from '../layout.ts';
import type { LargeProblem } from './large-problem.ts';

/** Simpler problems to try instead, boldest first: each extent halved towards 1, and down to one less. */
export function* smallerLarge(problem: LargeProblem): Generator<LargeProblem> {
  const { shape, layouts, ...plain } = problem;
  const { variant, ...unasked } = problem;
  const { members = 1, ...single } = problem;
  if (members > 1) yield single;
  for (let less = members - 2; less >= 1; less = Math.floor(less / 2)) {
    yield { ...problem, members: members - less };
  }
  for (const axis of ['m', 'n', 'k'] as const) {
    const extent = shape[axis];
    for (let less = extent - 1; less >= 1; less = Math.floor(less / 2)) {
      yield { ...problem, shape: { ...shape, [axis]: extent - less } };
    }
  }
  if (variant !== undefined) {
    yield unasked;
    const parts = Object.entries(variant);
    for (const part of parts) {
      const fewer = parts.filter((other) => other !== part);
      if (fewer.length > 0) yield { ...problem, variant: Object.fromEntries(fewer) };
    }
  }
  if (layouts !== undefined) {
    yield { ...plain, shape };
    for (const name of ['X', 'W', 'dY'] as const) {
      const { [name]: layout, ...others } = layouts;
      if (layout === undefined) continue;
      for (const plainer of plainerLayouts(layout)) {
        yield { ...problem, layouts: { ...others, ...(plainer && { [name]: plainer }) } };
      }
    }
  }
  if (problem.kind === 'exact' && !problem.small) yield { ...problem, small: true };
  if (problem.grows) yield { ...problem, grows: false };
  if (problem.kind !== 'exact') yield { ...problem, kind: 'exact' };
}
