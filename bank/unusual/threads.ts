/** Workers that share the rows of a result. Kept out of the list of the others: it needs Node. */
import { Worker } from 'node:worker_threads';
import { fromProduct, type Product, type Unusual } from './unusual.ts';

/** Rows `from` up to but not including `to` of out := A·B, with q = A.cols and k = B.cols. */
interface Block {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly out: Float64Array;
  readonly size: { readonly q: number; readonly k: number };
  readonly from: number;
  readonly to: number;
}

/** Runs in the workers too, as text: it may use nothing but its parameter. */
function multiplyRows({ a, b, out, size: { q, k }, from, to }: Block): void {
  for (let i = from; i < to; i += 1) {
    for (let j = 0; j < k; j += 1) {
      let sum = 0;
      // SAFETY: both places are inside.
      for (let p = 0; p < q; p += 1) sum += (a[i * q + p] as number) * (b[p * k + j] as number);
      out[i * k + j] = sum;
    }
  }
}

const source = `
  const multiplyRows = ${multiplyRows};
  require('node:worker_threads').parentPort.on('message', ({ block, done }) => {
    multiplyRows(block);
    Atomics.add(done, 0, 1);
    Atomics.notify(done, 0);
  });
`;

const helpers = 2;

/** Blocks of rows for the workers, and the last one for the thread that asks. */
function inThreads(workers: Worker[]): Product {
  return (a, b) => {
    while (workers.length < helpers) workers.push(new Worker(source, { eval: true }));
    const out = shared(new Float64Array(a.rows * b.cols));
    const all = { a: shared(a.data), b: shared(b.data), out, size: { q: a.cols, k: b.cols } };
    const rowOf = (part: number): number => Math.floor((part * a.rows) / (helpers + 1));
    const block = (part: number): Block => ({ ...all, from: rowOf(part), to: rowOf(part + 1) });
    const done = new Int32Array(new SharedArrayBuffer(4));
    workers.forEach((worker, part) => {
      worker.postMessage({ block: block(part), done });
    });
    multiplyRows(block(helpers));
    waitFor(done);
    return { rows: a.rows, cols: b.cols, data: out.slice() };
  };
}

function shared(data: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(data.byteLength));
  copy.set(data);
  return copy;
}

/** Blocks until every worker is done, as a library called from one thread does. */
function waitFor(done: Int32Array): void {
  for (let count = 0; count < helpers; count = Atomics.load(done, 0)) {
    if (Atomics.wait(done, 0, count, 20_000) === 'timed-out') throw new Error('no worker answers');
  }
}

function withThreads(): Unusual {
  const workers: Worker[] = [];
  const story = 'worker threads share the rows of a result';
  return {
    ...fromProduct({ name: 'threads', story }, inThreads(workers)),
    dispose: async () => {
      await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
    },
  };
}

/** Multi-threaded. */
export default withThreads();
