import type { Draw } from '../../problem/draw/draw.ts';
import { groupPatterns } from '../../problem/draw/draw-groups.ts';
import type { ProblemOptions } from '../../problem/draw/generate-problem.ts';
import { notOfGroups } from '../../problem/grouped.ts';

/** Where rows are of groups, every way in which they can be, of few rows and of many. */
export function groupOptions(
  draw: Draw,
  { groups, extent, volume }: ProblemOptions,
): Partial<ProblemOptions>[] {
  if (groups !== 'always') return [];
  const most = Math.min(extent, Math.floor(volume / 16));
  return groupPatterns.flatMap((pattern) =>
    [4, 16, most, most].map((rows) => {
      const m = draw.integer(1, Math.min(rows, most));
      return { groups: pattern, fixed: { m, n: draw.integer(1, 4), k: draw.integer(1, 4) } };
    }),
  );
}

/** What a call may not ask for beside groups. */
const others: readonly string[] = [...notOfGroups, 'vectorX', 'vectorW'];

/** Where a call may ask for anything, each part of it that it may ask of groups: alone, and with others. */
export function jointGroups(
  draw: Draw,
  { groups, variants = [] }: ProblemOptions,
): Partial<ProblemOptions>[] {
  if (groups !== 'sometimes') return [];
  const parts = variants.filter((part) => !others.includes(part));
  const sides = () => ({ m: draw.integer(4, 16), n: draw.integer(2, 4), k: draw.integer(2, 4) });
  return parts.flatMap((always) =>
    Array.from({ length: 12 }, (_, i) => ({
      groups: i % 3 === 0 ? ('always' as const) : ('cut' as const),
      ...{ variants: i % 2 === 0 ? [always] : parts, always, fixed: sides() },
    })),
  );
}
