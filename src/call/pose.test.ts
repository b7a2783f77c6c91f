import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyClaim } from '../../bank/engine/subject-of.ts';
import complete from '../../bank/unusual/complete.ts';
import { layoutKinds } from '../../claims/layout-kinds.ts';
import type { Claims, Given, Operand, Subject } from '../contract/subject.ts';
import { Matrix } from '../matrix/matrix.ts';
import { entriesOf } from '../matrix/strided.ts';
import { formats } from '../number/formats.ts';
import { dense, type Layout } from '../problem/layout.ts';
import type { Problem } from '../problem/problem.ts';
import { problems } from '../problem/problems.ts';
import { Border } from './border.ts';
import { layDense, layOut } from './lay-out.ts';
import { checkUntouched, pose, poseForward } from './pose.ts';
import type { Variant } from './variant.ts';

const options = { format: formats.float64, extent: 6, volume: 80, layouts: layoutKinds };
const views = fc.oneof(
  problems(options),
  problems({ ...options, batch: 'broadcast' }),
  problems({ ...options, empty: true }),
);

/** Every index of a shape, row-major, as a place in the storage of the operand. */
function placesOf({ shape, strides = [], offset = 0 }: Operand): number[] {
  return shape.reduce<number[]>(
    (places, extent, axis) =>
      places.flatMap((place) =>
        Array.from({ length: extent }, (_, i) => place + i * (strides[axis] ?? Number.NaN)),
      ),
    [offset],
  );
}

/** The entries that a subject sees when it goes by shape, strides and offset. */
function seen(operand: Operand): number[] {
  return placesOf(operand).map((place) => operand.data[place] ?? Number.NaN);
}

describe('a laid-out operand', () => {
  test('is read back through its strides, and everything else is NaN', () => {
    const law = fc.property(views, (problem) => {
      const { given, laidOut } = pose(problem, {}, everyClaim);
      for (const name of ['X', 'W', 'dY'] as const) {
        const operand = given[name];
        expect(seen(operand)).toEqual([...problem[name].toArray()]);
        expect(entriesOf(operand)).toEqual(problem[name].toArray());
        const inside = new Set(placesOf(operand));
        const around = [...operand.data].filter((_, place) => !inside.has(place));
        expect(around.every(Number.isNaN)).toBe(true);
        expect(around.length).toBeGreaterThanOrEqual(3); // the guard
        expect(laidOut[name].before).toEqual(operand.data);
        expect(laidOut[name].before.buffer).not.toBe(operand.data.buffer);
      }
    });
    fc.assert(law, { seed: 1, numRuns: 400 });
  });

  test('cannot have its shape or strides changed', () => {
    for (const { operand } of [
      layOut([2, 1], Matrix.from([[1], [2]]), { ...dense, columnMajor: true }),
      layDense([2, 1], Matrix.from([[1], [2]])),
    ]) {
      expect([operand, operand.shape].map(Object.isFrozen)).toEqual([true, true]);
      if (operand.strides) expect(Object.isFrozen(operand.strides)).toBe(true);
      // SAFETY: what a subject without types would do.
      expect(() => (operand.shape as number[]).reverse()).toThrow(TypeError);
    }
  });

  test('is laid out in full where the lines that are to be one differ', () => {
    const matrix = Matrix.from([
      [1, 2],
      [3, 4],
    ]);
    const once: Layout = { ...dense, rowStep: 0, columnStep: 0, memberStep: 0 };
    expect(seen(layOut([2, 2], matrix, once).operand)).toEqual([1, 2, 3, 4]);
    const alike = layOut(
      [2, 2],
      Matrix.from([
        [7, 7],
        [7, 7],
      ]),
      once,
    ).operand;
    expect(alike.strides).toEqual([0, 0]);
    const signed = layOut([2, 1], Matrix.from([[0], [-0]]), { ...dense, rowStep: 0 }).operand;
    expect(seen(signed)).toEqual([0, -0]); // 0 and −0 are different entries
  });
});

const plain: Problem = {
  X: Matrix.from([
    [1, 2],
    [3, 4],
    [5, 6],
  ]),
  W: Matrix.from([[7], [8]]),
  dY: Matrix.from([[1], [0], [2]]),
  salt: 0,
};
const rowX = { ...plain, X: plain.X.rowRange(0, 1), dY: plain.dY.rowRange(0, 1) };

function destinationsOf(variant: Variant) {
  const { into } = pose(plain, variant, everyClaim).given.options ?? {};
  if (into === undefined) throw new Error('there are no destinations');
  return into;
}

describe('what a subject is given', () => {
  test('is dense, without strides or options, when it claims nothing', () => {
    const layouts = { X: { ...dense, columnMajor: true, gap: 2 } };
    const { given } = pose({ ...plain, layouts }, {}, {});
    expect(given).toEqual({
      X: { shape: [3, 2], data: Float64Array.of(1, 2, 3, 4, 5, 6) },
      W: { shape: [2, 1], data: Float64Array.of(7, 8) },
      dY: { shape: [3, 1], data: Float64Array.of(1, 0, 2) },
    });
    expect(Object.keys(poseForward({ ...plain, layouts }, {}).given)).toEqual(['X', 'W']);
  });

  const variants: [Problem, Variant, Record<string, unknown>][] = [
    [plain, { transX: true }, { X: { shape: [2, 3], data: Float64Array.of(1, 3, 5, 2, 4, 6) } }],
    [plain, { transW: true }, { W: { shape: [1, 2] } }],
    [rowX, { vectorX: true }, { X: { shape: [2] }, dY: { shape: [1] } }],
    [plain, { vectorW: true }, { W: { shape: [2] }, dY: { shape: [3] } }],
    [
      rowX,
      { vectorX: true, vectorW: true },
      { X: { shape: [2] }, W: { shape: [2] }, dY: { shape: [] } },
    ],
    [plain, { alpha: 2, beta: 0, bias: true }, { options: { alpha: 2, beta: 0, bias: true } }],
    [plain, { wants: ['dW'] }, { options: { wants: ['dW'] } }],
  ];
  for (const [problem, variant, expected] of variants) {
    test(`follows ${JSON.stringify(variant)}`, () => {
      const { given } = pose(problem, variant, {});
      expect(given).toMatchObject(expected);
      const words = Object.keys(variant).filter((word) => !word.startsWith('vector'));
      expect(Object.keys(given.options ?? {})).toEqual(words);
    });
  }

  test('is W as a layer holds it, k×n, unless a flag turns it around, it is a vector, or one with X', () => {
    const claims = { weight: 'out×in' } as const;
    const wide = {
      ...plain,
      W: Matrix.from<'n', 'k'>([
        [7, 9, 1],
        [8, 0, 2],
      ]),
    };
    const held = { shape: [3, 2], data: Float64Array.of(7, 8, 9, 0, 1, 2) };
    expect(pose(wide, {}, claims).given.W).toEqual(held);
    expect(pose(wide, {}, claims).shapes.dW).toEqual([3, 2]);
    expect(poseForward(wide, claims).given.W).toEqual(held);
    expect(poseForward(wide, claims).shapes.dY).toEqual([3, 3]);
    expect(pose(wide, { transW: true }, claims).given.W.shape).toEqual([2, 3]);
    const variant = { into: { dX: wide.X, dW: wide.W } };
    expect(pose(wide, variant, claims).given.options?.into?.dW).toEqual(held);
    expect(pose(plain, { vectorW: true }, claims).given.W.shape).toEqual([2]);
    const { given, turns } = pose(plain, { shared: 'X·Xᵀ' }, claims);
    expect([given.W === given.X, turns.W]).toEqual([true, false]);
  });

  test('is one object for both operands when they are one variable', () => {
    const { given } = pose(plain, { shared: 'X·Xᵀ' }, everyClaim);
    expect(given.W).toBe(given.X);
  });

  test('has destinations that are no operand, full of NaN, or with what is to be added to', () => {
    const over = destinationsOf({ into: 'overwrite' });
    expect([over.accumulate, seen(over.dX)]).toEqual([false, new Array(6).fill(Number.NaN)]);
    const dX = plain.X.map((x) => 10 * x);
    const added = destinationsOf({ into: { dX, dW: plain.W } });
    expect([added.accumulate, seen(added.dX)]).toEqual([true, [10, 20, 30, 40, 50, 60]]);
    const { given } = pose(plain, { into: 'operands' }, everyClaim);
    expect([given.options?.into?.dX, given.options?.into?.dW]).toEqual([given.X, given.W]);
  });

  test('has a place of its own for every entry of a destination, whatever the layout', () => {
    const law = fc.property(problems(options), (problem) => {
      for (const into of ['overwrite', 'operands'] as const) {
        const { given } = pose(problem, { into }, everyClaim);
        for (const destination of Object.values(given.options?.into ?? {})) {
          if (typeof destination === 'boolean') continue;
          const places = placesOf(destination);
          expect(new Set(places).size).toBe(places.length);
        }
      }
    });
    fc.assert(law, { seed: 1, numRuns: 300 });
  });
});

/** The right subject with every claim, that does something more in each call. */
function meddling(meddle: (given: Given) => void, claims: Claims = everyClaim): Border {
  const backward = (given: Given) => {
    const answer = complete.backward(given);
    meddle(given);
    return answer;
  };
  return new Border({ ...complete, claims, backward });
}

/** Writes into the first place of the storage that is, or is not, one of the operand's. */
function scribble(operand: Operand | undefined, inside: boolean): void {
  if (operand === undefined) throw new Error('there is nothing to write into');
  const places = new Set(placesOf(operand));
  operand.data[operand.data.findIndex((_, place) => places.has(place) === inside)] = 42;
}

describe('a subject that writes where it may not is caught', () => {
  const gaps = { ...dense, gap: 2, offset: 1 };
  const wide = { ...plain, layouts: { X: gaps, W: gaps, dY: gaps, dX: gaps, dW: gaps } };
  const into = { into: 'overwrite' } as const;

  for (const name of ['X', 'W', 'dY'] as const) {
    test(`into an entry of ${name}, and into a gap of it`, async () => {
      for (const inside of [true, false]) {
        const border = meddling((given) => scribble(given[name], inside));
        await expect(border.backward(wide)).rejects.toThrow(
          `the storage of ${name} after the call`,
        );
        await expect(border.ask(wide, into)).rejects.toThrow(`the storage of ${name} after the`);
      }
    });
  }

  for (const name of ['dX', 'dW'] as const) {
    test(`outside of ${name}, but not inside`, async () => {
      const outside = meddling(({ options: { into: to } = {} }) => scribble(to?.[name], false));
      await expect(outside.ask(wide, into)).rejects.toThrow(
        `the storage around ${name}, entry 0: expected untouched, NaN, got 42.`,
      );
      const beside = outside.ask(wide, { into: 'operands' });
      await expect(beside).rejects.toThrow(`the storage around ${name}, entry 0`);
      const inside = meddling(({ options: { into: to } = {} }) => scribble(to?.[name], true));
      const answer = await inside.ask(wide, into);
      expect(answer[name].mid.toArray()).toContain(42);
    });
  }

  test('into dY while gradients go over X and W', async () => {
    const border = meddling(({ dY }) => scribble(dY, true));
    await expect(border.ask(wide, { into: 'operands' })).rejects.toThrow('the storage of dY');
  });

  test('by the very bits: −0 for 0', async () => {
    const border = meddling(({ dY }) => dY.data.fill(-0, 1, 2), {});
    await expect(border.backward(plain)).rejects.toThrow('entry 1: expected still 0, got -0');
  });

  test('in a forward pass, and in a recorded one', async () => {
    const spoiling: Subject = {
      ...complete,
      forward: ({ X, W }) => {
        X.data.fill(1);
        return complete.forward?.({ X, W }) ?? { shape: [], data: [] };
      },
      record: (operands) => {
        const recorded = complete.record?.(operands);
        operands.W.data.fill(1);
        return recorded ?? { Y: { shape: [], data: [] }, backward: () => ({}) };
      },
    };
    const border = new Border(spoiling);
    await expect(border.forward(plain)).rejects.toThrow('the storage of X after the call');
    await expect(border.record(plain)).rejects.toThrow('the storage of W after the call');
  });

  test('but not where nothing was written', () => {
    const law = fc.property(views, (problem) => {
      const { laidOut, given } = pose(problem, {}, everyClaim);
      checkUntouched(laidOut, given.options);
    });
    fc.assert(law, { seed: 1, numRuns: 100 });
  });
});

describe('the claim ownedAnswers', () => {
  const kinds: Record<string, () => ArrayLike<number> & { fill(value: number): unknown }> = {
    Float64Array: () => Float64Array.of(1, 1),
    Float32Array: () => Float32Array.of(1, 1),
    Array: () => [1, 1],
  };
  for (const [name, make] of Object.entries(kinds)) {
    test(`overwrites a ${name} that it was given, so that it cannot be given again`, async () => {
      for (const ownedAnswers of [true, false]) {
        const [dX, dW] = [make(), make()]; // of every answer
        const border = new Border({
          name: 'answers with the same arrays',
          numberFormat: 'float64',
          claims: { ownedAnswers },
          backward: () => ({ dX: { shape: [1, 2], data: dX }, dW: { shape: [2, 1], data: dW } }),
        });
        const first = await border.backward(rowX);
        expect(first.dX.mid.toArray()).toEqual(Float64Array.of(1, 1));
        const again = await border.backward(rowX);
        const expected = ownedAnswers ? Number.NaN : 1;
        expect([...again.dX.mid.toArray(), ...again.dW.mid.toArray()]).toEqual(
          new Array(4).fill(expected),
        );
      }
    });
  }
});
