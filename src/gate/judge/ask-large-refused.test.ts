/** What a subject may not do is told of a large problem as of any. */
import { describe, expect, test } from 'vitest';
import { Border } from '../../call/border.ts';
import type { Claims, Given } from '../../contract/subject.ts';
import type { LargeProblem } from '../../problem/large/large-problem.ts';
import { askLarge } from './ask-large.ts';
import { engine, unusualNamed, variantClaims, views } from './large-layer.test-setup.ts';

describe('a subject that writes where it may not is found', () => {
  const problem: LargeProblem = {
    ...{ shape: { m: 3, n: 4, k: 2 }, kind: 'exact', grows: false, salt: 11 },
  };
  const writing = (change: (given: Given) => void, claims: Claims = {}): Border =>
    new Border({
      ...{ ...engine, claims },
      backward: async (given) => {
        const answers = await engine.backward(given);
        change(given);
        return answers;
      },
    });

  test.each(['X', 'W', 'dY'] as const)('in %s, at the entry', async (name) => {
    const border = writing((given) => given[name].data.set([99.5], 3));
    const place = `${name} after the call, entry (${name === 'X' ? '0, 3' : '1, 1'})`;
    await expect(askLarge(border, problem, 'dX')).rejects.toMatchObject({
      ...{ code: 'ANSWER' },
      mismatch: { where: place, expected: 'as before', actual: '99.5' },
    });
  });

  test.each(['X', 'dY'] as const)('around the entries of %s', async (name) => {
    const border = writing(({ [name]: { data } }) => data.set([1], data.length - 1), {
      layouts: 'all',
    });
    await expect(askLarge(border, { ...problem, layouts: views }, 'dX')).rejects.toMatchObject({
      code: 'ANSWER',
      mismatch: {
        where: `the storage around ${name} after the call`,
        ...{ expected: 'still NaN', actual: 'a number' },
      },
    });
  });

  test('at an entry first, where more was written', async () => {
    const border = writing(({ X: { data } }) => data.fill(1), { layouts: 'all' });
    await expect(askLarge(border, { ...problem, layouts: views }, 'dX')).rejects.toMatchObject({
      mismatch: { where: expect.stringMatching(/^X after the call, entry/) },
    });
  });

  test('in a member of a batch', async () => {
    const border = writing(({ W }) => W.data.set([99.5], 17), { batching: 'leading' });
    await expect(askLarge(border, { ...problem, members: 3 }, 'dW')).rejects.toMatchObject({
      mismatch: { where: 'W after the call, entry (8, 1)' },
    });
  });

  test('in codes, of one product and of a batch', async () => {
    const coded = unusualNamed('every claim, of codes and scales');
    const border = new Border({
      ...coded,
      backward: async (given) => {
        const answers = await coded.backward(given);
        given.W.scaled?.codes.fill(1);
        return answers;
      },
    });
    const told = { mismatch: { where: expect.stringContaining('the codes of W after the call') } };
    await expect(askLarge(border, problem, 'dX')).rejects.toMatchObject(told);
    const members = { ...problem, members: 2 };
    await expect(askLarge(border, members, 'dX')).rejects.toMatchObject(told);
  });
});

describe('what is no answer', () => {
  const problem: LargeProblem = {
    ...{ shape: { m: 2, n: 2, k: 2 }, kind: 'exact', grows: false, salt: 1 },
  };

  test('is told as the border tells it, by the name of the product', async () => {
    const answering = (answer: unknown): Border =>
      // SAFETY: being no answer is what is tested.
      new Border({ ...engine, claims: {}, backward: (() => answer) as never });
    const told = async (answer: unknown): Promise<unknown> => {
      const error = await askLarge(answering(answer), problem, 'dX').catch((e: unknown) => e);
      return error instanceof Error ? error.message : undefined;
    };
    expect(await told(undefined)).toMatch(/^backward: expected an object with dX and dW/);
    expect(await told({ dX: 3 })).toMatch(/the subject's dX/);
    expect(await told({ dX: { shape: [3, 2], data: [] } })).toMatch(/the subject's dX/);
  });

  test('nor is a throw, which is told with the pass and the claims by which it owes one', async () => {
    const thrown = (): never => {
      throw new Error('no memory');
    };
    const border = new Border({
      ...{ ...engine, claims: { layouts: 'all' }, backward: thrown, forward: thrown },
    });
    const asked = { ...problem, layouts: views };
    for (const [name, pass] of [
      ['Y', 'forward'],
      ['dX', 'backward'],
    ] as const) {
      await expect(askLarge(border, asked, name)).rejects.toMatchObject({
        ...{
          message: `${pass} threw: no memory`,
          claims: { layouts: expect.arrayContaining(['gaps', 'offset']) },
        },
      });
    }
  });

  test('of one that asks for a destination, nothing is as right', async () => {
    const border = new Border({
      ...{ ...engine, claims: variantClaims },
      backward: async (given) => {
        await engine.backward(given);
        // SAFETY: with a destination, no answer is one.
        return undefined as never;
      },
    });
    const into: LargeProblem = { ...problem, variant: { into: 'overwrite' } };
    expect((await askLarge(border, into, 'dW')).probed).not.toHaveProperty('wrong');
  });

  test('a subject begins anew before each, and what it throws then is thrown on', async () => {
    let resets = 0;
    const reset = (): void => {
      resets += 1;
      if (resets > 1) throw new Error('gone');
    };
    const border = new Border({ ...engine, claims: {}, reset });
    await askLarge(border, problem, 'dX');
    await expect(askLarge(border, problem, 'dX')).rejects.toThrow('reset threw: gone');
  });
});
