import { accumulatedKinds } from '../../problem/draw/accumulated-entries.ts';
import type { Draw } from '../../problem/draw/draw.ts';
import type { EntryKind } from '../../problem/draw/draw-entries.ts';
import type { ProblemOptions } from '../../problem/draw/generate-problem.ts';
import { tieOf } from '../../problem/draw/tied-entries.ts';
import { truncatingOf, truncatingPairOf } from '../../problem/draw/truncating-entries.ts';
import { axes, longAlong } from './long-along.ts';

/** The kinds that fill a claimed accumulator; none, without that claim. */
function fillingKinds({ kinds = [] }: ProblemOptions): readonly EntryKind[] {
  return kinds.filter((kind) => accumulatedKinds.some((known) => known === kind));
}

/** Along each axis long sums that fill a claimed accumulator; none, without that claim. */
export function accumulatedOptions(draw: Draw, options: ProblemOptions): Partial<ProblemOptions>[] {
  const { extent } = options;
  const kinds = fillingKinds(options);
  return axes.flatMap((axis) =>
    kinds.flatMap((kind) =>
      [0, draw.integer(1, 8)].map((less) => ({
        fixed: longAlong(draw, axis, extent - less),
        kinds: [kind],
      })),
    ),
  );
}

/** Sums of these lengths cross the tiles of kernels, and so do those of a few terms less. */
const tiled = [512, 1024, 2048, 4096] as const;

/** Along the axis that a compared gradient is summed over, far beyond all others: few entries, long sums. */
export function longestOptions(
  draw: Draw,
  options: ProblemOptions,
  compares: readonly ('dX' | 'dW')[],
): Partial<ProblemOptions>[] {
  const kinds = fillingKinds(options);
  return compares.flatMap((gradient) =>
    tiled.flatMap((length) =>
      kinds.map((kind) => {
        const axis = gradient === 'dX' ? 'k' : 'm';
        return { fixed: { m: 2, n: 2, k: 2, [axis]: length - draw.integer(0, 3) }, kinds: [kind] };
      }),
    ),
  );
}

/** Sums of two terms that show how a claimed accumulator rounds; none, without that claim, or without room. */
export function tiedOptions(options: ProblemOptions): Partial<ProblemOptions>[] {
  const { format, formats = { X: format, W: format, dY: format }, sums = format } = options;
  const { accumulator } = options;
  if (fillingKinds(options).length === 0 || !tieOf({ formats, sums, accumulator })) return [];
  const shapes = [
    { m: 4, n: 5, k: 9 },
    { m: 9, n: 5, k: 4 },
  ];
  return [...shapes, ...shapes, ...shapes, ...shapes].map((fixed) => ({ fixed, kinds: ['tied'] }));
}

/** Sums of one large term and many small ones, which show whether they are cut off; none, without room. */
export function truncatingOptions(options: ProblemOptions): Partial<ProblemOptions>[] {
  const { format, formats = { X: format, W: format, dY: format }, sums = format } = options;
  if (truncatingOf({ formats, sums, accumulator: options.accumulator }) === undefined) return [];
  const shapes = [9, 17].flatMap((length) => [
    { m: 2, n: 3, k: length },
    { m: length, n: 3, k: 2 },
  ]);
  return [...shapes, ...shapes, ...shapes].map((fixed) => ({ fixed, kinds: ['truncating'] }));
}

/** Sums of two terms that show the same of a sum that keeps some bits below the last unit; none, without room. */
export function pairedOptions(options: ProblemOptions): Partial<ProblemOptions>[] {
  const { format, formats = { X: format, W: format, dY: format }, sums = format } = options;
  const { accumulator, pairs } = options;
  if (!pairs || !truncatingPairOf({ formats, sums, accumulator })) return [];
  const shapes = [
    { m: 1, n: 3, k: 2 },
    { m: 2, n: 3, k: 1 },
  ];
  return [...shapes, ...shapes, ...shapes].map((fixed) => ({ fixed, kinds: ['truncating'] }));
}
