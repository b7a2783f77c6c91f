import type { LayoutKind } from '../../contract/subject.ts';
import { Matrix } from '../../matrix/matrix.ts';
import type { NumberFormat } from '../../number/formats.ts';
import type { OperandFormats } from '../../number/tensor-formats.ts';
import { type Batch, batchSizes } from '../batch.ts';
import { fitted } from '../derive/fitted.ts';
import { restrict, withoutMembers } from '../derive/restrict.ts';
import { settled } from '../derive/settled.ts';
import { unfold } from '../derive/unfold.ts';
import type { DrawnVariant, VariantPart } from '../drawn-variant.ts';
import { grouped, notOfGroups } from '../grouped.ts';
import { type Problem, shapeOf } from '../problem.ts';
import type { Shape } from '../shape.ts';
import { chance, type Draw, pick } from './draw.ts';
import { type BatchWish, batchKindOf, drawBatch } from './draw-batch.ts';
import { drawEntries, type EntryKind, entryKinds } from './draw-entries.ts';
import { drawGroups, type GroupPattern } from './draw-groups.ts';
import { drawLayouts } from './draw-layout.ts';
import { drawScales } from './draw-scales.ts';
import { drawExtent, drawShape, type ShapeLimits } from './draw-shape.ts';
import { drawStructured, type Structured, withStructure } from './draw-structure.ts';
import { drawUpstream } from './draw-upstream.ts';
import { drawVariant } from './draw-variant.ts';
import { drawZeros, fewZeros, type Zeroed, type ZeroPattern } from './draw-zeros.ts';

/** The problems a property wants to see. */
export interface ProblemOptions extends ShapeLimits {
  /** Of every operand; where they differ, one whose numbers each of them has. */
  readonly format: NumberFormat;
  /** Of each operand, where they differ. */
  readonly formats?: OperandFormats;
  /** What every sum can be rounded to without a loss; that of the operands, when left out. */
  readonly sums?: NumberFormat;
  /** What sums are kept in before they are stored, where it is wider than `sums`. */
  readonly accumulator?: NumberFormat;
  /** The kinds of entries to draw from, all alike often; all of them when left out. */
  readonly kinds?: readonly EntryKind[];
  /** The kinds of layouts to draw from; everything is dense when left out. */
  readonly layouts?: readonly LayoutKind[];
  /** What structure X or W has; drawn now and then when left out. */
  readonly structured?: Structured;
  /** The operand of a subnormal or lopsided problem that is at one end of the range; or drawn. */
  readonly atEnd?: 'X' | 'W' | 'dY';
  /** What is subnormal is made of the smallest numbers themselves, which nothing can scale down. */
  readonly least?: boolean;
  /** All entries are large and of one sign, where they saturate; now and then only, when left out. */
  readonly full?: boolean;
  /** Nothing is set to 0, and dY is dense. */
  readonly plain?: boolean;
  /** One or two of m, n and k are 0; `somehow`: or an axis of a batch; or that now and then only. */
  readonly empty?: boolean | 'sometimes' | 'somehow';
  readonly batch?: BatchWish;
  /** Rows are of groups, each with a matrix of its own: always, or now and then; or in this way. */
  readonly groups?: 'sometimes' | 'always' | GroupPattern;
  /** Rows may be beyond the last group. */
  readonly tail?: boolean;
  /** A call may ask for any set of these besides; none of them when left out. */
  readonly variants?: readonly VariantPart[];
  /** One of them that it asks for, unless others forbid. */
  readonly always?: VariantPart;
}

/** A random problem: shape, entries, upstream gradient, zeros and layouts are drawn jointly. */
export function generateProblem(draw: Draw, options: ProblemOptions): Problem {
  const { variants = [], always, layouts, empty } = options;
  const variant = drawVariant(draw, variants, always);
  const full = generateFull(draw, fittingTo(draw, variant, options));
  const less = lessOf(draw, full, empty);
  const asked = asking(less, variant) ?? asking(full, variant) ?? full;
  if (layouts === undefined) return asked;
  const laid = laidOut(draw, asked, layouts);
  return fitted(laid) ?? laid;
}

/** The problem of a call that asks for this besides; nothing, where its shape forbids. */
function asking(problem: Problem, variant: DrawnVariant): Problem | undefined {
  return Object.keys(variant).length === 0 ? problem : fitted({ ...problem, variant });
}

/** Options by which a drawn problem fits the variant. */
function fittingTo(draw: Draw, variant: DrawnVariant, options: ProblemOptions): DrawnOptions {
  const { vectorX, vectorW, shared } = variant;
  const { extent, volume, batch, formats: _, ...common } = options; // one variable has one format
  if (shared === undefined) {
    const fixed = { ...options.fixed, ...(vectorX && { m: 1 }), ...(vectorW && { k: 1 }) };
    return { ...options, ...(Object.keys(fixed).length > 0 && { fixed }), variant };
  }
  const side = drawExtent(draw, Math.min(extent, Math.floor(Math.cbrt(volume))));
  const fixed = shared === 'X·X' ? { m: side, n: side, k: side } : { m: side, k: side };
  const once = { ...common, extent, volume, fixed, variant };
  const alone = batch?.endsWith('X alone') ?? true; // one variable has the axes of both
  return alone ? once : { ...once, batch: 'sometimes' };
}

interface DrawnOptions extends ProblemOptions {
  readonly variant: DrawnVariant;
}

function generateFull(draw: Draw, options: DrawnOptions): Problem {
  const { format, accumulator, atEnd, least, full, kinds = entryKinds } = options;
  const { formats = { X: format, W: format, dY: format }, sums = format } = options;
  const {
    plain = false,
    structured = chance(draw, plain ? 0 : 8) ? drawStructured(draw) : undefined,
  } = options;
  const shape = drawShape(draw, options);
  const batch = drawGroupsFor(draw, shape, options) ?? drawBatchFor(draw, options);
  const kind = pick(draw, kinds);
  const sizes = batchSizes(batch);
  const scales = drawScales(draw, kind, formats);
  const context = {
    ...{ shape: longest(shape, batch), formats, atEnd, least, full },
    ...{ sums: scales.within(sums), accumulator: accumulator && scales.within(accumulator) },
  };
  const entries = drawEntries(draw, kind, context);
  const zeroed = <R extends string, C extends string>(matrix: Matrix<R, C>): Zeroed<R, C> =>
    plain ? { matrix, zeros: 'none' } : drawZeros(draw, matrix);
  const [scaleX, scaleW, scaleY] = [scales.X(shape.m), scales.W(shape.n), scales.dY(shape.m)];
  const x = zeroed(Matrix.of<'m', 'n'>([sizes.X * shape.m, shape.n], scaleX(entries.X)));
  const w = zeroed(Matrix.of<'n', 'k'>([sizes.W * shape.n, shape.k], scaleW(entries.W)));
  const operands = shapedBy(draw, structured, {
    operands: { X: x.matrix, W: w.matrix },
    heights: { X: shape.m, W: shape.n },
  });
  const { dY, upstream } =
    batch === undefined
      ? drawUpstream({ draw, kind, context, entry: entries.dY, operands, plain })
      : { dY: Matrix.of<'m', 'k'>([sizes.dY * shape.m, shape.k], entries.dY), upstream: 'dense' };
  const scaled = dY.map((entry, i, j) => scaleY(() => entry)(i, j));
  const y = kind === 'absorbing' ? { matrix: scaled, zeros: 'none' as const } : zeroed(scaled);
  const { values } = entries;
  const likeliest = values && {
    X: structured?.operand === 'X' ? 1 : likeliestOf(values.X, x.zeros),
    W: structured?.operand === 'W' ? 1 : likeliestOf(values.W, w.zeros),
    dY: upstream === 'dense' ? likeliestOf(values.dY, y.zeros) : 1,
  };
  return {
    ...operands,
    dY: y.matrix,
    salt: draw.integer(0, 2 ** 31 - 1),
    ...(batch === undefined ? {} : { batch }),
    drawn: { kind, ...(likeliest === undefined ? {} : { likeliest }) },
  };
}

interface Operands {
  readonly operands: Pick<Problem, 'X' | 'W'>;
  /** Rows of each element of a batch. */
  readonly heights: Readonly<Record<'X' | 'W', number>>;
}

/** The operands, one of them with the structure that was drawn for it. */
function shapedBy(
  draw: Draw,
  structured: Structured | undefined,
  { operands, heights }: Operands,
): Pick<Problem, 'X' | 'W'> {
  if (structured === undefined) return operands;
  const { operand, structure } = structured;
  const shaping = { structure, height: heights[operand] };
  if (operand === 'X') return { ...operands, X: withStructure(draw, operands.X, shaping) };
  return { ...operands, W: withStructure(draw, operands.W, shaping) };
}

/** Of one entry, whatever the others are: the probability of its likeliest value. */
function likeliestOf(values: number, zeros: ZeroPattern): number {
  if (zeros === 'none') return 1 / values;
  return zeros === 'few' ? Math.max(fewZeros / 100, 1 / values) : 1;
}

function drawBatchFor(
  draw: Draw,
  { batch: kind, variant: { vectorX, vectorW } }: DrawnOptions,
): Batch | undefined {
  if (kind === undefined || (kind.startsWith('sometimes') && chance(draw, 50))) return undefined;
  const joins = kind.endsWith('broadcast');
  const batch = drawBatch(draw, batchKindOf(kind));
  if (!vectorX && !vectorW) return batch;
  if (!joins || (vectorX && vectorW)) return undefined;
  const ones = batch.X.map(() => 1); // a vector has no batch axes
  if (vectorX) return { ...batch, X: ones, ranks: { ...batch.ranks, X: 0 } };
  return { ...batch, W: ones, ranks: { ...batch.ranks, W: 0 } };
}

/** Rows of groups, where they are asked for, and what the call asks for besides allows it. */
function drawGroupsFor(
  draw: Draw,
  { m: rows }: Shape,
  { groups, tail = false, batch, variant }: DrawnOptions,
): Batch | undefined {
  if (groups === undefined || ungroupable.some((part) => variant[part] !== undefined))
    return undefined;
  if (groups !== 'sometimes') {
    const pattern = groups === 'always' ? {} : { pattern: groups };
    return grouped(drawGroups(draw, { rows, tail, ...pattern }));
  }
  const isOther = batch !== undefined && !batch.startsWith('sometimes');
  return isOther || chance(draw, 75) ? undefined : grouped(drawGroups(draw, { rows, tail }));
}

const ungroupable = [...notOfGroups, 'vectorX', 'vectorW'] as const;

/** A joined operand's gradient sums over members too, which takes room in the significand. */
function longest(shape: Shape, batch: Batch | undefined): Shape {
  const { dY } = batchSizes(batch);
  return { m: shape.m * dY, n: shape.n, k: shape.k * dY };
}

function emptied(draw: Draw, problem: Problem): Problem {
  const axes = pick(draw, [['m'], ['n'], ['k'], ['m', 'n'], ['n', 'k'], ['m', 'k']] as const);
  return axes.reduce<Problem>((less, axis) => restrict(less, axis, []), problem);
}

/** One of m, n and k is 0, or an axis of the batch. */
function emptiedSomehow(draw: Draw, problem: Problem): Problem {
  const { batch } = problem;
  if (batch === undefined || batch.groups !== undefined || chance(draw, 60)) {
    return restrict(problem, pick(draw, ['m', 'n', 'k'] as const), []);
  }
  return withoutMembers(problem, draw.integer(0, batch.X.length - 1));
}

function lessOf(draw: Draw, problem: Problem, empty: ProblemOptions['empty']): Problem {
  if (empty === true) return emptied(draw, problem);
  if (empty === 'sometimes' && chance(draw, 80)) return problem;
  return empty ? emptiedSomehow(draw, problem) : problem;
}

function laidOut(draw: Draw, problem: Problem, kinds: readonly LayoutKind[]): Problem {
  const layouts = drawLayouts(draw, kinds, problem.batch !== undefined);
  const { m, n } = shapeOf(problem);
  const unfolded = {
    X: unfold(problem.X, layouts.X, m),
    W: unfold(problem.W, layouts.W, n),
    dY: unfold(problem.dY, layouts.dY, m),
  };
  return settled({ ...problem, ...unfolded, layouts, ...redrawn(problem, unfolded) });
}

/** Entries of a row or column that is seen as many hang together. */
function redrawn({ X, W, dY, drawn }: Problem, after: Pick<Problem, 'X' | 'W' | 'dY'>) {
  if (drawn?.likeliest === undefined) return {};
  const likeliest = {
    X: after.X === X ? drawn.likeliest.X : 1,
    W: after.W === W ? drawn.likeliest.W : 1,
    dY: after.dY === dY ? drawn.likeliest.dY : 1,
  };
  return { drawn: { ...drawn, likeliest } };
}
