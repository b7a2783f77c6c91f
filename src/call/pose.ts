import { at } from '../at.ts';
import type { Claims, Given, Operand, Operands, Options, Scaled } from '../contract/subject.ts';
import { defined } from '../defined.ts';
import { GradgateError } from '../errors.ts';
import { partsOf } from '../matrix/codes-of.ts';
import { Matrix } from '../matrix/matrix.ts';
import { placesOf, sizeOf } from '../matrix/strided.ts';
import { turned } from '../matrix/turned.ts';
import { formatNumber } from '../number/format-number.ts';
import { sameBits } from '../number/same-bits.ts';
import type { OperandFormats } from '../number/tensor-formats.ts';
import { givenAxes } from '../problem/batch.ts';
import type { Layout } from '../problem/layout.ts';
import { type Problem, shapeOf } from '../problem/problem.ts';
import { type LaidOut, layDense, layOut } from './lay-out.ts';
import { type Turns, turnsOf, type Variant } from './variant.ts';
import { withCodes } from './with-codes.ts';

/** A question as a subject gets it, with what is needed to see afterwards what became of it. */
export interface Posed {
  readonly given: Given;
  readonly laidOut: Readonly<Record<'X' | 'W' | 'dY', LaidOut>>;
  /** The shapes that dX and dW must have. */
  readonly shapes: { readonly dX: readonly number[]; readonly dW: readonly number[] };
  readonly turns: Turns;
}

/** The same of a forward pass; dY in `shapes` is that of Y. */
export interface PosedForward {
  readonly given: Operands;
  readonly laidOut: Readonly<Record<'X' | 'W', LaidOut>>;
  readonly shapes: Shapes;
  readonly turns: Turns;
}

/** What a subject claims; and its formats, where it is given nothing else, and codes beside. */
export interface Posing extends Claims {
  readonly formats?: OperandFormats;
}

/**
 * The operands of a forward pass, put to a subject with these claims; and the shapes of all.
 * @throws Unasked, where an operand has what is no number of its format
 */
export function poseForward(operands: Multiplied, claims: Posing): PosedForward {
  const { X, W, layouts = {} } = operands;
  const { vectorX = false, vectorW = false } = operands.variant ?? {};
  const turns = turnsOf({ vectorX, vectorW }, claims);
  const shapes = shapesOf(operands, { vectorX, vectorW }, turns);
  const lay = layerFor(claims);
  const coded = withCodes(operands, turns, claims.formats);
  const laidOut = {
    X: coded('X', lay(shapes.X, X, layouts.X)),
    W: coded('W', lay(shapes.W, asStored('W', W, { shapes, turns }), layouts.W)),
  };
  const given = { X: laidOut.X.operand, W: laidOut.W.operand, ...groupsIn(operands) };
  return { given, laidOut, shapes, turns };
}

/**
 * A problem, put to a subject with these claims.
 * @throws Unasked, where an operand has what is no number of its format
 */
export function pose(problem: Problem, variant: Variant, claims: Posing): Posed {
  const { X, W, dY } = problem;
  const { layouts = {} } = variant.into === 'operands' ? solidOperands(problem) : problem;
  const turns = turnsOf(variant, claims);
  const shapes = shapesOf(problem, variant, turns);
  const lay = layerFor(claims);
  const coded = withCodes(problem, turns, claims.formats);
  const laid = (name: 'X' | 'W', matrix: Matrix): LaidOut =>
    coded(name, lay(shapes[name], asStored(name, matrix, { shapes, turns }), layouts[name]));
  const laidX = laid('X', X);
  const laidW = variant.shared === undefined ? laid('W', W) : laidX;
  const laidOut = { X: laidX, W: laidW, dY: coded('dY', lay(shapes.dY, dY, layouts.dY)) };
  const options = optionsOf(problem, variant, { shapes, turns, lay, laidOut });
  const operands = { X: laidX.operand, W: laidW.operand, ...groupsIn(problem) };
  const given = { ...operands, dY: laidOut.dY.operand };
  return {
    given: options === undefined ? given : { ...given, options },
    laidOut,
    shapes: { dX: shapes.X, dW: shapes.W },
    turns,
  };
}

type Multiplied = Pick<Problem, 'X' | 'W' | 'layouts' | 'batch' | 'variant'>;

function groupsIn({ batch }: Multiplied): Pick<Operands, 'groups'> {
  return batch?.groups === undefined ? {} : { groups: batch.groups };
}

type Lay = (shape: readonly number[], matrix: Matrix, layout?: Layout) => LaidOut;

/** Views for a subject that claims layouts, dense operands for any other. */
function layerFor({ layouts }: Claims): Lay {
  return layouts === undefined ? layDense : layOut;
}

type Shapes = Readonly<Record<'X' | 'W' | 'dY', readonly number[]>>;

function shapesOf(operands: Multiplied, variant: Variant, turns: Turns): Shapes {
  const { m, n, k } = shapeOf(operands);
  const { vectorX, vectorW, shared } = variant;
  const axes = (name: 'X' | 'W' | 'dY') => givenAxes(operands.batch, name);
  const rows = [...axes('X'), ...(turns.X ? [n, m] : [m, n])];
  return {
    X: vectorX ? [n] : rows,
    W: vectorW ? [n] : shared ? rows : [...axes('W'), ...(turns.W ? [k, n] : [n, k])],
    dY: [...axes('dY'), ...(vectorX ? [] : [m]), ...(vectorW ? [] : [k])],
  };
}

interface Laying {
  readonly shapes: Shapes;
  readonly turns: Turns;
  readonly laidOut: Posed['laidOut'];
  readonly lay: Lay;
}

function optionsOf(
  { X, W, layouts = {} }: Problem,
  { into, vectorX: _x, vectorW: _w, ...plain }: Variant,
  { shapes, turns, lay, laidOut }: Laying,
): Options | undefined {
  if (into === undefined) return Object.keys(plain).length === 0 ? undefined : plain;
  if (into === 'operands') {
    const [dX, dW] = [laidOut.X.operand, laidOut.W.operand];
    return { ...plain, into: { dX, dW, accumulate: false } };
  }
  const accumulate = into !== 'overwrite';
  const start = accumulate ? into : { dX: X.map(() => Number.NaN), dW: W.map(() => Number.NaN) };
  const dX = lay(shapes.X, asStored('X', start.dX, { shapes, turns }), solid(layouts.dX)).operand;
  const dW = lay(shapes.W, asStored('W', start.dW, { shapes, turns }), solid(layouts.dW)).operand;
  return { ...plain, into: { dX, dW, accumulate } };
}

interface Storing {
  readonly shapes: Shapes;
  readonly turns: Turns;
}

/** A matrix like X or W as it is stored: where it is turned, every member transposed. */
function asStored(name: 'X' | 'W', matrix: Matrix, { shapes, turns }: Storing): Matrix {
  if (!turns[name]) return matrix;
  const shape = shapes[name];
  const [rows, cols] = [at(shape, shape.length - 2), at(shape, shape.length - 1)];
  const entries = turned(matrix.toArray(), [cols, rows]);
  return Matrix.over(sizeOf(shape.slice(0, -1)), cols, entries);
}

function solidOperands({ layouts = {} }: Problem): Pick<Problem, 'layouts'> {
  const [X, W] = [solid(layouts.X), solid(layouts.W)];
  return { layouts: { ...layouts, ...defined({ X, W }) } };
}

/** A destination cannot be one line seen as many. */
function solid(layout: Layout | undefined): Layout | undefined {
  if (layout === undefined) return undefined;
  const { rowStep, columnStep, memberStep } = layout;
  return {
    ...layout,
    rowStep: rowStep || 1,
    columnStep: columnStep || 1,
    memberStep: memberStep || 1,
  };
}

/**
 * Everything that a subject was given is as it was: entries, gaps and guards, bit for bit. Over an
 * operand that is a destination, a gradient that exists is written.
 */
export function checkUntouched(
  laidOut: Partial<Posed['laidOut']>,
  { into }: Options = {},
  existing: readonly ('dX' | 'dW')[] = ['dX', 'dW'],
): void {
  const written = existing.map((name) => into?.[name].data);
  for (const [name, { operand, before, coded }] of Object.entries(laidOut)) {
    checkCodes(name, operand, coded);
    if (written.includes(operand.data)) continue;
    if (sameBits(before, operand.data)) continue;
    const changed = before.findIndex((value, i) => !Object.is(value, operand.data[i]));
    if (changed < 0) continue; // another NaN is NaN all the same
    const where = `the storage of ${name} after the call, entry ${changed}`;
    const expected = `still ${formatNumber(at(before, changed))}`;
    const actual = formatNumber(at(operand.data, changed));
    throw new GradgateError('ANSWER', { where, expected, actual });
  }
  if (into === undefined) return;
  for (const name of ['dX', 'dW'] as const) checkGaps(name, into[name]);
}

/** @throws GradgateError ANSWER, when the subject wrote into codes or scales */
export function checkCodes(name: string, { scaled }: Operand, before: Scaled | undefined): void {
  for (const [part, numbers] of partsOf(before)) {
    const now = scaled?.[part];
    if (now && sameBits(now, numbers)) continue;
    const where = `the ${part} of ${name} after the call`;
    throw new GradgateError('ANSWER', { where, expected: 'as before', actual: 'other numbers' });
  }
}

/** Nothing was written outside a destination. */
function checkGaps(name: string, { data, ...placement }: Operand): void {
  const inside = new Set(placesOf(placement));
  const outside = data.findIndex((value, i) => !Number.isNaN(value) && !inside.has(i));
  if (outside < 0) return;
  const where = `the storage around ${name}, entry ${outside}`;
  const actual = String(at(data, outside));
  throw new GradgateError('ANSWER', { where, expected: 'untouched, NaN', actual });
}
