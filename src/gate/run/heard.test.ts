import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { biasReduction } from '../../../properties/bias-reduction.ts';
import { equation1 } from '../../../properties/equation-1.ts';
import { forwardProduct } from '../../../properties/forward-product.ts';
import { problemOf } from '../../../properties/heard.test-setup.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Property } from '../../property/property.ts';
import type { Failure } from '../judge/failure.ts';
import { disagreementOn, heardIn } from './heard.ts';
import { off, right } from './small-runs.test-setup.ts';

const plain = problemOf([2, 1, 2], { X: () => -7, W: () => 3, dY: () => 2 });
const disagreement = { kind: 'fact', where: 'dX', expected: 'this', actual: 'that' } as const;
const failure: Failure = { problem: plain, disagreement };
const border = new Border(right);

/** With this least number in dY. */
const least = (number: number) => ({
  ...failure,
  problem: problemOf([1, 1, 1], { dY: () => number }),
});

describe('what is heard where a problem that failed is asked again', () => {
  test('is what must be claimed to be asked each question, and the largest number', async () => {
    const heard = await heardIn(equation1, border, failure);
    expect(heard).toEqual({ ...failure, needed: [{}], areSmall: false, largest: 7 });
    const biased = new Border({ ...right, claims: { bias: true } });
    const { needed } = await heardIn(biasReduction, biased, failure);
    expect(needed).toEqual([{ bias: true }]);
  });

  test('is heard of a forward pass, too', async () => {
    const { needed, largest } = await heardIn(forwardProduct, new Border(reference), failure);
    expect([needed, largest]).toEqual([[{}], 7]);
  });

  test('is that numbers are small, in any operand', async () => {
    expect((await heardIn(equation1, border, least(2 ** -960))).areSmall).toBe(false);
    expect((await heardIn(equation1, border, least(2 ** -1000))).areSmall).toBe(true);
    const narrow = new Border({ ...right, numberFormat: 'float32' });
    expect((await heardIn(equation1, narrow, least(2 ** -110))).areSmall).toBe(true);
  });

  test('is the largest of finite numbers and infinities, whatever else is NaN', async () => {
    const claims = { nonFinite: 'ieee' } as const;
    const strange = problemOf([1, 2, 2], { X: (_, j) => [Number.NaN, -9][j] ?? 0, W: () => 8 });
    const heard = await heardIn(equation1, new Border({ ...right, claims }), {
      ...failure,
      problem: strange,
    });
    expect(heard.largest).toBe(9);
  });

  test('is nothing but whether its numbers are small, of a sequence, which is not asked again', async () => {
    const silent = new Border(off(() => expect.unreachable()));
    const call = { words: 'backward', problem: plain, gradients: true };
    const calls = [call, { ...call, problem: least(2 ** -1000).problem }];
    const heard = await heardIn(equation1, silent, { ...failure, calls });
    expect(heard).toEqual({ ...failure, calls, needed: [], areSmall: true, largest: 0 });
    const plainly = await heardIn(equation1, silent, { ...failure, calls: [call] });
    expect(plainly.areSmall).toBe(false);
  });

  test('is asked by what is claimed, not by what the subject says', async () => {
    const claims: unknown[] = [];
    const asking: Property = {
      ...equation1,
      async *check(question) {
        claims.push(question.claims);
        yield* equation1.check(question);
      },
    };
    await heardIn(asking, new Border(right, { bias: true }), failure);
    expect(claims).toEqual([{ bias: true }]);
  });
});

describe('how a property fails on a problem', () => {
  const checking = (check: Property['check']): Property => ({ ...equation1, check });

  test('is nothing, where it holds', async () => {
    expect(await disagreementOn(equation1, border, plain)).toBe(undefined);
  });

  test('is the first disagreement', async () => {
    const found = await disagreementOn(equation1, new Border(off(() => true)), plain);
    expect(found).toMatchObject({ kind: 'entries', where: 'dX' });
  });

  test('is that it was not asked, where nothing is compared, or the problem is left out', async () => {
    const nothing = checking(async function* () {});
    const left = checking(async function* (question) {
      fc.pre(false);
      yield* equation1.check(question);
    });
    expect(await disagreementOn(nothing, border, plain)).toBe('not asked');
    expect(await disagreementOn(left, border, plain)).toBe('not asked');
  });

  test('is how it crashes, though nothing was compared', async () => {
    const gone = { ...right, backward: () => Promise.reject(new Error('no kernel')) };
    const found = await disagreementOn(equation1, new Border(gone), plain);
    expect(found).toMatchObject({ kind: 'crash', message: 'backward threw: no kernel' });
  });

  test('is nothing that our own code throws', async () => {
    const buggy = checking(() => {
      throw new RangeError('out of range');
    });
    await expect(disagreementOn(buggy, border, plain)).rejects.toThrow(RangeError);
  });
});
