import { describe, expect, test } from 'vitest';
import { backward, forward, gemm, record, rightParts } from '../bank/engine/parts.ts';
import { everyClaim, subjectOf } from '../bank/engine/subject-of.ts';
import { tensorOf, transposeView } from '../bank/engine/view.ts';
import { faults } from '../bank/faults/index.ts';
import complete from '../bank/unusual/complete.ts';
import { flushing } from '../bank/unusual/flushing.ts';
import { Border } from '../src/call/border.ts';
import { reference } from '../src/contract/reference.ts';
import type { Answers, Claims, Given, Operand, Subject } from '../src/contract/subject.ts';
import { judge } from '../src/gate/judge/judge.ts';
import { profiles } from '../src/gate/run/profiles.ts';
import { sizeOf } from '../src/matrix/strided.ts';
import { unmet } from '../src/property/need.ts';
import { properties } from './index.ts';

const plan = { ...profiles.smoke, runs: 40, seed: 1, unshrunk: true };

/** The ids of the properties that a subject violates; a crash counts as one. */
async function violated(subject: Subject, ids?: readonly string[]): Promise<string[]> {
  const caught: string[] = [];
  for (const property of properties.filter(({ id }) => ids?.includes(id) ?? true)) {
    const border = new Border(subject);
    if (unmet(property, border) !== undefined) continue;
    const { failures } = await judge(property, border, plan);
    if (failures.length > 0) caught.push(property.id);
  }
  return caught;
}

/** The right subject with every claim, but for what it makes of its right answer. */
function wrong(
  change: (given: Given, right: (given: Given) => Answers) => Answers,
  more: Partial<Subject> = {},
): Subject {
  return { ...complete, name: 'wrong', backward: (given) => change(given, backward), ...more };
}

/** The backward pass of a fault of the bank, everything else right. */
function bank(name: string): Subject {
  return { ...complete, name, backward: faultNamed(name).backward };
}

function faultNamed(name: string): Subject {
  const found = faults.find((fault) => fault.name === name);
  if (found === undefined) throw new Error(`no fault ${name}`);
  return found;
}

/** An operand as someone reads it who never looks at strides. */
function dense({ shape, data, offset = 0 }: Operand): Operand {
  const size = sizeOf(shape);
  return { shape, data: Float64Array.from({ length: size }, (_, i) => data[offset + i] ?? 0) };
}

function isView({ shape, strides, offset = 0 }: Operand): boolean {
  const usual = tensorOf({ shape, data: new Float64Array() }).strides;
  return strides !== undefined && (offset !== 0 || strides.join() !== usual.join());
}

/** The same sums in the opposite order: right, but with other bits. */
function backwards(given: Given): Answers {
  return backward(given, {
    ...rightParts,
    gemm: (product) => {
      const a = {
        ...product.a,
        offset: product.a.offset + (product.a.cols - 1) * product.a.colStride,
      };
      const b = {
        ...product.b,
        offset: product.b.offset + (product.b.rows - 1) * product.b.rowStride,
      };
      const [left, right] = [-product.a.colStride, -product.b.rowStride];
      gemm({ ...product, a: { ...a, colStride: left }, b: { ...b, rowStride: right } });
    },
  });
}

/** dX and dW times two. */
function twice({ dX, dW, ...others }: Answers): Answers {
  const times = (answer: typeof dX) =>
    answer && { ...answer, data: Array.from(answer.data, (value) => 2 * value) };
  return {
    ...others,
    ...(dX === undefined ? {} : { dX: times(dX) ?? dX }),
    ...(dW === undefined ? {} : { dW: times(dW) ?? dW }),
  };
}

/** Skips every product with a factor 0, as kernels for sparse matrices do. */
function skipping(claims: Claims): Subject {
  const parts = {
    ...rightParts,
    gemm: (product: Parameters<typeof gemm>[0]) => {
      const { a, b, out, alpha, accumulate } = product;
      const [left, right] = [a, transposeView(b)];
      for (let i = 0; i < left.rows; i += 1) {
        for (let j = 0; j < right.rows; j += 1) {
          let total = 0;
          for (let p = 0; p < left.cols; p += 1) {
            const x = left.data[left.offset + i * left.rowStride + p * left.colStride] ?? 0;
            const y = right.data[right.offset + j * right.rowStride + p * right.colStride] ?? 0;
            if (x !== 0 && y !== 0) total += x * y;
          }
          const place = out.offset + i * out.rowStride + j * out.colStride;
          out.data[place] = (accumulate ? (out.data[place] ?? 0) : 0) + alpha * total;
        }
      }
    },
  };
  return { ...subjectOf('skips zeros', parts), claims };
}

/** For each property with a need: a subject that is wrong there, and what else may catch it. */
const catches: [property: string, Subject, ...alsoBy: string[]][] = [
  [
    'forward-product',
    {
      ...complete,
      forward: (operands) => {
        const { shape, data } = forward(operands);
        return { shape, data: shape.length > 2 ? Array.from(data, () => 7) : data };
      },
    },
  ],
  [
    'finite-difference',
    {
      ...complete,
      forward: ({ X, W, ...groups }) => forward({ ...groups, X: dense(X), W: dense(W) }),
    },
    'purity', // which asks for Y twice, and sees NaN
    'group-decomposition', // which asks for Y of views, too
    'adjoint-identity', // which asks for Y of views, too
    'forward-product', // likewise
  ],
  ['fixed-order', faultNamed('order-by-sign')],
  [
    'layout-independence',
    wrong((given, right) =>
      isView(given.X) || isView(given.W) || isView(given.dY) ? backwards(given) : right(given),
    ),
  ],
  [
    'batch-invariance',
    wrong((given, right) => (given.X.shape[0] === 1 ? backwards(given) : right(given))),
  ],
  ['empty-extents', bank('empty-detaches-graph')],
  [
    'batch-decomposition',
    {
      ...complete,
      claims: { batching: 'leading' },
      record: (operands) => record(operands),
      backward: (given) => (given.dY.shape.length > 2 ? twice(backward(given)) : backward(given)),
    },
    'history-independence',
  ],
  [
    'broadcast-reduction',
    wrong((given, right) => (joins(given) ? twice(right(given)) : right(given))),
    'history-independence',
  ],
  [
    'group-decomposition',
    wrong((given, right) => (given.groups?.includes(0) ? twice(right(given)) : right(given))),
  ],
  [
    'vector-promotion',
    wrong((given, right) => {
      const answer = right(given);
      return given.X.shape.length === 1 || given.W.shape.length === 1 ? twice(answer) : answer;
    }),
  ],
  [
    'transpose-flags',
    wrong((given, right) => {
      const { transW, alpha } = given.options ?? {};
      return transW && alpha === undefined ? twice(right(given)) : right(given);
    }),
  ],
  [
    'scaling',
    wrong((given, right) => {
      const { dC, ...others } = right(given);
      return dC === undefined
        ? others
        : { ...others, dC: { ...dC, data: Array.from(dC.data, () => 1) } };
    }),
  ],
  ['bias-reduction', bank('bias-grad-axis0-only')],
  ['epilogue', bank('fused-activation-falls-through')],
  [
    'requested-gradients',
    wrong((given, right) => (given.options?.wants ? twice(right(given)) : right(given))),
  ],
  [
    'destinations',
    wrong((given, right) => {
      const { into, ...options } = given.options ?? {};
      if (!into?.accumulate) return right(given);
      return right({ ...given, options: { ...options, into: { ...into, accumulate: false } } });
    }),
  ],
  ['aliased-destinations', bank('out-aliases-input')],
  ['shared-operand', bank('matmul-same-var')],
  ['joint-options', bank('planted-alpha-scales-bias')],
  ['nan-dye', skipping(everyClaim)],
  ['overflow', faultNamed('f16-infinite-where-it-saturates')],
];

/** Whether an operand has a batch axis less, or shorter, than dY. */
function joins({ X, W, dY, groups }: Given): boolean {
  if (groups !== undefined) return false;
  const axes = dY.shape.slice(0, -2).join();
  return axes !== X.shape.slice(0, -2).join() || axes !== W.shape.slice(0, -2).join();
}

describe('a property that needs a claim', () => {
  test('has a subject here that only it, and what asks for the same, can catch', () => {
    const needing = properties.filter(({ needs }) => needs !== undefined).map(({ id }) => id);
    expect(catches.map(([id]) => id)).toEqual(needing);
  });

  for (const [id, subject, ...alsoBy] of catches) {
    test(`${id} holds of the complete subject, and catches: ${subject.name}`, async () => {
      expect(await violated(complete, [id])).toEqual([]);
      const caughtBy = await violated(subject);
      // Sequences have problems of all kinds in them, by chance.
      // Calls that ask for much at once ask for each of it, too.
      const also = ['joint-options', 'history-independence', ...alsoBy];
      expect(caughtBy).toContain(id);
      expect(caughtBy.filter((other) => other !== id && !also.includes(other))).toEqual([]);
    });

    test(`${id} is skipped, and says why, where it is not claimed`, () => {
      const property = properties.find((candidate) => candidate.id === id);
      const { forward: _, ...bare } = reference;
      const border = new Border({ ...bare, claims: {} });
      expect(unmet(property ?? {}, border)?.outcome).toMatch(/^not (claimed|offered)$/);
      expect(unmet(property ?? {}, new Border(complete))).toBeUndefined();
    });
  }
});

test('leaving out terms with a factor 0 is right for those who say so, and for no one else', async () => {
  const nanDye = ['nan-dye'];
  expect(await violated(skipping({ nonFinite: 'ieee' }), nanDye)).toEqual(nanDye);
  expect(await violated(skipping({ nonFinite: 'zero-skipping' }), nanDye)).toEqual([]);
  expect(await violated(skipping({}), nanDye)).toEqual([]);
  // The licence is for zeros: a term left out for another reason, or a foreign one, is caught.
  const leaky = {
    ...wrong((given, right) => spilled(right(given))),
    claims: { nonFinite: 'zero-skipping' as const },
  };
  expect(await violated(leaky, nanDye)).toEqual(nanDye);
});

test('taking subnormal numbers for 0 is right for those who say so, and for no one else', async () => {
  for (const { claims: { subnormals, ...claims } = {}, ...subject } of flushing.slice(1, 4)) {
    expect(await violated({ ...subject, claims })).not.toEqual([]);
    expect(await violated({ ...subject, claims: { ...claims, subnormals: 'flushed' } })).toEqual(
      [],
    );
  }
});

/** What is NaN in one entry is NaN in all. */
function spilled({ dX, ...others }: Answers): Answers {
  if (dX === undefined) return others;
  const stain = Array.from(dX.data).find((value) => !Number.isFinite(value));
  return { ...others, dX: { ...dX, data: Array.from(dX.data, (value) => stain ?? value) } };
}

test('a subject that never touches what it was not asked for passes with fewer claims, too', async () => {
  const few: Claims[] = [
    {},
    { layouts: ['gaps'] },
    { batching: 'leading' },
    { destinations: 'overwrite' },
  ];
  for (const claims of few) expect(await violated({ ...complete, claims })).toEqual([]);
});
