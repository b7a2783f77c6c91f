/** (1) and (2) as ONNX graphs: of Gemm for matrices, of MatMul for batches. */
import type { Options } from '../../src/contract/subject.ts';
import type { Graph, Operation } from './model.ts';

type Body = Pick<Graph, 'outputs' | 'operations' | 'lists'>;

/** The shapes of X, W and dY, without vectors. */
export interface Shapes {
  readonly X: readonly number[];
  readonly W: readonly number[];
  readonly dY: readonly number[];
}

/** dX, dW, db and dC, as asked for. */
export function backwardGraph(shapes: Shapes, options: Options): Body {
  const { wants = ['dX', 'dW'], shared, bias, beta } = options;
  const plain = shapes.X.length === 2 && shapes.W.length === 2;
  const each = shared
    ? [plain ? sharedGraph(shared, options) : sharedBatches(shared, shapes, options)]
    : wants.map((name) => (plain ? gemm(name, options) : batched(name, shapes, options)));
  const parts = [
    ...each,
    ...(bias ? [summed(['dY', 'db'], range(shapes.dY.length - 1), 0)] : []),
    ...(beta === undefined ? [] : [{ operations: [scaled('dC', beta)], outputs: ['dC'] }]),
  ];
  return {
    outputs: parts.flatMap(({ outputs }) => outputs),
    operations: parts.flatMap(({ operations }) => operations),
    lists: Object.assign({}, ...parts.map(({ lists }) => lists)),
  };
}

function gemm(name: 'dX' | 'dW', { transX, transW, alpha }: Options): Body {
  const flags = {
    dX: transX
      ? { inputs: ['W', 'dY'], transA: transW, transB: true }
      : { inputs: ['dY', 'W'], transA: false, transB: !transW },
    dW: transW
      ? { inputs: ['dY', 'X'], transA: true, transB: transX }
      : { inputs: ['X', 'dY'], transA: !transX, transB: false },
  }[name];
  return { operations: [gemmNode({ ...flags, output: name, alpha })], outputs: [name] };
}

/** Y = X·X or X·Xᵀ: the second product is added to the first, which is its C. */
function sharedGraph(shared: 'X·X' | 'X·Xᵀ', { alpha }: Options): Body {
  const square = shared === 'X·X';
  const first = { inputs: ['dY', 'X'], transA: false, transB: square, output: 'first', alpha };
  const others = square ? ['X', 'dY'] : ['dY', 'X'];
  const second = { inputs: [...others, 'first'], transA: true, transB: false, output: 'dX', alpha };
  return { operations: [gemmNode(first), gemmNode(second)], outputs: ['dX'] };
}

interface Gemm {
  readonly inputs: readonly string[];
  readonly transA: boolean | undefined;
  readonly transB: boolean | undefined;
  readonly output: string;
  readonly alpha: number | undefined;
}

function gemmNode({ inputs, transA, transB, output, alpha = 1 }: Gemm): Operation {
  const attributes = {
    transA: transA ? 1 : 0,
    transB: transB ? 1 : 0,
    alpha: { real: alpha },
  };
  return ['Gemm', inputs, output, attributes];
}

/** A product of batches, summed over the axes that its operand was joined along. */
function batched(name: 'dX' | 'dW', shapes: Shapes, { transX, transW, alpha = 1 }: Options): Body {
  const [x, w] = [seen('X', shapes.X.length, transX), seen('W', shapes.W.length, transW)];
  const [turnedX, turnedW] = [turned(x.name, shapes.X.length), turned(w.name, shapes.W.length)];
  const factors = { dX: ['dY', turnedW[2]], dW: [turnedX[2], 'dY'] }[name];
  const product: Operation = ['MatMul', factors, `${name}·`];
  const of = { dX: shapes.X, dW: shapes.W }[name];
  const lead = shapes.dY.length - of.length;
  const joined = range(of.length - 2).filter((i) => of[i] !== shapes.dY[lead + i]);
  const sum = summed([product[2], `${name}+`], [...range(lead), ...joined.map((i) => lead + i)], 1);
  const isTurned = { dX: transX, dW: transW }[name];
  const back = isTurned ? turned(`${name}+`, shapes.dY.length) : undefined;
  const result = back?.[2] ?? `${name}+`;
  return {
    outputs: [name],
    operations: [
      ...(name === 'dX' ? [...w.operations, turnedW] : [...x.operations, turnedX]),
      product,
      ...sum.operations,
      ...(back ? [back] : []),
      scaled(name, alpha, result),
    ],
    ...(sum.lists ? { lists: sum.lists } : {}),
  };
}

/** Both products of a batch with itself, added. W is X. */
function sharedBatches(shared: 'X·X' | 'X·Xᵀ', shapes: Shapes, options: Options): Body {
  const as = { ...options, transW: shared === 'X·Xᵀ' };
  const [first, second] = [batched('dX', shapes, as), batched('dW', shapes, as)];
  const renamed = first.operations.map(
    ([type, inputs, output, attributes]): Operation => [
      type,
      inputs,
      output === 'dX' ? 'first' : output,
      attributes,
    ],
  );
  const sum: Operation = ['Add', ['first', 'dW'], 'dX'];
  return { ...first, operations: [...renamed, ...second.operations, sum] };
}

/** An operand as Y = X·W takes it. */
function seen(
  name: string,
  rank: number,
  is = false,
): { readonly name: string; readonly operations: readonly Operation[] } {
  const turn = turned(name, rank);
  return is ? { name: turn[2], operations: [turn] } : { name, operations: [] };
}

function turned(name: string, rank: number): Operation {
  const perm = [...range(rank - 2), rank - 1, rank - 2];
  return ['Transpose', [name], `${name}ᵀ`, { perm }];
}

function summed(
  [input, output]: readonly [string, string],
  axes: readonly number[],
  keepdims: 0 | 1,
): Body {
  if (axes.length === 0) return { outputs: [], operations: [['Identity', [input], output]] };
  const list = `axes of ${output}`;
  const sum: Operation = ['ReduceSum', [input, list], output, { keepdims }];
  return { outputs: [output], operations: [sum], lists: { [list]: axes } };
}

/** By Gemm's α no batch can be scaled; the factor is an input. */
function scaled(output: string, factor: number, input = 'dY'): Operation {
  if (factor === 1) return ['Identity', [input], output];
  return ['Mul', [input, output === 'dC' ? 'beta' : 'alpha'], output];
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}
