import { expect, test } from 'vitest';
import { reference } from '../contract/reference.ts';
import type { Answers, Claims, Given } from '../contract/subject.ts';
import { Matrix } from '../matrix/matrix.ts';
import type { Problem } from '../problem/problem.ts';
import { Border } from './border.ts';
import { type Asked, type Elsewhere, elsewhere } from './elsewhere.ts';

const problem: Problem = {
  X: Matrix.from([[1, 2]]),
  W: Matrix.from([[3], [4]]),
  dY: Matrix.from([[5]]),
  salt: 0,
};

/** Gradients of the right shapes, with one number everywhere. */
function full(value: number): Answers {
  const data = [value, value];
  return { dX: { shape: [1, 2], data }, dW: { shape: [2, 1], data } };
}

/** A subject in another realm: here, its functions answer 1, and what it is asked to hold is 2, then 3. */
function away(more: Partial<Elsewhere> = {}): Asked {
  return {
    ...reference,
    backward: () => full(0),
    [elsewhere]: {
      claiming: () => ({ backward: () => full(1) }),
      hold: async () => ({ answers: full(2), now: async () => full(3) }),
      renew: async () => {},
      ...more,
    },
  };
}

async function dXOf(gradients: Promise<{ dX: { mid: Matrix } }>): Promise<number[]> {
  return [...(await gradients).dX.mid.toArray()];
}

test('an answer that is given here is held as the very arrays', async () => {
  const data = [15, 20];
  const border = new Border({
    ...reference,
    backward: (given: Given) => ({ ...reference.backward(given), dX: { shape: [1, 2], data } }),
  });
  const held = await border.hold(problem);
  expect([...border.read(problem, held).dX.mid.toArray()]).toEqual([15, 20]);
  data[1] = 7;
  expect(await dXOf(border.readAgain(problem, held))).toEqual([15, 7]);
});

test('one that is given elsewhere is held there, and what it is now is asked there', async () => {
  const given: Given[] = [];
  const hold = async (question: Given) => {
    given.push(question);
    return { answers: full(2), now: async () => full(3) };
  };
  const border = new Border(away({ hold }));
  const held = await border.hold(problem);
  expect(given).toEqual([held.given]);
  expect([...border.read(problem, held).dX.mid.toArray()]).toEqual([2, 2]);
  expect(await dXOf(border.readAgain(problem, held))).toEqual([3, 3]);
  const once = new Border(away({ hold: async () => ({ answers: full(4) }) }));
  expect(await dXOf(once.readAgain(problem, await once.hold(problem)))).toEqual([4, 4]);
});

test('an answer that cannot be looked at again is a crash', async () => {
  const now = () => Promise.reject(new Error('it is gone'));
  const border = new Border(away({ hold: async () => ({ answers: full(2), now }) }));
  const again = border.readAgain(problem, await border.hold(problem));
  await expect(again).rejects.toThrow('backward threw: it is gone');
});

test('its functions are told by which claims it is judged', async () => {
  const told: Claims[] = [];
  const claiming = (claims: Claims) => {
    told.push(claims);
    return { backward: () => full(1) };
  };
  const border = new Border(away({ claiming }), { ownedAnswers: true });
  expect(told).toEqual([{ ownedAnswers: true }]);
  expect(await dXOf(border.backward(problem))).toEqual([1, 1]);
});
