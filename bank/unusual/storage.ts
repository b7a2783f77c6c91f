/** Unusual answers: where they lie and what they are made of. */
import type { Answer, Answers, Given } from '../../src/contract/subject.ts';
import {
  addProduct,
  conventional,
  type Dense,
  type Entries,
  fromProduct,
  gradients,
  type Product,
  plainClaims,
  toAnswer,
  toDense,
  transposed,
  type Unusual,
} from './unusual.ts';

const owned = { ...plainClaims, ownedAnswers: true } as const;

/** A window of a buffer in which everything else is NaN. */
const inWiderBuffer: Product = (a, b) => {
  const { data, ...size } = conventional(a, b);
  const buffer = new Float64Array(data.length + 5).fill(Number.NaN);
  buffer.set(data, 3);
  return { ...size, data: buffer.subarray(3, 3 + data.length) };
};

/** Every result is computed in the same arena, and copied out of it. */
function throughArena(): Product {
  let arena = new Float64Array(1);
  return (a, b) => {
    const size = a.rows * b.cols;
    if (arena.length < size) arena = new Float64Array(2 * size);
    const out = arena.subarray(0, size).fill(0);
    addProduct(a, b, out);
    return { rows: a.rows, cols: b.cols, data: out.slice() };
  };
}

/** Products are kept by their operands, and given away as copies. */
function memoising(): Unusual {
  const kept = new Map<string, Dense>();
  const product: Product = (a, b) => {
    const key = `${keyOf(a)} · ${keyOf(b)}`;
    const found = kept.get(key) ?? conventional(a, b);
    if (kept.size > 30) kept.clear();
    kept.set(key, found);
    return { ...found, data: found.data.slice() };
  };
  return {
    ...fromProduct({ name: 'memo', story: 'products are kept by all they depend on' }, product),
    claims: owned,
    reset: () => kept.clear(),
  };
}

/** Transposed copies of W are kept by its array, and made again when any number there is another. */
function watchful(): Unusual {
  const kept = new WeakMap<Float64Array, { readonly of: Dense; readonly turned: Dense }>();
  const turnedOf = (of: Dense): Dense => {
    const known = kept.get(of.data);
    if (known !== undefined && keyOf(known.of) === keyOf(of)) return known.turned;
    const turned = transposed(of);
    kept.set(of.data, { of: { ...of, data: of.data.slice() }, turned });
    return turned;
  };
  const about = {
    name: 'watched',
    story: 'what is kept by an array is compared with it each time',
  };
  return {
    ...fromProduct({ ...about, claims: owned }, conventional),
    backward: ({ X, W, dY }) => ({
      dX: toAnswer(conventional(toDense(dY), turnedOf(toDense(W)))),
      dW: toAnswer(conventional(turnedOf(toDense(X)), toDense(dY))),
    }),
  };
}

/** Rows, columns and every bit of every entry. */
function keyOf({ rows, cols, data }: Dense): string {
  return `${rows}×${cols}: ${new BigUint64Array(data.slice().buffer)}`;
}

/** A subject whose answers all pass through `deliver`. */
function delivering(name: string, story: string, deliver: (answer: Entries) => Answer): Unusual {
  return {
    ...fromProduct({ name, story }, conventional),
    backward: (given) => {
      const { dX, dW } = gradients(given, conventional);
      return { dX: deliver(dX), dW: deliver(dW) };
    },
    forward: ({ X, W }) => deliver(toAnswer(conventional(toDense(X), toDense(W)))),
  };
}

/** No array, but something with a length and entries. */
function likeAnArray({ shape, data }: Answer): Answer {
  const entries = { length: data.length };
  for (let place = 0; place < data.length; place += 1) {
    Object.defineProperty(entries, place, { get: () => data[place] });
  }
  return { shape, data: entries };
}

/** Nothing is computed until somebody looks, from operands that were kept. */
function lazily({ X, W, dY }: Given): Answers {
  const kept = { X: copied(X), W: copied(W), dY: copied(dY) };
  let found: ReturnType<typeof gradients> | undefined;
  const look = (name: 'dX' | 'dW'): Float64Array => {
    found ??= gradients(kept, conventional);
    return found[name].data;
  };
  return {
    dX: {
      shape: X.shape,
      get data() {
        return look('dX');
      },
    },
    dW: {
      shape: W.shape,
      get data() {
        return look('dW');
      },
    },
  };
}

function copied<T extends { readonly data: Float64Array }>(operand: T): T {
  return { ...operand, data: operand.data.slice() };
}

const lazy: Unusual = {
  ...fromProduct({ name: 'lazy', story: 'answers are computed when they are read' }, conventional),
  backward: lazily,
};

/** Each answer takes one turn less of the queue than the last, so that of two the later comes first. */
function promising(): Unusual {
  const story = 'answers come later, of two calls at once the later first, as Float32Arrays';
  let asked = 0;
  return {
    ...fromProduct({ name: 'promises', story, numberFormat: 'float32' }, conventional),
    backward: async (given) => {
      const { dX, dW } = gradients(given, conventional);
      asked += 1;
      for (let turn = asked % 4; turn < 4; turn += 1) await Promise.resolve();
      return { dX: narrowed(dX), dW: narrowed(dW) };
    },
    forward: async ({ X, W }) => {
      await Promise.resolve();
      return narrowed(toAnswer(conventional(toDense(X), toDense(W))));
    },
  };
}

/** As a device does that is asked and answers by an interrupt: the operands are read a turn later. */
function deferring(): Unusual {
  const about = {
    name: 'deferred',
    story: 'answers are computed in a later turn of the event loop',
  };
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    ...fromProduct({ ...about, claims: owned }, conventional),
    backward: async (given) => {
      await turn();
      return gradients(given, conventional);
    },
    forward: async ({ X, W }) => {
      await turn();
      return toAnswer(conventional(toDense(X), toDense(W)));
    },
  };
}

function narrowed({ shape, data }: Answer): Answer {
  return { shape, data: Float32Array.from(data) };
}

export const storage: readonly Unusual[] = [
  fromProduct(
    { name: 'windows', story: 'answers are windows of wider buffers', claims: owned },
    inWiderBuffer,
  ),
  fromProduct(
    { name: 'arena', story: 'results are computed in reused storage, then copied', claims: owned },
    throughArena(),
  ),
  memoising(),
  watchful(),
  lazy,
  promising(),
  deferring(),
  delivering('plain arrays', 'answers are frozen arrays of numbers', ({ shape, data }) => ({
    shape,
    data: Object.freeze(Array.from(data)),
  })),
  delivering('like an array', 'answers are objects with a length and getters', likeAnArray),
];
