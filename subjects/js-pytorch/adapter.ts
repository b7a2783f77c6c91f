/** js-pytorch on the CPU: its own autograd of its own operations, on nested arrays of numbers. */
import type {
  Answer,
  Answers,
  Given,
  Operand,
  Options,
  Subject,
} from '../../src/contract/subject.ts';
import { library, versionOf } from '../lib/ts/library.ts';
import { type Operands, operandsOf } from '../lib/ts/operands.ts';

type Nested = readonly (number | Nested)[];

interface Tensor {
  readonly shape: readonly number[];
  readonly data: Nested;
  /** Of what is asked for. */
  readonly grad: Nested;
  matmul(other: Tensor): Tensor;
  transpose(one: number, other: number): Tensor;
  mul(factor: number): Tensor;
  add(other: Tensor): Tensor;
  backward(gradient: Tensor): void;
}

interface JsPytorch {
  readonly torch: { tensor(data: Nested, requiresGrad: boolean): Tensor };
}

const { torch } = library<JsPytorch>('js-pytorch', import.meta.url);

const subject: Subject = {
  name: `js-pytorch ${versionOf('js-pytorch', import.meta.url)}`,
  numberFormat: 'float64',
  claims: {
    deterministic: true,
    reproducible: true,
    // Not `layouts`: tensors are nested arrays. Not `emptyExtents`: it takes those for vectors.
    batching: 'leading',
    transposeFlags: true,
    scaling: true,
    bias: true,
    subsets: true,
    ownedAnswers: true,
    sharedOperand: true,
    nonFinite: 'ieee',
  },
  backward: gradients,
  forward: ({ X, W }) => answer(tensor(X).matmul(tensor(W))),
};

function gradients(given: Given): Answers {
  const { variables, constants } = operandsOf(given, tensor, (shape) => tensor(zeros(shape)));
  const named = Object.entries(variables).map(([name, { data }]): [string, Tensor] => [
    name,
    torch.tensor(data, true),
  ]);
  const Y = output({ ...constants, ...Object.fromEntries(named) }, given.options);
  Y.backward(tensor(given.dY));
  const gradient = ({ shape, grad }: Tensor): Answer => ({ shape, data: numbers(grad) });
  return Object.fromEntries(named.map(([name, variable]) => [name, gradient(variable)]));
}

/** Y = α·X·W + b + β·C. */
function output({ dX: X, dW: W, db: b, dC: C }: Operands<Tensor>, options: Options = {}): Tensor {
  if (X === undefined) throw new Error('every Y has an X');
  const { transX, transW, shared, alpha, beta } = options;
  const turn = (one: Tensor, is = false): Tensor =>
    is ? one.transpose(one.shape.length - 2, one.shape.length - 1) : one;
  let Y = turn(X, transX).matmul(turn(W ?? X, transW || shared === 'X·Xᵀ'));
  if (alpha !== undefined) Y = Y.mul(alpha);
  if (b !== undefined) Y = Y.add(b);
  if (C !== undefined && beta !== undefined) Y = Y.add(C.mul(beta));
  return Y;
}

function tensor({ shape, data }: Operand): Tensor {
  return torch.tensor(nested([...data], shape.slice(1)), false);
}

function nested(entries: Nested, shape: readonly number[]): Nested {
  const extent = shape.at(-1);
  if (extent === undefined) return entries;
  const rows = Array.from({ length: entries.length / extent }, (_, i) =>
    entries.slice(i * extent, (i + 1) * extent),
  );
  return nested(rows, shape.slice(0, -1));
}

function zeros(shape: readonly number[]): Operand {
  return { shape, data: new Float64Array(shape.reduce((all, extent) => all * extent, 1)) };
}

function numbers(data: Nested): number[] {
  return data.flatMap((each) => (typeof each === 'number' ? [each] : numbers(each)));
}

function answer({ shape, data }: Tensor): Answer {
  return { shape, data: numbers(data) };
}

export default subject;
