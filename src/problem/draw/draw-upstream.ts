import { at } from '../../at.ts';
import { Matrix } from '../../matrix/matrix.ts';
import { multiply } from '../../matrix/multiply.ts';
import { nearest } from '../../number/round.ts';
import type { Problem } from '../problem.ts';
import { chance, type Draw, drawPermutation, pickWeighted } from './draw.ts';
import type { EntryKind } from './draw-entries.ts';
import type { EntryContext } from './entry-context.ts';
import { tiedUpstream, tieOf } from './tied-entries.ts';
import { truncatingOf, truncatingPairOf, truncatingUpstream } from './truncating-entries.ts';

type Upstream = Matrix<'m', 'k'>;

/** What an upstream gradient is made from. */
export interface UpstreamRecipe {
  readonly draw: Draw;
  readonly kind: EntryKind;
  readonly context: Pick<EntryContext, 'formats' | 'sums' | 'accumulator'>;
  readonly entry: () => number;
  readonly operands: Pick<Problem, 'X' | 'W'>;
  /** Only a dense one. */
  readonly plain: boolean;
}

/**
 * The kinds of upstream gradient, with their weights. Most gradient checkers know one of them
 * (one-hot, non-negative, uniform, or dY = Y), and so have that one's blind spots.
 */
const catalogue = {
  dense: 46,
  'one-hot': 8,
  'rank one': 8,
  uniform: 6,
  alternating: 6,
  'non-negative': 6,
  'one row': 6,
  'one column': 6,
  'dY = Y': 8,
} as const;

export type UpstreamKind = keyof typeof catalogue | 'absorbing';

/** An upstream gradient, and which kind it is. */
export function drawUpstream(recipe: UpstreamRecipe): {
  readonly dY: Upstream;
  readonly upstream: UpstreamKind;
} {
  const { draw, kind, entry } = recipe;
  if (kind === 'cancelling') {
    return { dY: fill(recipe, (i, j) => entry() * alternating(i, j)), upstream: 'dense' };
  }
  if (kind === 'paired') return { dY: paired(recipe), upstream: 'dense' };
  if (kind === 'filling' || kind === 'one-sided') {
    return { dY: fill(recipe, entry), upstream: 'dense' };
  }
  if (kind === 'tied') return { dY: tied(recipe), upstream: 'dense' };
  if (kind === 'truncating') return { dY: truncating(recipe), upstream: 'dense' };
  if (kind === 'absorbing') return { dY: absorbing(recipe), upstream: 'absorbing' };
  if (recipe.plain) return { dY: fill(recipe, entry), upstream: 'dense' };
  // Y is one product larger than X and W, so dY = Y stays within range only for moderate entries.
  const moderate = kind === 'tiny' || kind === 'rounded';
  const upstream = pickWeighted(draw, { ...catalogue, 'dY = Y': moderate ? 8 : 0 });
  return { dY: make(recipe, upstream), upstream };
}

/**
 * Up to three lines have a large term, 1 and minus the large term, at places of their own, and are 0
 * elsewhere. Lines are rows or columns, whichever are longer; one shorter than three has the first of
 * these terms. All other entries are 1. So sums the other way have three large terms at most, and stay
 * within range.
 */
function absorbing({ draw, context, operands }: UpstreamRecipe): Upstream {
  const [rows, cols] = [operands.X.rows, operands.W.cols];
  const [large, one] = absorbed(context);
  const isByRow = rows === cols ? chance(draw, 50) : cols > rows;
  const [lines, length] = isByRow ? [rows, cols] : [cols, rows];
  const chosen = drawPermutation(draw, lines).slice(0, 3);
  const terms = new Map<number, number>();
  for (const line of chosen) {
    const places = drawPermutation(draw, length).slice(0, 3);
    for (const [i, place] of places.entries()) {
      terms.set(line * length + place, at([large, one, -large], i));
    }
  }
  return Matrix.of([rows, cols], (i, j) => {
    const [line, place] = isByRow ? [i, j] : [j, i];
    return terms.get(line * length + place) ?? (chosen.includes(line) ? 0 : one);
  });
}

/**
 * The largest term beside which a sum can still hold the other: where sums have more bits than dY a power of
 * two, so that it is a number of the format. Both are within range, with room for scaling by 2^8 or 2^−8.
 */
function absorbed({ formats, sums, accumulator }: UpstreamRecipe['context']): [number, number] {
  const { dY } = formats;
  const isNumber = sums.precision <= dY.precision;
  if (accumulator === undefined && isNumber) return [2 ** (sums.precision - 1) - 1, 1];
  const { precision } = accumulator ?? sums;
  const room = dY.maxExponent < 15 ? 1 : 8;
  const highest = Math.min(dY.maxExponent, sums.maxExponent) - room;
  const lowest = Math.log2(Math.max(dY.smallest, sums.smallest)) + room;
  const bits = Math.min(precision - 2, highest - lowest);
  const top = Math.min(bits, highest);
  return [2 ** top, 2 ** (top - bits)];
}

function tied(recipe: UpstreamRecipe): Upstream {
  const { draw, context, operands, entry: large } = recipe;
  const tie = tieOf(context);
  if (tie === undefined) return fill(recipe, large);
  return tiedUpstream(draw, tie, { rows: operands.X.rows, cols: operands.W.cols, large });
}

function truncating(recipe: UpstreamRecipe): Upstream {
  const { draw, context, operands, entry } = recipe;
  const shape = [operands.X.rows, operands.W.cols] as const;
  const terms = (Math.max(...shape) === 2 ? truncatingPairOf : truncatingOf)(context);
  return terms === undefined ? fill(recipe, entry) : truncatingUpstream(draw, terms, shape);
}

/** The second half of every sum over a row or a column has the other sign. */
function paired(recipe: UpstreamRecipe): Upstream {
  const [rows, cols] = [recipe.operands.X.rows, recipe.operands.W.cols];
  return fill(recipe, (i, j) => recipe.entry() * (2 * i < rows === 2 * j < cols ? 1 : -1));
}

function make(recipe: UpstreamRecipe, name: keyof typeof catalogue): Upstream {
  const { draw, entry, operands } = recipe;
  const [row, column] = [
    draw.integer(0, operands.X.rows - 1),
    draw.integer(0, operands.W.cols - 1),
  ];
  switch (name) {
    case 'dense':
      return fill(recipe, entry);
    case 'one-hot':
      return fill(recipe, (i, j) => (i === row && j === column ? entry() : 0));
    case 'rank one':
      return rankOne(recipe);
    case 'uniform':
      return uniform(recipe, () => 1);
    case 'alternating':
      return uniform(recipe, alternating);
    case 'non-negative':
      return fill(recipe, () => Math.abs(entry()));
    case 'one row':
      return fill(recipe, (i) => (i === row ? entry() : 0));
    case 'one column':
      return fill(recipe, (_, j) => (j === column ? entry() : 0));
    case 'dY = Y':
      return multiply(operands.X, operands.W).map((value) =>
        nearest(value, recipe.context.formats.dY),
      );
  }
}

function fill({ operands }: UpstreamRecipe, entry: (i: number, j: number) => number): Upstream {
  return Matrix.of([operands.X.rows, operands.W.cols], entry);
}

function uniform(recipe: UpstreamRecipe, factor: (i: number, j: number) => number): Upstream {
  const value = recipe.entry();
  return fill(recipe, (i, j) => value * factor(i, j));
}

/** One row, copied with a random sign into every row. */
function rankOne(recipe: UpstreamRecipe): Upstream {
  const { draw, entry, operands } = recipe;
  const row = Array.from({ length: operands.W.cols }, entry);
  const signs = Array.from({ length: operands.X.rows }, () => draw.integer(0, 1) * 2 - 1);
  return fill(recipe, (i, j) => at(signs, i) * at(row, j));
}

function alternating(i: number, j: number): number {
  return (i + j) % 2 === 0 ? 1 : -1;
}
