import type { NumberFormat } from '../format/format.ts';
import { Matrix } from '../matrix/matrix.ts';
import { type Draw, pick } from './draw.ts';
import { drawEntries, type EntryKind, exactKinds, roundedKinds } from './entries.ts';
import type { Problem } from './problem.ts';
import { drawShape, type ShapeLimits } from './shapes.ts';
import { drawUpstream } from './upstream.ts';
import { drawZeros } from './zeros.ts';

/** The problems a property wants to see. */
export interface ProblemOptions extends ShapeLimits {
  readonly format: NumberFormat;
  /** The kinds of entries to draw from, all alike often; all six when left out. */
  readonly kinds?: readonly EntryKind[];
}

/** A random problem: shape, kind of entries, upstream gradient and zeros are drawn jointly. */
export function generateProblem(draw: Draw, options: ProblemOptions): Problem {
  const { format, kinds = [...exactKinds, ...roundedKinds] } = options;
  const shape = drawShape(draw, options);
  const kind = pick(draw, kinds);
  const entries = drawEntries(draw, kind, { shape, format });
  const X = drawZeros(draw, Matrix.of<'m', 'n'>([shape.m, shape.n], entries.X));
  const W = drawZeros(draw, Matrix.of<'n', 'k'>([shape.n, shape.k], entries.W));
  const operands = { X, W };
  const dY = drawUpstream({ draw, kind, format, entry: entries.dY, operands });
  return { X, W, dY: drawZeros(draw, dY), salt: draw.integer(0, 2 ** 31 - 1) };
}
