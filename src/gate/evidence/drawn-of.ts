import { kindsOf } from '../../problem/draw/draw-layout.ts';
import type { Layout } from '../../problem/layout.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import { type DrawnCounts, extentClass } from '../../verdict/drawn-counts.ts';

/** What one problem is like. */
export function drawnOf(problem: Problem): DrawnCounts {
  const { drawn, layouts = {}, batch } = problem;
  const { m, n, k } = shapeOf(problem);
  const kinds = Object.values(layouts).flatMap((layout: Layout) => kindsOf(layout));
  return {
    extents: { [[m, n, k].map(extentClass).join('')]: 1 },
    entries: drawn === undefined ? {} : { [drawn.kind]: 1 },
    layouts: Object.fromEntries([...new Set(kinds)].map((kind) => [kind, 1])),
    batches: batch === undefined ? {} : { [batchText(batch)]: 1 },
  };
}

function batchText({ groups, X }: NonNullable<Problem['batch']>): string {
  if (groups !== undefined) return 'groups';
  return X.length === 1 ? '1 batch axis' : `${X.length} batch axes`;
}
