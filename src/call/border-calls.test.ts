import { describe, expect, test } from 'vitest';
import { subjectOf } from '../../bank/engine/subject-of.ts';
import { reference } from '../contract/reference.ts';
import type { Answers, Claims, Given, Operand, Operands, Subject } from '../contract/subject.ts';
import { Border } from './border.ts';
import { problem } from './one-row.test-setup.ts';
import { Storage } from './storage.ts';
import { SubjectCrash, SubjectThrew } from './subject-crash.ts';

const complete = subjectOf('complete');

/** The right subject with every claim; it tells which operands it is given. */
function listening() {
  const heard: Operand[][] = [];
  const listen = ({ X, W, dY }: Operands & Partial<Given>) => {
    heard.push([X, W, ...(dY ? [dY] : [])]);
  };
  const subject: Subject = {
    ...complete,
    backward: (given) => {
      listen(given);
      return complete.backward(given);
    },
    forward: (operands) => {
      listen(operands);
      return complete.forward?.(operands) ?? fail();
    },
    record: (operands) => {
      listen(operands);
      return complete.record?.(operands) ?? fail();
    },
  };
  return { heard, border: new Border(subject) };
}

function fail(): never {
  throw new Error('it is complete');
}

test('every question to the subject is counted, and nothing else', async () => {
  const { border } = listening();
  expect(border.calls).toBe(0);
  await border.backward(problem);
  await border.readAgain(problem, await border.hold(problem));
  await border.forward(problem);
  const { backward } = await border.record(problem);
  await backward(problem);
  await border.reset();
  border.isExact(problem, 'dX');
  expect(border.calls).toBe(5);
  const silent = new Border({ ...reference, backward: () => Promise.reject(new Error('no')) });
  await expect(silent.backward(problem)).rejects.toThrow('no');
  expect(silent.calls).toBe(1);
});

test('what a subject cannot do is known before it is asked, and is no answer', async () => {
  const { forward: _, ...poor } = reference;
  const border = new Border(poor);
  expect([border.hasForward, border.hasRecord]).toEqual([false, false]);
  const { border: rich } = listening();
  expect([rich.hasForward, rich.hasRecord]).toEqual([true, true]);
  await expect(border.forward(problem)).rejects.toThrow("the subject's Y: expected an object");
  await expect(border.record(problem)).rejects.toThrow('record: expected an object with Y and');
  await expect(border.reset()).resolves.toBeUndefined();
});

test('a subject is reset where it can be, and what it throws then is its crash', async () => {
  let resets = 0;
  const counting = new Border({
    ...reference,
    reset: () => {
      resets += 1;
    },
  });
  await counting.reset();
  expect(resets).toBe(1);
  const reset = () => Promise.reject(new Error('busy'));
  await expect(new Border({ ...reference, reset }).reset()).rejects.toThrow('reset threw: busy');
});

test('an error knows by which claims an answer is owed, whatever was asked', async () => {
  const claims: Claims = { bias: true, scaling: true, emptyExtents: true };
  const throwing = () => Promise.reject(new Error('no kernel'));
  const both = { forward: throwing, record: throwing };
  const border = new Border({ ...reference, claims, backward: throwing, ...both });
  const record = () => ({ Y: { shape: [1, 1], data: [11] }, backward: throwing });
  const tape = await new Border({ ...reference, claims, record }).record(problem);
  const none = { ...problem, X: problem.X.rowRange(0, 0), dY: problem.dY.rowRange(0, 0) };
  const calls: [what: string, call: Promise<unknown>, owed: Claims][] = [
    ['backward', border.backward(problem), {}],
    ['backward', border.ask(problem, { bias: true }), { bias: true }],
    ['backward', border.hold(none), { emptyExtents: true }],
    ['forward', border.forward(none), { emptyExtents: true }],
    ['record', border.record(none), { emptyExtents: true }],
    ['backward', tape.backward(problem), {}],
  ];
  for (const [what, call, owed] of calls) {
    const error = await call.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SubjectThrew);
    expect(error).toMatchObject({ message: `${what} threw: no kernel`, claims: owed });
  }
  const ended = new SubjectCrash('its process ended');
  const hung = new Border({ ...reference, claims, backward: () => Promise.reject(ended) });
  await expect(hung.ask(problem, { bias: true })).rejects.toBe(ended);
  expect(ended).not.toHaveProperty('claims'); // nothing is owed by who is not there
});

test('operands are given where they are placed, in every call', async () => {
  const { heard, border } = listening();
  const storage = new Storage();
  const doubled = { ...problem, X: problem.X.map((x) => 2 * x) };
  await border.ask(problem, {}, storage.keep);
  await border.ask(doubled, {}, storage.reuse);
  await border.forward(problem, storage.reuse);
  const { operands, backward, spoil } = await border.record(problem, storage.reuse);
  await backward(problem);
  const [first = [], ...others] = heard;
  const [X, W] = first;
  expect(others.map((given) => [given[0] === X, given[1] === W])).toEqual([
    ...[
      [true, true],
      [true, true],
      [true, true],
    ],
  ]);
  expect(operands).toEqual([X, W]);
  spoil();
  for (const operand of operands) expect(new Set(operand.data)).toEqual(new Set([0.5]));
});

describe('the claim ownedAnswers', () => {
  /** It answers with the same arrays again and again. */
  function recycling(ownedAnswers: boolean): Border {
    const [Y, dX, dW] = [[11], [15, 20], [5, 10]];
    const product = { shape: [1, 1], data: Y };
    const answers: Answers = { dX: { shape: [1, 2], data: dX }, dW: { shape: [2, 1], data: dW } };
    return new Border({
      ...reference,
      claims: { ownedAnswers },
      forward: () => product,
      record: () => ({ Y: product, backward: () => answers }),
    });
  }

  test.each([true, false])('overwrites Y and recorded gradients: %s', async (ownedAnswers) => {
    const border = recycling(ownedAnswers);
    const first = await border.forward(problem);
    const tape = await border.record(problem);
    const [one, two] = [await tape.backward(problem), await tape.backward(problem)];
    expect([first.mid.at(0, 0), ...one.dX.mid.toArray()]).toEqual([11, 15, 20]);
    const now = [tape.Y.mid.at(0, 0), ...two.dX.mid.toArray(), ...two.dW.mid.toArray()];
    expect(now).toEqual(ownedAnswers ? new Array(5).fill(Number.NaN) : [11, 15, 20, 5, 10]);
  });
});

test('a recorded pass that writes into its dY is caught', async () => {
  const border = new Border({
    ...complete,
    record: async (operands) => {
      const { Y, backward } = (await complete.record?.(operands)) ?? fail();
      return {
        Y,
        backward: async (dY) => {
          const answers = await backward(dY);
          dY.data.fill(7);
          return answers;
        },
      };
    },
  });
  const { backward } = await border.record(problem);
  await expect(backward(problem)).rejects.toThrow('the storage of dY after the call, entry 0');
});

test('over an operand is written only a gradient that exists', async () => {
  const writing = (gradients: 'dX' | 'dW') =>
    new Border({ ...complete, claims: { ...complete.claims, gradients } });
  const into = { into: 'operands' } as const;
  const [dX, dW] = [writing('dX'), writing('dW')];
  await expect(dX.ask(problem, into)).rejects.toThrow('the storage of W after the call');
  await expect(dW.ask(problem, into)).rejects.toThrow('the storage of X after the call');
});

test('what is wrong about db or dC is said of it', async () => {
  const answering = (more: Answers) =>
    new Border({
      ...complete,
      backward: async (given) => ({ ...(await complete.backward(given)), ...more }),
    });
  const wrong = { shape: [2], data: [5, 5] };
  const db = answering({ db: wrong }).ask(problem, { bias: true });
  await expect(db).rejects.toThrow("the subject's db: expected a vector of 1, got a vector of 2");
  const dC = answering({ dC: wrong }).ask(problem, { beta: 2 });
  await expect(dC).rejects.toThrow("the subject's dC: expected 1×1, got a vector of 2");
});
