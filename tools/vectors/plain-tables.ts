/** Plain cases that were chosen by hand: the shapes and operands where bugs are known to live. */
import { at } from '../../src/at.ts';
import { seedFor } from '../../src/gate/run/replay.ts';
import { Matrix } from '../../src/matrix/matrix.ts';
import type { NumberFormat } from '../../src/number/formats.ts';
import { round } from '../../src/number/round.ts';
import { codedProblems } from '../../src/problem/derive/coded-problems.ts';
import { drawFrom } from '../../src/problem/draw/draw.ts';
import type { EntryKind } from '../../src/problem/draw/draw-entries.ts';
import { generateProblem } from '../../src/problem/draw/generate-problem.ts';
import type { Problem } from '../../src/problem/problem.ts';
import type { Shape } from '../../src/problem/shape.ts';
import { type Draft, draft } from './case-of.ts';
import type { Flag } from './flag.ts';

/** The name of a kind of entries as a flag; what shows how sums are rounded fills the accumulator, too. */
export function flagOf(kind: EntryKind): Flag {
  if (kind === 'tied' || kind === 'truncating') return 'filling';
  return kind === 'rounded' ? 'moderate' : kind;
}

/** The problem with this shape and these entries whose seed follows from its name. */
export function shaped(
  id: string,
  { m, n, k }: Shape,
  { kind, format }: { readonly kind: EntryKind; readonly format: NumberFormat },
): Problem {
  const limits = { extent: Math.max(m, n, k), volume: m * n * k };
  const options = { ...limits, format, fixed: { m, n, k }, kinds: [kind] };
  return withoutZeros(generateProblem(drawFrom(seedFor(1, id)), options), id);
}

/** Where zeros were drawn there are small numbers: a table says itself what is 0. */
function withoutZeros(problem: Problem, id: string): Problem {
  const draw = drawFrom(seedFor(2, id));
  const filled = <R extends string, C extends string>(matrix: Matrix<R, C>): Matrix<R, C> =>
    matrix.map((value) => (value === 0 ? draw.integer(1, 3) : value));
  return { ...problem, X: filled(problem.X), W: filled(problem.W), dY: filled(problem.dY) };
}

const extentsOfOne: readonly Shape[] = [
  [1, 1, 1],
  [3, 1, 1],
  [1, 3, 1],
  [1, 1, 3],
  [1, 4, 3],
  [4, 1, 3],
  [4, 3, 1],
].map(([m = 1, n = 1, k = 1]) => ({ m, n, k }));

const equalities: readonly Shape[] = [
  [2, 2, 2],
  [4, 4, 4],
  [4, 4, 3],
  [3, 4, 4],
  [4, 3, 4],
  [2, 3, 5],
  [5, 3, 2],
  [3, 5, 2],
].map(([m = 1, n = 1, k = 1]) => ({ m, n, k }));

/** Both sides of every tile from 2 to 256, along each axis alone. */
const edges: readonly Shape[] = [2, 4, 8, 16, 32, 64, 128, 256].flatMap((tile) =>
  [tile - 1, tile, tile + 1].flatMap((extent) => [
    { m: extent, n: 3, k: 2 },
    { m: 2, n: extent, k: 3 },
    { m: 3, n: 2, k: extent },
  ]),
);

/** Whole tiles and remainders on all axes at once. */
const corners: readonly Shape[] = [
  [7, 8, 9],
  [9, 7, 8],
  [8, 9, 7],
  [16, 16, 16],
  [17, 15, 17],
  [20, 12, 18],
].map(([m = 1, n = 1, k = 1]) => ({ m, n, k }));

export function plainTables(format: NumberFormat): Draft[] {
  const table = (flag: Flag, shapes: readonly Shape[], kinds: readonly EntryKind[]): Draft[] =>
    shapes.flatMap((shape) =>
      kinds.map((kind) => {
        const id = `${flag.replaceAll(' ', '-')}-${nameOf(shape)}-${flagOf(kind)}`;
        const about = { id, flags: [flag, flagOf(kind)], ...sourceOf(shape) };
        return draft(about, shaped(id, shape, { kind, format }));
      }),
    );
  return [
    ...plumbing(format),
    ...table('extent of 1', extentsOfOne, ['tiny', 'rounded']),
    ...table('equal extents', equalities, ['tiny', 'middle', 'rounded']),
    ...table('tile edge', edges, ['tiny']),
    ...table('tile edge', corners, ['tiny', 'middle']),
    ...oneHot(format),
    ...productTerms(format),
    ...structured(format),
    ...precision(format),
    ...range(format),
    ...signedZeros(format),
  ];
}

/**
 * Numbers with every digit of the format: as they come, they are to go. Their last digits have one place, so
 * that nothing can be rounded.
 */
function plumbing(format: NumberFormat): Draft[] {
  const numbers = [1.1, -4 / 3, 1.9, 1 + 2 * format.unitRoundoff, -1.6, 12 / 7].map((number) =>
    round(number, format),
  );
  const small = 2 ** Math.ceil(format.minExponent / 2);
  const [row, column] = [
    Matrix.from([numbers]),
    Matrix.from(numbers.map((each) => [each * small])),
  ];
  const one = Matrix.from([[1]]);
  const first = column.map((_, i) => (i === 0 ? 1 : 0));
  const about = (id: string) => ({ id, flags: ['plumbing'], source: 'eq. (3)' });
  // SAFETY: the shapes are 1×n · n×1 and m×1 · 1×1; only axis names are added.
  const copied = (given: unknown): Problem => ({ ...(given as Problem), salt: 0 });
  return [
    draft(about('plumbing-X-W'), copied({ X: row, W: column, dY: one })),
    draft(about('plumbing-dY'), copied({ X: first, W: one, dY: column })),
  ];
}

function nameOf({ m, n, k }: Shape): string {
  return `${m}x${n}x${k}`;
}

function sourceOf({ m, k }: Shape): { readonly source?: string } {
  if (m === 1) return { source: k === 1 ? 'eq. (3)' : 'step 2' };
  return {};
}

/** Every one-hot dY of one shape. */
function oneHot(format: NumberFormat): Draft[] {
  const shape = { m: 2, n: 3, k: 3 };
  return Array.from({ length: shape.m * shape.k }, (_, cell) => {
    const [row, column] = [Math.floor(cell / shape.k), cell % shape.k];
    const id = `one-hot-${row}-${column}`;
    const problem = shaped('one-hot', shape, { kind: 'middle', format });
    const dY = problem.dY.map((_value, i, j) => (i === row && j === column ? 1 : 0));
    return draft({ id, flags: ['one-hot'], source: 'step 2' }, { ...problem, dY });
  });
}

function productTerms(format: NumberFormat): Draft[] {
  const shapes = [
    { m: 1, n: 2, k: 1 },
    { m: 2, n: 2, k: 2 },
    { m: 2, n: 3, k: 2 },
    { m: 3, n: 2, k: 3 },
  ];
  return shapes.flatMap((shape) =>
    [...codedProblems(shape, format)].map(({ problem }, i) => {
      const id = `product-terms-${nameOf(shape)}-${i + 1}`;
      return draft({ id, flags: ['product terms'] }, problem);
    }),
  );
}

function structured(format: NumberFormat): Draft[] {
  const of = (id: string, change: (problem: Problem) => Partial<Problem>): Draft => {
    const problem = shaped(`structured-${id}`, { m: 4, n: 4, k: 4 }, { kind: 'tiny', format });
    const about = { id: `structured-${id}`, flags: ['structured'] };
    return draft(about, { ...problem, ...change(problem) });
  };
  const one = (i: number, j: number): number => (i === j ? 1 : 0);
  const next = (i: number, j: number): number => ((i + 1) % 4 === j ? 1 : 0);
  return [
    of('identity-X', ({ X }) => ({ X: X.map((_, i, j) => one(i, j)) })),
    of('identity-W', ({ W }) => ({ W: W.map((_, i, j) => one(i, j)) })),
    of('identity-dY', ({ dY }) => ({ dY: dY.map((_, i, j) => one(i, j)) })),
    of('permutation-X', ({ X }) => ({ X: X.map((_, i, j) => next(i, j)) })),
    of('permutation-W', ({ W }) => ({ W: W.map((_, i, j) => next(i, j)) })),
    of('ones-dY', ({ dY }) => ({ dY: dY.map(() => 1) })),
    of('zero-dY', ({ dY }) => ({ dY: dY.map(() => 0) })),
    of('zero-X', ({ X }) => ({ X: X.map(() => 0) })),
    of('zero-W', ({ W }) => ({ W: W.map(() => 0) })),
    of('zero-row-dY', ({ dY }) => ({ dY: dY.map((value, i) => (i === 1 ? 0 : value)) })),
    of('triangular-X', ({ X }) => ({ X: X.map((value, i, j) => (i < j ? 0 : value)) })),
    of('negative-dY', ({ dY }) => ({ dY: dY.map((value) => -Math.abs(value)) })),
  ];
}

/** ±2^(p−1) and ±1 in every order, summed over k for dX and over m for dW. */
function precision(format: NumberFormat): Draft[] {
  const large = 2 ** (format.precision - 1) - 1;
  const orders = [
    [large, 1, -large],
    [large, -large, 1],
    [1, large, -large],
    [-large, 1, large],
    [1, 1, large],
  ];
  return orders.flatMap((terms, i) => {
    const [row, column] = [Matrix.from([terms]), Matrix.from(terms.map((term) => [term]))];
    const ones = (rows: number, cols: number) => Matrix.of<never, never>([rows, cols], () => 1);
    const about = (name: string) => ({
      id: `precision-${name}-${i + 1}`,
      flags: ['precision'],
      note: 'The large term is 2^(p−1) − 1 for p significand bits.',
    });
    // SAFETY: the shapes are 1×n · n×3 and 3×n · n×1; only axis names are added.
    const [dY, dYᵀ] = [row as Problem['dY'], column as Problem['dY']];
    return [
      draft(about('dX'), { X: ones(1, 2), W: ones(2, 3), dY, salt: 0 }),
      draft(about('dW'), { X: ones(3, 2), W: ones(2, 1), dY: dYᵀ, salt: 0 }),
    ];
  });
}

/** dY scaled by a large power of two and X and W by its inverse, and the other way round. */
function range(format: NumberFormat): Draft[] {
  const room = format.maxExponent - 2 * format.precision;
  if (room < 32) return [];
  return [room, -room, room / 2, -room / 2].map(Math.trunc).map((exponent, i) => {
    const id = `range-${i + 1}`;
    const { X, W, dY, salt } = shaped(id, { m: 3, n: 2, k: 4 }, { kind: 'tiny', format });
    const [up, down] = [2 ** exponent, 2 ** -exponent];
    const scaled = {
      X: X.map((value) => value * down),
      W: W.map((value) => value * down),
      dY: dY.map((value) => value * up),
    };
    return draft({ id, flags: ['range'] }, { ...scaled, salt });
  });
}

function signedZeros(format: NumberFormat): Draft[] {
  return (['X', 'W', 'dY'] as const).map((name) => {
    const id = `signed-zero-${name}`;
    const problem = shaped(id, { m: 3, n: 4, k: 2 }, { kind: 'tiny', format });
    const zeroed = problem[name].map((value, i, j) => at([value, -0, 0], (i + 2 * j) % 3));
    return draft({ id, flags: ['signed zero'] }, { ...problem, [name]: zeroed });
  });
}
