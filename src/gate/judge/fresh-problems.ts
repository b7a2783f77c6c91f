import { Matrix } from '../../matrix/matrix.ts';
import { fitted } from '../../problem/derive/fitted.ts';
import { unfold } from '../../problem/derive/unfold.ts';
import { type Draw, drawPermutation } from '../../problem/draw/draw.ts';
import { generateProblem, type ProblemOptions } from '../../problem/draw/generate-problem.ts';
import { grouped } from '../../problem/grouped.ts';
import type { Layout } from '../../problem/layout.ts';
import { type Problem, shapeOf } from '../../problem/problem.ts';
import type { Shape } from '../../problem/shape.ts';

type Name = 'X' | 'W' | 'dY';
type Entry = (draw: Draw, largest: number) => number;

/** What entries are drawn from; exact sums, in which one mistake does not look like another. */
const kinds: readonly Entry[] = [
  (draw, largest) => sign(draw) * draw.integer(1, largest),
  (draw, largest) => draw.integer(1, largest),
  (draw, largest) => (draw.integer(0, 3) === 0 ? 0 : sign(draw) * draw.integer(1, largest)),
  (draw, largest) => (sign(draw) * draw.integer(1, largest)) / 4,
];

/**
 * Fresh problems: like these, of their shape and near it, with what else they have; and as they are
 * drawn.
 */
export function* freshProblems(
  draw: Draw,
  options: ProblemOptions,
  like: readonly Problem[],
): Generator<Problem> {
  const sources = [
    ...like.map((problem) => problemsLike(draw, options, problem)),
    drawn(draw, options, like),
  ];
  for (let left = sources; left.length > 0; ) {
    const next = left.map((source) => [source, source.next()] as const);
    for (const [, { value }] of next) if (value !== undefined) yield value;
    left = next.flatMap(([source, { done }]) => (done ? [] : source));
  }
}

function* problemsLike(
  draw: Draw,
  options: ProblemOptions,
  problem: Problem,
): Generator<Problem, undefined> {
  const largest = Math.max(2, Math.min(9, 2 ** Math.floor(options.format.precision / 3)));
  const plain = (): number => at0(kinds, draw, largest);
  const otherwise = (): Problem => ({
    ...problem,
    ...otherLayouts(draw, problem),
    ...otherGroups(draw, problem),
  });
  const [usual, ...others] = kinds.map((entry) => () => entry(draw, largest));
  const of = (entry: () => number) => drawnLike(otherwise(), ['X', 'W', 'dY'], entry);
  if (usual !== undefined) yield* of(usual);
  for (const shape of shapesNear(problem, options)) {
    yield* drawnLike(ofShape(otherwise(), shape), ['X', 'W', 'dY'], plain);
  }
  for (const entry of others) yield* of(entry);
  for (const name of ['X', 'W', 'dY'] as const) yield* drawnLike(problem, [name], plain);
  for (const _ of [1, 2, 3]) {
    yield* drawnLike(problem, ['X', 'W', 'dY'], (old) =>
      draw.integer(0, 1) === 0 ? old : plain(),
    );
  }
  yield* drawnLike(permuted(draw, problem), [], () => 0);
  return undefined;
}

/** As the property draws them: with some extents of these problems, and with any. */
function* drawn(
  draw: Draw,
  options: ProblemOptions,
  like: readonly Problem[],
): Generator<Problem, undefined> {
  for (let round = 0; round < 12; round += 1) {
    for (const problem of like) {
      const fixed = { ...near(draw, problem), ...options.fixed };
      yield generateProblem(draw, { ...options, plain: round % 2 === 0, fixed });
    }
    yield generateProblem(draw, options);
  }
  return undefined;
}

/** Where a view begins late, or has gaps: later or earlier, and other ones. */
function otherLayouts(draw: Draw, { layouts }: Problem): Pick<Problem, 'layouts'> {
  if (layouts === undefined) return {};
  const others = Object.entries(layouts).map(([name, layout]: [string, Layout]) => {
    const offset = layout.offset === 0 ? 0 : draw.integer(1, 9);
    return [name, { ...layout, offset, gap: layout.gap === 0 ? 0 : draw.integer(1, 5) }];
  });
  return { layouts: Object.fromEntries(others) };
}

/** As many groups, of other lengths. */
function otherGroups(draw: Draw, { X, batch }: Problem): Pick<Problem, 'batch'> {
  if (batch?.groups === undefined) return {};
  let left = X.rows;
  const groups = batch.groups.map(() => {
    const length = draw.integer(0, Math.min(left, 4));
    left -= length;
    return length;
  });
  return { batch: grouped(groups) };
}

function at0(list: readonly Entry[], draw: Draw, largest: number): number {
  const [first] = list;
  return first === undefined ? 0 : first(draw, largest);
}

function sign(draw: Draw): number {
  return draw.integer(0, 1) === 0 ? 1 : -1;
}

/** With other entries in these operands; nothing, where what else is asked for forbids. */
function* drawnLike(
  problem: Problem,
  names: readonly Name[],
  entry: (old: number) => number,
): Generator<Problem> {
  const { layouts = {}, drawn: _, ...rest } = problem;
  const { m, n } = shapeOf(problem);
  const heights = { X: m, W: n, dY: m };
  const others = names.map((name) => {
    const operand: Matrix = problem[name];
    return [
      name,
      unfold(
        operand.map((old) => entry(old)),
        layouts[name],
        heights[name],
      ),
    ] as const;
  });
  const made = fitted({
    ...rest,
    ...(problem.layouts && { layouts }),
    ...Object.fromEntries(others),
  });
  if (made !== undefined) yield made;
}

/** The entries of each operand in another order, with other signs. */
function permuted(draw: Draw, problem: Problem): Problem {
  if (problem.layouts !== undefined) return problem;
  const shuffled = (matrix: Matrix): Matrix => {
    const [entries, order] = [matrix.toArray(), drawPermutation(draw, matrix.rows * matrix.cols)];
    const moved = order.map((place) => sign(draw) * (entries[place] ?? 0));
    return Matrix.over(matrix.rows, matrix.cols, Float64Array.from(moved));
  };
  const { X, W, dY } = problem;
  // SAFETY: shapes stay what they are.
  return { ...problem, X: shuffled(X), W: shuffled(W), dY: shuffled(dY) } as Problem;
}

/** Other shapes at which the same may go wrong: of one plain problem alone. */
function shapesNear(problem: Problem, { extent, volume, square }: ProblemOptions): Shape[] {
  if (problem.batch !== undefined || square) return [];
  const { m, n, k } = shapeOf(problem);
  const all = [
    { m: m + 1, n: n + 1, k: k + 2 },
    { m: m + 1, n, k },
    { m, n: n + 1, k },
    { m, n, k: k + 1 },
    { m: 3, n: 3, k: 3 },
    { m: 5, n: 5, k: 5 },
    { m: 5, n: 3, k: 4 },
  ];
  return all.filter(
    (each) => Math.max(each.m, each.n, each.k) <= extent && each.m * each.n * each.k <= volume,
  );
}

function ofShape(problem: Problem, { m, n, k }: Shape): Problem {
  const zeros = (rows: number, cols: number): Matrix => Matrix.of([rows, cols], () => 0);
  // SAFETY: these are the shapes of X, W and dY.
  return { ...problem, X: zeros(m, n), W: zeros(n, k), dY: zeros(m, k) } as Problem;
}

/** Some of its extents. */
function near(draw: Draw, problem: Problem): Partial<Shape> {
  const { m, n, k } = shapeOf(problem);
  const some = draw.integer(1, 7);
  return { ...(some & 1 && { m }), ...(some & 2 && { n }), ...(some & 4 && { k }) };
}
