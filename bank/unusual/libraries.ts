/** Libraries with many claims, each made of the engine with an unusual part. */
import { at } from '../../src/at.ts';
import type { Answer, Claims, Given, Operand, Operands } from '../../src/contract/subject.ts';
import { fitting } from '../engine/fitting.ts';
import { heldLayer } from '../engine/held-layer.ts';
import { backward, forward, type Product, rightParts } from '../engine/parts.ts';
import { everyClaim, subjectOf } from '../engine/subject-of.ts';
import { get, placeOf, type View } from '../engine/view.ts';
import { threeLevels } from './fewer-products.ts';
import { type Dense, entry, plainClaims, type Unusual } from './unusual.ts';

/** The sum of the products of entry (i, j). */
type EntryOf = (product: Product, i: number, j: number) => number;

function library(name: string, story: string, entryOf: EntryOf): Unusual {
  const gemm = (product: Product): void => fill(product, entryOf);
  return { ...subjectOf(name, { ...rightParts, gemm }), story };
}

function fill(product: Product, entryOf: EntryOf): void {
  const { a, b, out, alpha, accumulate } = product;
  for (let i = a.rows - 1; i >= 0; i -= 1) {
    for (let j = b.cols - 1; j >= 0; j -= 1) {
      const place = placeOf(out, i, j);
      const sum = alpha * entryOf(product, i, j);
      out.data[place] = accumulate ? sum + at(out.data, place) : sum;
    }
  }
}

const reversed: EntryOf = ({ a, b }, i, j) => {
  let sum = 0;
  for (let p = a.cols - 1; p >= 0; p -= 1) sum += get(a, i, p) * get(b, p, j);
  return sum;
};

const zeroSkipping: EntryOf = ({ a, b }, i, j) => {
  let sum = 0;
  for (let p = 0; p < a.cols; p += 1) {
    const [left, right] = [get(a, i, p), get(b, p, j)];
    if (left !== 0 && right !== 0) sum += left * right;
  }
  return sum;
};

/** Products are added in the order in which A lies in storage. */
const inStorageOrder: EntryOf = (product, i, j) =>
  product.a.colStride < 0 ? reversed(product, i, j) : forwards(product, i, j);

const forwards: EntryOf = ({ a, b }, i, j) => {
  let sum = 0;
  for (let p = 0; p < a.cols; p += 1) sum += get(a, i, p) * get(b, p, j);
  return sum;
};

/** Views are copied, multiplied by Strassen's algorithm, and written to where they belong. */
function withStrassen(): Unusual {
  const gemm = (product: Product): void => {
    const { data, cols } = threeLevels(denseOf(product.a), denseOf(product.b));
    fill(product, (_, i, j) => entry(data, i * cols + j));
  };
  // A NaN would reach every entry, and a row is summed with others.
  const { nonFinite: _, batchInvariant: _rows, ...claims } = everyClaim;
  return {
    ...subjectOf('complete, Strassen', { ...rightParts, gemm }),
    story: 'all that a library can claim, with Strassen inside',
    claims: { ...claims, algorithm: 'strassen' },
  };
}

function denseOf(view: View): Dense {
  const { rows, cols } = view;
  const data = new Float64Array(rows * cols);
  for (let i = 0, place = 0; i < rows; i += 1) {
    for (let j = 0; j < cols; j += 1, place += 1) data[place] = get(view, i, j);
  }
  return { rows, cols, data };
}

/** A plain problem is a batch of one. */
function batchOfOne(): Unusual {
  const lifted = (operand: Operand): Operand => ({ ...operand, shape: [1, ...operand.shape] });
  const lowered = ({ shape, data }: Answer): Answer => ({ shape: shape.slice(1), data });
  const claims = { ...plainClaims, batching: 'leading' } as const;
  return {
    ...subjectOf('batch of one'),
    story: 'every problem is asked with one more batch axis, of extent 1',
    claims,
    backward: ({ X, W, dY }) => {
      const answers = backward({ X: lifted(X), W: lifted(W), dY: lifted(dY) });
      return Object.fromEntries(
        Object.entries(answers).map(([name, answer]) => [name, lowered(answer)]),
      );
    },
    forward: ({ X, W }) => lowered(forward({ X: lifted(X), W: lifted(W) })),
  };
}

/** A linear layer: what X has in front of its rows are more rows to it, and W is one matrix. */
function flattening(): Unusual {
  const name = 'linear, batches flattened';
  const flat = (operand: Operand): Operand => {
    const { shape, data } = operand;
    const columns = shape.at(-1) ?? 0;
    const rows = shape.slice(0, -1).reduce((product, extent) => product * extent, 1);
    return { shape: [rows, columns], data };
  };
  const isFlat = ({ X, W, dY, groups, options = {} }: Given): boolean =>
    groups === undefined &&
    X.shape.length > 1 &&
    W.shape.length > 1 &&
    dY.shape.length > 1 &&
    Object.keys(options).every((option) => option === 'bias');
  const checkWeight = ({ W, groups }: Operands): void => {
    if (groups === undefined && W.shape.length > 2) throw new Error('W is one matrix');
  };
  const { layouts: _, ...claims } = everyClaim;
  return {
    ...subjectOf(name),
    story: 'batch axes of X are folded into its rows, so that one product sums over all',
    claims: { ...claims, batching: 'X alone' },
    backward: (given) => {
      checkWeight(given);
      if (!isFlat(given)) return backward(given);
      const answers = backward({ ...given, X: flat(given.X), dY: flat(given.dY) });
      return { ...answers, ...(answers.dX && { dX: { ...answers.dX, shape: given.X.shape } }) };
    },
    forward: (operands) => {
      checkWeight(operands);
      return forward(operands);
    },
  };
}

function claiming(subject: Unusual, claims: Claims): Unusual {
  return { ...subject, claims: { ...everyClaim, ...claims } };
}

export const libraries: readonly Unusual[] = [
  library('complete, reversed', 'with every claim, summed from the last product on', reversed),
  claiming(
    library('zero-skipping', 'terms with a factor 0 are left out, also 0·NaN', zeroSkipping),
    { nonFinite: 'zero-skipping' },
  ),
  claiming(
    library('in storage order', 'the order of summation depends on strides', inStorageOrder),
    { deterministic: true },
  ),
  withStrassen(),
  batchOfOne(),
  flattening(),
  {
    ...heldLayer(subjectOf('complete, out×in')),
    story: 'with every claim, its weight held as a row for each output',
  },
  {
    ...fitting(subjectOf('complete, half squared error')),
    story: 'with a loss fused into it, and every claim that may stand beside one',
  },
];
