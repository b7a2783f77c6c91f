/** One product of a large problem is asked for and probed. The problems are small here: nothing of it depends on size. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Border } from '../../call/border.ts';
import type { Claims, Given, Subject } from '../../contract/subject.ts';
import { multiply } from '../../matrix/multiply.ts';
import type { DrawnVariant } from '../../problem/drawn-variant.ts';
import type { LargeProblem, ProductName } from '../../problem/large/large-problem.ts';
import { askLarge, sizingOf } from './ask-large.ts';
import {
  type Change,
  engine,
  layer,
  oneMore,
  unusualNamed,
  variantClaims,
  views,
} from './large-layer.test-setup.ts';

const names = ['Y', 'dX', 'dW'] as const;

const few = { numRuns: 50 };
const extent = fc.integer({ min: 1, max: 5 });
const shape = fc.record({ m: extent, n: extent, k: extent });
/** A gradient is wanted, and perhaps more of the call. */
const variantOf = (name: ProductName): fc.Arbitrary<DrawnVariant> =>
  fc.record(
    {
      ...{ transX: fc.boolean(), transW: fc.boolean(), alpha: fc.constantFrom(2, 0.5, -1) },
      ...{ into: fc.constantFrom('overwrite', 'accumulate') },
      ...(name !== 'Y' && { wants: fc.constant([name]) }),
    },
    { requiredKeys: [] },
  );

interface Asked {
  readonly name: ProductName;
  readonly claims: Claims;
  readonly problem: LargeProblem;
}

const plain = fc.record({ name: fc.constantFrom(...names), shape, salt: fc.nat() });

/** A plain problem, a view, one whose weight is held as layers do, one that asks for more, or a batch. */
const asked: fc.Arbitrary<Asked> = plain.chain(({ name, shape, salt }) => {
  const problem: LargeProblem = { shape, salt, kind: 'exact', grows: false };
  const ways: fc.Arbitrary<Asked>[] = [
    fc.constant({ name, claims: {}, problem }),
    fc.constant({ name, claims: { layouts: 'all' }, problem: { ...problem, layouts: views } }),
    fc.constant({ name, claims: { weight: 'out×in' }, problem }),
    fc.integer({ min: 1, max: 4 }).map((members) => {
      return { name, claims: { batching: 'leading' }, problem: { ...problem, members } };
    }),
  ];
  const more = variantOf(name).map((variant): Asked => {
    return { name, claims: variantClaims, problem: { ...problem, variant } };
  });
  return fc.oneof(...ways, ...(name === 'Y' ? [] : [more, more, more]));
});

describe('a product that is asked for', () => {
  test('holds where it is right, whatever else its call has, and is what was multiplied', async () => {
    await fc.assert(
      fc.asyncProperty(asked, async ({ name, claims, problem }) => {
        const { product, probed, operands } = await askLarge(
          new Border(layer(claims)),
          problem,
          name,
        );
        expect(probed).not.toHaveProperty('wrong');
        expect(product.answer.toArray()).toEqual(multiply(product.left, product.right).toArray());
        const { members = 1, shape } = problem;
        expect([operands.X.rows, operands.W.rows]).toEqual([members * shape.m, members * shape.n]);
      }),
      few,
    );
  });

  test('is wrong where one entry is, at its place', async () => {
    await fc.assert(
      fc.asyncProperty(asked, fc.nat(), async ({ name, claims, problem }, place) => {
        const subject = layer(claims, oneMore(place));
        const { product, probed } = await askLarge(new Border(subject), problem, name);
        const { entry = [-1, -1], expected, actual } = probed.wrong ?? {};
        const right = multiply(product.left, product.right);
        expect(expected).toEqual({ mid: right.at(...entry), rad: 0 });
        expect(actual).toBe(product.answer.at(...entry));
        expect(actual).not.toBe(right.at(...entry));
        const unlike = right.map((value, i, j) => (value === product.answer.at(i, j) ? 0 : 1));
        expect(unlike.entries().filter((value) => value === 1)).toHaveLength(1);
      }),
      few,
    );
  });
});

/** What a call of backward is given, with the answer of the engine in the place of its own. */
async function toldOn(problem: LargeProblem, change: (given: Given) => Given): Promise<unknown> {
  const subject: Subject = {
    ...{ ...engine, claims: variantClaims },
    backward: (given) => engine.backward(change(given)),
  };
  const { probed } = await askLarge(new Border(subject), problem, 'dX');
  return probed.wrong;
}

describe('of what a call asks for besides', () => {
  const problem: LargeProblem = {
    ...{ shape: { m: 3, n: 4, k: 2 }, kind: 'exact', grows: true, salt: 7 },
  };
  const options = ({ options = {} }: Given) => options;
  test.each<[what: string, variant: DrawnVariant, change: (given: Given) => Given]>([
    ['α is not left out', { alpha: 2 }, (given) => ({ ...given, options: {} })],
    [
      'nor taken twice',
      { alpha: 2 },
      (given) => ({ ...given, options: { ...options(given), alpha: 4 } }),
    ],
    [
      'what a gradient is added to is there afterwards',
      { into: 'accumulate' },
      (given) => {
        const { into, ...rest } = options(given);
        return {
          ...given,
          options: { ...rest, ...(into && { into: { ...into, accumulate: false } }) },
        };
      },
    ],
    [
      'what it is written over is not',
      { into: 'overwrite' },
      (given) => {
        const { into, ...rest } = options(given);
        into?.dX.data.fill(1);
        return {
          ...given,
          options: { ...rest, ...(into && { into: { ...into, accumulate: true } }) },
        };
      },
    ],
  ])('%s', async (_, variant, change) => {
    expect(await toldOn({ ...problem, variant }, (given) => given)).toBeUndefined();
    expect(await toldOn({ ...problem, variant }, change)).toBeDefined();
  });

  test('an entry that is neither whole nor a half is shown as it was stored', async () => {
    const subject: Subject = {
      ...{ ...engine, claims: variantClaims },
      backward: async (given) => {
        const answers = await engine.backward(given);
        given.options?.into?.dX.data.set([0.3], 5);
        return answers;
      },
    };
    const accumulating: LargeProblem = { ...problem, variant: { into: 'accumulate' } };
    const { probed } = await askLarge(new Border(subject), accumulating, 'dX');
    expect(probed.wrong).toMatchObject({ entry: [1, 1], actual: 0.3 });
  });

  test('a half is taken for what was added up', async () => {
    const subject: Subject = {
      ...{ ...engine, claims: variantClaims },
      backward: async (given) => {
        const { dX } = given.options?.into ?? {};
        const before = dX?.data.slice();
        await engine.backward(given);
        dX?.data.set((before ?? []).map((entry) => entry + 0.5));
        return {};
      },
    };
    const accumulating: LargeProblem = { ...problem, variant: { into: 'accumulate' } };
    const { product } = await askLarge(new Border(subject), accumulating, 'dX');
    expect(new Set(product.answer.entries())).toEqual(new Set([0.5]));
  });
});

describe('of a batch', () => {
  const problem: LargeProblem = {
    ...{ shape: { m: 2, n: 3, k: 2 }, members: 5, kind: 'exact', grows: true, salt: 3 },
  };

  test('every entry is looked at', async () => {
    const border = new Border({ ...engine, claims: { batching: 'leading' } });
    for (const [name, entries] of [
      ['Y', 20],
      ['dX', 30],
      ['dW', 30],
    ] as const) {
      const { probed } = await askLarge(border, problem, name);
      expect(probed).toEqual({ bits: 0, entries, vacuous: 0, closest: 0 });
    }
  });

  test('the first member that is wrong is named, and its product shown', async () => {
    for (const [name, size] of [
      ['Y', 4],
      ['dX', 6],
      ['dW', 6],
    ] as const) {
      const twice: Change = (entries) => {
        for (const place of [2 * size + 1, 4 * size]) oneMore(place)(entries);
      };
      const border = new Border(layer({ batching: 'leading' }, twice));
      const { probed, product } = await askLarge(border, problem, name);
      expect(probed).toMatchObject({ member: 2, wrong: { entry: [0, 1] } });
      const right = multiply(product.left, product.right);
      expect(product.answer.toArray()).toEqual(
        right.map((entry, i, j) => (i === 0 && j === 1 ? entry + 1 : entry)).toArray(),
      );
    }
  });
});

test('of what is rounded, each entry may be off by what sums and scales may, and no more', async () => {
  const float32 = new Border(unusualNamed('float32 throughout'));
  const problem: LargeProblem = {
    ...{ shape: { m: 9, n: 8, k: 7 }, kind: 'rounded', grows: false, salt: 1 },
  };
  const { product, probed } = await askLarge(float32, problem, 'dW');
  expect(product).toMatchObject({ kind: 'rounded', arithmetic: float32.arithmetics.dW });
  expect(probed).not.toHaveProperty('wrong');
  expect(probed.closest).toBeGreaterThan(0);
  expect(sizingOf(float32, 'dW')).toEqual({
    ...{ product: 'dW', arithmetic: float32.arithmetics.dW, formats: float32.formats },
  });
});
