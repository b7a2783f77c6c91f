/** ONNX Runtime on the CPU: by hand, from graphs of its Gemm, MatMul, Transpose and ReduceSum. */
import type { Answer, Answers, Operand, Subject } from '../../src/contract/subject.ts';
import { library, versionOf } from '../lib/ts/library.ts';
import { backwardGraph, type Shapes } from './graphs.ts';
import { type Graph, modelOf } from './model.ts';

type Format = 'float64' | 'float32';

interface Tensor {
  readonly dims: readonly number[];
  readonly data: Float64Array | Float32Array;
}

interface Session {
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
}

interface OnnxRuntime {
  readonly Tensor: new (type: Format, data: Tensor['data'], dims: readonly number[]) => Tensor;
  readonly InferenceSession: {
    create(model: Uint8Array, options: { readonly logSeverityLevel: 3 }): Promise<Session>;
  };
}

/** The subject of a format. */
export function byGraphs(numberFormat: Format): Subject {
  const ort = library<OnnxRuntime>('onnxruntime-node', import.meta.url);
  return {
    name: `ONNX Runtime ${versionOf('onnxruntime-node', import.meta.url)} (cpu, Gemm and batches)`,
    numberFormat,
    claims: {
      deterministic: true,
      reproducible: true,
      // Not `layouts`: its tensors are dense.
      emptyExtents: true,
      batching: 'broadcast',
      vectors: true,
      transposeFlags: true,
      scaling: true,
      bias: true,
      subsets: true,
      ownedAnswers: true,
      sharedOperand: true,
      nonFinite: 'ieee',
    },
    knownFailures: {
      'forward-product': 'batches that join in a product of no terms: reports/findings.md no. 12',
      'joint-options':
        'empty batches that join, too, come in its calls: reports/findings.md no. 12',
      'history-independence':
        'empty batches that join, too, come in its calls: reports/findings.md no. 12',
    },
    ...passes(ort, numberFormat),
  };
}

function passes(ort: OnnxRuntime, type: Format): Pick<Subject, 'backward' | 'forward'> {
  const run = runner(ort, type);
  const tensor = (data: Float64Array, shape: readonly number[]): Tensor =>
    new ort.Tensor(type, type === 'float64' ? data : Float32Array.from(data), shape);

  return {
    async backward({ X, W, dY, options = {} }) {
      const shapes = matrices(X, W, dY);
      const { alpha, beta } = options;
      const results = await run(backwardGraph(shapes, options), {
        X: tensor(X.data, shapes.X),
        W: tensor(W.data, shapes.W),
        dY: tensor(dY.data, shapes.dY),
        ...(alpha === undefined ? {} : { alpha: tensor(Float64Array.of(alpha), []) }),
        ...(beta === undefined ? {} : { beta: tensor(Float64Array.of(beta), []) }),
      });
      return named(results, { dX: X.shape, dW: W.shape, dC: dY.shape });
    },
    async forward({ X, W }) {
      const operations = [['MatMul', ['X', 'W'], 'Y']] as const;
      const feeds = { X: tensor(X.data, X.shape), W: tensor(W.data, W.shape) };
      const { Y } = await run({ outputs: ['Y'], operations }, feeds);
      if (Y === undefined) throw new Error('the graph gave no Y');
      return { shape: Y.dims, data: Y.data };
    },
  };
}

function named(
  results: Readonly<Record<string, Tensor>>,
  shapes: Readonly<Record<string, readonly number[]>>,
): Answers {
  const answers = Object.entries(results).map(([name, { data, dims }]): [string, Answer] => [
    name,
    { shape: shapes[name] ?? dims, data },
  ]);
  return Object.fromEntries(answers);
}

/** Runs graphs, each of which is compiled once. */
function runner(ort: OnnxRuntime, format: Format) {
  const sessions = new Map<string, Promise<Session>>();
  return async (
    graph: Pick<Graph, 'outputs' | 'operations' | 'lists'>,
    feeds: Readonly<Record<string, Tensor>>,
  ): Promise<Readonly<Record<string, Tensor>>> => {
    const used = new Set(graph.operations.flatMap(([, inputs]) => inputs));
    const fed = Object.entries(feeds).filter(([name]) => used.has(name));
    const inputs = fed.map(([name]) => name);
    const key = JSON.stringify([graph, inputs]);
    const model = modelOf({ ...graph, inputs, format, rank: 'any' });
    const session =
      sessions.get(key) ?? ort.InferenceSession.create(model, { logSeverityLevel: 3 });
    sessions.set(key, session);
    return (await session).run(Object.fromEntries(fed));
  };
}

/** A vector is one row of X, or one column of W; Y lacks that axis. */
function matrices(X: Operand, W: Operand, dY: Operand): Shapes {
  const column = W.shape.length === 1 ? [...dY.shape, 1] : [...dY.shape];
  const row = X.shape.length === 1 ? [...column.slice(0, -1), 1, ...column.slice(-1)] : column;
  return {
    X: X.shape.length === 1 ? [1, ...X.shape] : X.shape,
    W: W.shape.length === 1 ? [...W.shape, 1] : W.shape,
    dY: row,
  };
}
