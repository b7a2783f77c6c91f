/**
 * A small matmul library that claims everything of the contract: the right subject with every claim,
 * and, with one of its parts replaced, the faults that need views, batches, options or history.
 */
import { at } from '../../src/at.ts';
import type {
  Answer,
  Answers,
  Given,
  Operand,
  Operands,
  Recorded,
} from '../../src/contract/subject.ts';
import { entriesOf, placesOf, shapeOfProduct, sizeOf } from '../../src/matrix/strided.ts';
import { type GroupProduct, ofMatrices, timesMatrices } from './group-product.ts';
import { rectified } from './rectified.ts';
import {
  get,
  joinedExtents,
  memberOf,
  placeOf,
  promote,
  type Tensor,
  tensorOf,
  transposeTensor,
  transposeView,
  type View,
} from './view.ts';

/** out := α·A·B, or out + α·A·B. */
export interface Product {
  readonly a: View;
  readonly b: View;
  readonly out: View;
  readonly alpha: number;
  readonly accumulate: boolean;
  readonly of: 'Y' | 'dX' | 'dW';
  /** Which member of the batch, and of how many. */
  readonly member: number;
  readonly members: number;
}

/** What the library is made of. A fault replaces one part, and may call the right one. */
export interface Parts {
  gemm(product: Product): void;
  /** Storage for results. It has been used before: it is full of NaN. */
  allocate(length: number): Float64Array;
  /** db: the sums of the columns of dY, over all its other axes. */
  biasGradient(dY: Tensor): Answer;
  /** Keeps an operand of a recorded forward pass until its backward pass. */
  save(operand: Operand): Operand;
}

export const rightParts: Parts = {
  gemm,
  allocate: (length) => new Float64Array(length).fill(Number.NaN),
  biasGradient,
  save: (operand) => ({ ...operand, data: operand.data.slice() }),
};

export function gemm({ a, b, out, alpha, accumulate }: Product): void {
  for (let i = 0; i < a.rows; i += 1) {
    for (let j = 0; j < b.cols; j += 1) {
      const place = placeOf(out, i, j);
      let total = 0;
      for (let p = 0; p < a.cols; p += 1) total += get(a, i, p) * get(b, p, j);
      out.data[place] = accumulate ? at(out.data, place) + alpha * total : alpha * total;
    }
  }
}

export function biasGradient(dY: Tensor): Answer {
  const k = at(dY.shape, dY.shape.length - 1);
  const sums = new Float64Array(k);
  entriesOf(dY).forEach((entry, place) => {
    sums[place % k] = at(sums, place % k) + entry;
  });
  return { shape: [k], data: sums };
}

/** The gradients that `given` asks for, by these parts. */
export function backward(given: Given, parts: Parts = rightParts): Answers {
  const { options = {} } = given;
  if (options.epilogue) {
    return backward(
      rectified(given, (operands) => forward(operands, parts)),
      parts,
    );
  }
  const { transX, transW, alpha = 1, beta, wants = ['dX', 'dW'], into, shared } = options;
  const X = asMatrices(given.X, 0, transX);
  const W = shared === 'X·Xᵀ' ? transposeTensor(X) : asMatrices(given.W, 1, transW);
  const dY = asUpstream(given);
  const accumulate = into?.accumulate ?? false;
  const task: Task = { X, W, dY, alpha, parts, accumulate, groups: given.groups };

  const results: Partial<Record<'dX' | 'dW', Result>> = {};
  if (wants.includes('dX')) results.dX = resultFor(given, 'dX', parts);
  if (wants.includes('dW') && !shared) results.dW = resultFor(given, 'dW', parts);
  if (results.dX) collect(task, 'dX', asMatrices(results.dX.storage, 0, transX));
  if (results.dX && shared) secondUse(task, tensorOf(results.dX.storage), shared);
  if (results.dW) collect(task, 'dW', asMatrices(results.dW.storage, 1, transW));
  for (const result of Object.values(results)) finish(result);

  return {
    ...Object.fromEntries(
      Object.entries(results).map(([name, { storage }]) => [name, answerOf(storage)]),
    ),
    ...(options.bias ? { db: parts.biasGradient(dY) } : {}),
    ...(beta === undefined ? {} : { dC: scaledCopy(given.dY, beta) }),
  };
}

/** Y = X·W. */
export function forward({ X, W, groups }: Operands, parts: Parts = rightParts): Answer {
  const [x, w] = [asMatrices(X, 0), asMatrices(W, 1)];
  const shape = shapeOfProduct(x.shape, groups === undefined ? w.shape : w.shape.slice(1));
  const Y = { shape, data: parts.allocate(sizeOf(shape)) };
  const into = tensorOf(Y);
  const multiply = (product: GroupProduct): void =>
    parts.gemm({ ...product, alpha: 1, accumulate: false, of: 'Y' });
  if (groups !== undefined) {
    timesMatrices({ left: x, matrices: w, into }, groups, multiply);
    return Y;
  }
  const extents = joinedExtents(x, w);
  const members = sizeOf(extents);
  for (let member = 0; member < members; member += 1) {
    const [a, b] = [memberOf(x, extents, member), memberOf(w, extents, member)];
    multiply({ a, b, out: memberOf(into, extents, member), member, members });
  }
  return { ...Y, shape: shapeOfProduct(X.shape, W.shape) };
}

/** Y, with a backward pass for later that does not look at what has become of X and W. */
export function record(operands: Operands, parts: Parts = rightParts): Recorded {
  const [X, W] = [parts.save(operands.X), parts.save(operands.W)];
  return {
    Y: forward(operands, parts),
    backward: (dY) => backward({ ...operands, X, W, dY }, parts),
  };
}

interface Task {
  readonly X: Tensor;
  readonly W: Tensor;
  readonly dY: Tensor;
  readonly alpha: number;
  readonly parts: Parts;
  readonly accumulate: boolean;
  readonly groups?: readonly number[] | undefined;
}

/**
 * (1) and (2), member by member: an operand that is joined to several members of Y collects dY·Wᵀ
 * (or Xᵀ·dY) from each of them.
 */
function collect(
  { X, W, dY, alpha, parts, accumulate, groups }: Task,
  of: 'dX' | 'dW',
  into: Tensor,
): void {
  if (groups !== undefined) {
    const multiply = (product: GroupProduct): void =>
      parts.gemm({ ...product, alpha, accumulate, of });
    if (of === 'dW') ofMatrices({ X, dY, into }, groups, multiply);
    else timesMatrices({ left: dY, matrices: transposeTensor(W), into }, groups, multiply);
    return;
  }
  const extents = joinedExtents(X, W);
  const members = sizeOf(extents);
  if (members === 0 && !accumulate) for (const place of placesOf(into)) into.data[place] = 0;
  const begun = new Set<number>();
  for (let member = 0; member < members; member += 1) {
    const viewOf = (tensor: Tensor): View => memberOf(tensor, extents, member);
    const [x, w, dy] = [viewOf(X), viewOf(W), viewOf(dY)];
    const [a, b] = of === 'dX' ? [dy, transposeView(w)] : [transposeView(x), dy];
    const out = viewOf(into);
    const more = accumulate || begun.has(out.offset);
    parts.gemm({ a, b, out, alpha, accumulate: more, of, member, members });
    begun.add(out.offset);
  }
}

/** What X contributes as the second operand: Xᵀ·dY of X·X, and (Xᵀ·dY)ᵀ of X·Xᵀ. */
function secondUse(task: Task, dX: Tensor, shared: 'X·X' | 'X·Xᵀ'): void {
  collect({ ...task, accumulate: true }, 'dW', shared === 'X·X' ? dX : transposeTensor(dX));
}

/** Where a gradient is written, and where it has to be in the end. */
interface Result {
  readonly storage: Operand;
  readonly destination?: Operand;
}

/** A destination that is an operand is written only when both gradients are known. */
function resultFor(given: Given, name: 'dX' | 'dW', parts: Parts): Result {
  const operand = name === 'dX' ? given.X : given.W;
  const destination = given.options?.into?.[name];
  const { shape } = operand;
  const taken = [given.X.data, given.W.data, given.dY.data];
  if (destination === undefined || taken.includes(destination.data)) {
    const storage = { shape, data: parts.allocate(sizeOf(shape)) };
    return destination === undefined ? { storage } : { storage, destination };
  }
  return { storage: destination };
}

function finish({ storage, destination }: Result): void {
  if (destination === undefined) return;
  const from = entriesOf(asMatrices(storage, 0));
  placesOf(asMatrices(destination, 0)).forEach((place, entry) => {
    destination.data[place] = at(from, entry);
  });
}

function answerOf(storage: Operand): Answer {
  return { shape: storage.shape, data: entriesOf(asMatrices(storage, 0)) };
}

/** A vector is a row as X and a column as W; a flag says that it is stored transposed. */
function asMatrices(operand: Operand, axis: 0 | 1, transposed = false): Tensor {
  const tensor = tensorOf(operand);
  const matrices = tensor.shape.length === 1 ? promote(tensor, axis) : tensor;
  return transposed ? transposeTensor(matrices) : matrices;
}

function asUpstream({ X, W, dY }: Given): Tensor {
  const column = W.shape.length === 1 ? promote(tensorOf(dY), dY.shape.length) : tensorOf(dY);
  return X.shape.length === 1 ? promote(column, column.shape.length - 1) : column;
}

function scaledCopy(dY: Operand, beta: number): Answer {
  const entries = entriesOf(asMatrices(dY, 0)).map((entry) => beta * entry);
  return { shape: dY.shape, data: entries };
}
