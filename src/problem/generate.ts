import type { NumberFormat } from '../format/format.ts';
import { Matrix } from '../matrix/matrix.ts';
import { type Batch, batchSizes } from './batch.ts';
import { chance, type Draw, pick } from './draw.ts';
import { drawBatch } from './draw-batch.ts';
import { drawLayouts, type LayoutKind } from './draw-layout.ts';
import { drawEntries, type EntryKind, exactKinds, roundedKinds } from './entries.ts';
import { unfold } from './expand.ts';
import { type Problem, type Shape, shapeOf } from './problem.ts';
import { restrict } from './restrict.ts';
import { settled } from './settle.ts';
import { drawShape, type ShapeLimits } from './shapes.ts';
import { drawUpstream } from './upstream.ts';
import { drawZeros } from './zeros.ts';

/** The problems a property wants to see. */
export interface ProblemOptions extends ShapeLimits {
  readonly format: NumberFormat;
  /** The kinds of entries to draw from, all alike often; all eight when left out. */
  readonly kinds?: readonly EntryKind[];
  /** The kinds of layouts to draw from; everything is dense when left out. */
  readonly layouts?: readonly LayoutKind[];
  /** One or two of m, n and k are 0. */
  readonly empty?: boolean;
  readonly batch?: 'sometimes' | 'leading' | 'broadcast';
}

/** A random problem: shape, entries, upstream gradient, zeros and layouts are drawn jointly. */
export function generateProblem(draw: Draw, options: ProblemOptions): Problem {
  const full = generateFull(draw, options);
  const problem = options.empty ? emptied(draw, full) : full;
  return options.layouts === undefined ? problem : laidOut(draw, problem, options.layouts);
}

function generateFull(draw: Draw, options: ProblemOptions): Problem {
  const { format, kinds = [...exactKinds, ...roundedKinds] } = options;
  const shape = drawShape(draw, options);
  const batch = drawBatchFor(draw, options.batch);
  const kind = pick(draw, kinds);
  const sizes = batchSizes(batch);
  const entries = drawEntries(draw, kind, { shape: longest(shape, batch), format });
  const X = drawZeros(draw, Matrix.of<'m', 'n'>([sizes.X * shape.m, shape.n], entries.X));
  const W = drawZeros(draw, Matrix.of<'n', 'k'>([sizes.W * shape.n, shape.k], entries.W));
  const salt = (): number => draw.integer(0, 2 ** 31 - 1);
  if (batch !== undefined) {
    const dY = Matrix.of<'m', 'k'>([sizes.dY * shape.m, shape.k], entries.dY);
    return { X, W, dY: drawZeros(draw, dY), salt: salt(), batch };
  }
  const dY = drawUpstream({ draw, kind, format, entry: entries.dY, operands: { X, W } });
  return { X, W, dY: drawZeros(draw, dY), salt: salt() };
}

function drawBatchFor(draw: Draw, kind: ProblemOptions['batch']): Batch | undefined {
  if (kind === undefined || (kind === 'sometimes' && chance(draw, 50))) return undefined;
  return drawBatch(draw, kind === 'broadcast' ? kind : 'leading');
}

/** A joined operand's gradient sums over members too, which takes room in the significand. */
function longest(shape: Shape, batch: Batch | undefined): Shape {
  const { dY } = batchSizes(batch);
  return { m: shape.m * dY, n: shape.n, k: shape.k * dY };
}

function emptied(draw: Draw, problem: Problem): Problem {
  const axes = pick(draw, [['m'], ['n'], ['k'], ['m', 'n'], ['n', 'k'], ['m', 'k']] as const);
  return axes.reduce<Problem>((less, axis) => restrict(less, axis, []), problem);
}

function laidOut(draw: Draw, problem: Problem, kinds: readonly LayoutKind[]): Problem {
  const layouts = drawLayouts(draw, kinds);
  const { m, n } = shapeOf(problem);
  return settled({
    ...problem,
    X: unfold(problem.X, layouts.X, m),
    W: unfold(problem.W, layouts.W, n),
    dY: unfold(problem.dY, layouts.dY, m),
    layouts,
  });
}
