/** The strides of batch axes are ignored, from public reports. */
import { at } from '../../src/at.ts';
import type { Operand } from '../../src/contract/subject.ts';
import { placesOf, sizeOf } from '../../src/matrix/strided.ts';
import { forward, gemm, type Parts, type Product } from '../engine/parts.ts';
import type { About, Fault } from './fault.ts';
import { wrongParts, wrongWhole } from './wrong-parts.ts';

/** How the members of a view lie. */
interface Members {
  /** Where each of them begins. */
  readonly begins: readonly number[];
  /** The strides of batch axes of more than one member, outermost first. */
  readonly batch: readonly number[];
  readonly rows: number;
  readonly cols: number;
  readonly rowStride: number;
  readonly colStride: number;
}

type Misread = (members: Members) => Members;

/** The operand as it is read by who takes its members to lie otherwise; without a batch, as it is. */
function misread(operand: Operand, taken: Misread): Operand {
  const { shape, strides, data, offset } = operand;
  const own = shape.length - 2;
  if (strides === undefined || own < 1 || sizeOf(shape) === 0) return operand;
  const batch = strides.slice(0, own);
  const begins = placesOf({
    shape: shape.slice(0, own),
    strides: batch,
    ...(offset && { offset }),
  });
  const [rows, cols] = [at(shape, own), at(shape, own + 1)];
  const [rowStride, colStride] = [at(strides, own), at(strides, own + 1)];
  const moving = batch.filter((_, axis) => at(shape, axis) > 1);
  if (moving.length === 0) return operand;
  const members = taken({ begins: [...begins], batch: moving, rows, cols, rowStride, colStride });
  const step = [members.rowStride, members.colStride];
  const places = members.begins.flatMap((begin) => [
    ...placesOf({ shape: [rows, cols], strides: step, offset: begin }),
  ]);
  return { shape, data: Float64Array.from(places, (place) => data[place] ?? Number.NaN) };
}

/** Who reads operands so; what is written over, and what is one variable, is read as it is. */
function misreading(about: Omit<About, 'caughtBy'>, taken: Misread): Fault {
  return wrongWhole({ ...about, caughtBy: 'batch-decomposition' }, (given, right) => {
    const { into, shared } = given.options ?? {};
    if (into !== undefined || shared !== undefined) return right(given);
    const [X, W, dY] = [given.X, given.W, given.dY].map((operand) => misread(operand, taken));
    return right({ ...given, ...(X && W && dY && { X, W, dY }) });
  });
}

/** Whether rows or columns lie further apart than the members. */
function isInside({ batch, rows, cols, rowStride, colStride }: Members): boolean {
  const widest = Math.max(rows > 1 ? Math.abs(rowStride) : 0, cols > 1 ? Math.abs(colStride) : 0);
  return batch.some((stride) => stride !== 0 && Math.abs(stride) < widest);
}

/** So far apart, from the first on. */
function apart(members: Members, step: number): Members {
  const first = at(members.begins, 0);
  return { ...members, begins: members.begins.map((_, member) => first + member * step) };
}

/** Dense, one behind the other: row by row, or column by column where columns lie closer together. */
function asIfDense(members: Members): Members {
  const { rows, cols, rowStride, colStride } = members;
  const isTurned = Math.abs(rowStride) < Math.abs(colStride);
  const steps = isTurned ? { rowStride: 1, colStride: rows } : { rowStride: cols, colStride: 1 };
  return { ...apart(members, rows * cols), ...steps };
}

/** A product that writes a member behind the one before it, where both are there for the first time. */
function oneBehindTheOther(): Parts['gemm'] {
  let before: Product | undefined;
  return (product) => {
    const { a, b, out, accumulate, member } = product;
    const follows = before?.out.data === out.data && member > 0 && !accumulate;
    const offset = follows && before ? before.out.offset + a.rows * b.cols : out.offset;
    before = { ...product, out: { ...out, offset } };
    gemm(before);
  };
}

export const batchLayouts: readonly Fault[] = [
  misreading(
    {
      name: 'flat-batch-stride',
      story: 'members lie as far apart as the last batch axis says, also where there are two',
      trigger: 'two batch axes that are not one behind the other',
      thread: 'https://github.com/gradium-ai/xn/pull/50',
    },
    (members) => apart(members, at(members.batch, members.batch.length - 1)),
  ),
  misreading(
    {
      name: 'batch-axis-not-slowest',
      story: 'an operand whose batch axis was shuffled inward is read as if it was not',
      trigger: 'a batch axis that is faster than rows or columns',
      thread: 'https://github.com/Theano/Theano/issues/5795',
    },
    (members) => (isInside(members) ? asIfDense(members) : members),
  ),
  {
    ...wrongWhole(
      {
        name: 'permuted-heads-of-key',
        story:
          'the forward pass reads a right operand whose heads and rows were swapped as contiguous',
        trigger: 'members of W that lie within one another',
        caughtBy: 'forward-product',
        thread: 'https://github.com/pytorch/pytorch/issues/78511',
      },
      (given, right) => right(given),
    ),
    forward: ({ W, ...others }) =>
      forward({
        ...others,
        W: misread(W, (members) => (isInside(members) ? asIfDense(members) : members)),
      }),
  },
  misreading(
    {
      name: 'batch-stride-from-shape',
      story: 'members are taken to lie as far apart as their shape has entries',
      trigger: 'members with gaps between them, or in another order',
      thread: 'https://github.com/ROCm/aiter/pull/5385',
    },
    (members) => apart(members, members.rows * members.cols),
  ),
  wrongParts(
    {
      name: 'batched-result-as-contiguous',
      story: 'the members of a result are written one behind the other, however they should lie',
      trigger: 'a destination with a batch whose members lie otherwise',
      caughtBy: 'joint-options',
      thread: 'https://github.com/ROCm/aiter/pull/5385',
    },
    { gemm: oneBehindTheOther() },
  ),
];
