import { type Draw, drawFrom, pick } from '../../problem/draw/draw.ts';
import { batchKindOf } from '../../problem/draw/draw-batch.ts';
import { type EntryKind, entryKinds } from '../../problem/draw/draw-entries.ts';
import { drawExtent } from '../../problem/draw/draw-shape.ts';
import { structures } from '../../problem/draw/draw-structure.ts';
import { generateProblem, type ProblemOptions } from '../../problem/draw/generate-problem.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Shape } from '../../problem/shape.ts';
import type { Property } from '../../property/property.ts';
import {
  accumulatedOptions,
  longestOptions,
  pairedOptions,
  tiedOptions,
  truncatingOptions,
} from './accumulator-options.ts';
import { blockOptions } from './block-options.ts';
import { groupOptions, jointGroups } from './group-options.ts';
import { axes, longAlong } from './long-along.ts';

/** The problems that a run begins with, and how many of them come on top of what is asked for. */
export interface FirstProblems {
  readonly first: readonly Problem[];
  readonly more: number;
}

interface Wanted {
  readonly seed: number;
  readonly runs: number;
  /** Shapes that are asked of formulas besides. */
  readonly own?: readonly Partial<Shape>[];
}

/** From this extent on there is a sweep, and there are long axes: below, random shapes have them all. */
const smallestLarge = 32;

/** Of problems that are made to have several blocks. */
const kindsOfBlocks = ['tiny', 'middle', 'rounded'] as const;

/** A run of fewer problems is a quick look, and has none on top of them. */
const many = 60;

/**
 * What no run of a property may lack: the shapes that it lists; or an extent of 1, and each kind of
 * entries. On top of what is asked for there are: each structure of X and of W, each operand at an end
 * of the range, entries that are large all of them, long sums that fill the significand, and a claimed accumulator; and, where gradients are
 * compared with their formulas, two axes of 1, every extent along every axis, pairs of large extents, several
 * blocks of coded operands, and sums of thousands of terms in a claimed accumulator, and of two that show how it rounds;
 * and sums that show whether they are cut off.
 */
export function firstProblems(
  { wants = {}, compares = [] }: Property,
  options: ProblemOptions,
  { seed, runs, own = [] }: Wanted,
): FirstProblems {
  const draw = drawFrom(seed);
  const { kinds = entryKinds, extent } = options;
  const of = (changes: Partial<ProblemOptions>): Problem =>
    generateProblem(draw, { ...options, ...changes });
  if (wants.shapes !== undefined) {
    const first = wants.shapes.map((fixed) => of({ fixed, kinds: ['tiny'] }));
    return { first, more: 0 };
  }
  const isFree = wants.fixed === undefined && !wants.square && !wants.empty;
  const first = kinds.map((kind, i) => {
    const fixed = isFree && i === 0 ? { fixed: { [pick(draw, axes)]: 1 } } : {};
    return of({ kinds: [kind], ...fixed });
  });
  const isFormula = compares.length > 0;
  const ownOnes = (): Problem[] => (isFree && isFormula ? ownOptions(options, own) : []).map(of);
  if (!isFree || runs < many) {
    const last = ownOnes();
    return { first: [...first, ...last], more: last.length };
  }
  const hasLong = extent >= smallestLarge;
  const hasPairs = hasLong && isFormula && options.volume >= smallestLarge ** 2;
  const more = [
    ...within(extent, shortOptions(draw, options, isFormula)),
    ...(hasLong ? longOptions(draw, options) : []),
    ...(hasLong ? accumulatedOptions(draw, options) : []),
    ...(hasLong ? longestOptions(draw, options, compares) : []),
    ...(hasLong && isFormula ? sweepOptions(draw, options) : []),
    ...(isFormula ? blockOptions(draw, options, among(options.kinds, kindsOfBlocks)) : []),
    ...(hasPairs ? pairOptions(draw, options, runs) : []),
    ...within(extent, isFormula ? decidingOptions(options) : []),
  ].map((changes) => of({ ...changes, plain: true }));
  more.push(...ownOnes());
  return { first: [...first, ...more], more: more.length };
}

/** What needs no large extent. */
function shortOptions(
  draw: Draw,
  options: ProblemOptions,
  isFormula: boolean,
): Partial<ProblemOptions>[] {
  return [
    ...jointOptions(options),
    ...jointGroups(draw, options),
    ...groupOptions(draw, options),
    ...structuredOptions(draw, options),
    ...extremeOptions(draw, options),
    ...(isFormula ? leastOptions(draw, options) : []),
    ...fullOptions(draw, options),
    ...(isFormula ? thinOptions(draw, options) : []),
  ];
}

/** Sums that show how they are rounded. */
function decidingOptions(options: ProblemOptions): Partial<ProblemOptions>[] {
  return [...tiedOptions(options), ...truncatingOptions(options), ...pairedOptions(options)];
}

/** Those of no larger extent: who sets a small one is asked for less. */
function within(
  extent: number,
  all: readonly Partial<ProblemOptions>[],
): readonly Partial<ProblemOptions>[] {
  return all.filter(({ fixed = {} }) => Object.values(fixed).every((each) => each <= extent));
}

/** Each shape twice: with numbers that show what is added, and with such as are rounded. */
function ownOptions(
  { kinds }: ProblemOptions,
  own: readonly Partial<Shape>[],
): Partial<ProblemOptions>[] {
  const both = among(kinds, ['tiny', 'rounded']);
  return own.flatMap((fixed) => both.map((kind) => ({ fixed, kinds: [kind], plain: true })));
}

/** Of the kinds that a property wants, those of these; all that it wants, when it wants none. */
function among(wanted: readonly EntryKind[] = entryKinds, kinds: readonly EntryKind[]) {
  const both = wanted.filter((kind) => kinds.includes(kind));
  return both.length === 0 ? wanted : both;
}

/** Each part of a call that may ask for everything, every second time of a batch, and some empty. */
function jointOptions({ variants, batch, empty }: ProblemOptions): Partial<ProblemOptions>[] {
  if (variants === undefined) return [];
  const always = batchKindOf(batch ?? 'leading');
  const batches = batch ? Array.from({ length: 120 }, () => ({ batch: always })) : [];
  const parts = variants.flatMap((part) =>
    Array.from({ length: 16 }, (_, i) => ({
      always: part,
      ...(batch && i % 2 === 0 && { batch: always }),
      ...(empty && i % 3 === 0 && { empty: 'somehow' as const }),
    })),
  );
  return [...batches, ...parts];
}

/** Every structure of X and of W, which is square: a shortcut often asks for that. */
function structuredOptions(draw: Draw, options: ProblemOptions): Partial<ProblemOptions>[] {
  const kinds = among(options.kinds, ['tiny', 'middle', 'rounded']);
  return (['X', 'W'] as const).flatMap((operand) =>
    structures.map((structure) => {
      const side = Math.max(2, drawExtent(draw, Math.min(9, options.extent)));
      const fixed: Partial<Shape> = operand === 'X' ? { m: side, n: side } : { n: side, k: side };
      return { structured: { operand, structure }, fixed, kinds: [pick(draw, kinds)] };
    }),
  );
}

/** Along each axis a long sum of terms of one sign, and one that must hold 1 beside a large term. */
function longOptions(draw: Draw, options: ProblemOptions): Partial<ProblemOptions>[] {
  const { extent } = options;
  const kinds = among(options.kinds, ['saturating', 'absorbing']);
  return axes.flatMap((axis) =>
    kinds.flatMap((kind) => [
      { fixed: longAlong(draw, axis, extent), kinds: [kind] },
      { fixed: longAlong(draw, axis, extent - draw.integer(1, 8)), kinds: [kind] },
      { fixed: longAlong(draw, axis, extent - draw.integer(1, 8)), kinds: [kind] },
    ]),
  );
}

/** Each operand at an end of the range. */
function extremeOptions(draw: Draw, options: ProblemOptions): Partial<ProblemOptions>[] {
  const kinds = among(options.kinds, ['subnormal', 'lopsided']);
  return (['X', 'W', 'dY'] as const).flatMap((atEnd) =>
    kinds.map((kind) => ({
      fixed: longAlong(draw, 'n', draw.integer(2, 4)),
      kinds: [kind],
      atEnd,
    })),
  );
}

/** Each operand made of the smallest numbers of its format; none, where these are taken for 0. */
function leastOptions(
  draw: Draw,
  { kinds = entryKinds }: ProblemOptions,
): Partial<ProblemOptions>[] {
  if (!kinds.includes('subnormal')) return [];
  return (['X', 'W', 'dY'] as const).map((atEnd) => ({
    ...{ fixed: longAlong(draw, 'n', draw.integer(2, 4)), kinds: ['subnormal'], atEnd },
    least: true,
  }));
}

/** No entry of any operand is small. */
function fullOptions(draw: Draw, options: ProblemOptions): Partial<ProblemOptions>[] {
  const kinds = among(options.kinds, ['saturating']);
  return axes.map((axis) => ({
    fixed: longAlong(draw, axis, draw.integer(2, 4)),
    ...{ kinds, full: true },
  }));
}

/** Two axes of 1, which are rare by chance: an inner or outer product, or a scale. */
function thinOptions(draw: Draw, options: ProblemOptions): Partial<ProblemOptions>[] {
  const kinds = among(options.kinds, ['tiny']);
  const each = Array.from({ length: 5 }, () => axes).flat();
  return each.map((axis) => ({
    fixed: { m: 1, n: 1, k: 1, [axis]: draw.integer(2, 9) },
    kinds,
  }));
}

/** Every extent from the smallest large one, along every axis. */
function sweepOptions(draw: Draw, options: ProblemOptions): Partial<ProblemOptions>[] {
  const kinds = among(options.kinds, ['tiny']);
  const extents = Array.from(
    { length: options.extent - smallestLarge + 1 },
    (_, i) => smallestLarge + i,
  );
  return extents.flatMap((extent) =>
    axes.map((axis) => ({ fixed: longAlong(draw, axis, extent), kinds })),
  );
}

/** Two axes are large at once: of each two axes, each pair of such extents is as likely as any other. */
function pairOptions(draw: Draw, options: ProblemOptions, runs: number): Partial<ProblemOptions>[] {
  const { extent, volume } = options;
  const kinds = among(options.kinds, ['tiny']);
  const large = (): number => draw.integer(smallestLarge, extent);
  return axes.flatMap((third) =>
    Array.from({ length: Math.ceil(runs / 30) }, () => {
      let [p, q] = [large(), large()];
      while (p * q > volume) [p, q] = [large(), large()];
      const [one = third, other = third] = axes.filter((axis) => axis !== third);
      const most = Math.min(4, Math.floor(volume / (p * q)));
      const sides = { m: 1, n: 1, k: 1, [one]: p, [other]: q, [third]: draw.integer(1, most) };
      return { fixed: sides, kinds };
    }),
  );
}
