import { expect, test } from 'vitest';
import { elsewhere } from '../../call/elsewhere.ts';
import type { Answer, Answers, Operand, Subject } from '../../contract/subject.ts';
import { answeringIn } from './answering-in.ts';

const one: Operand = { shape: [1, 1], data: Float64Array.of(1) };
const given = { X: one, W: one, dY: one };
const third = 1 / 3;

function tensor(...data: number[]): Answer {
  return { shape: [1, data.length], data };
}

/** It answers so. */
function subjectOf(answers: Answers | undefined, Y?: Answer): Subject {
  return {
    ...{ name: 'layer', numberFormat: 'float64' },
    // SAFETY: what is no answer is looked at by others.
    backward: () => answers as Answers,
    ...(Y && { forward: () => Y }),
  };
}

const narrow = (answers: Answers | undefined, Y?: Answer) =>
  answeringIn('float32', subjectOf(answers, Y));

test('it is of that format, and answers as before where its numbers are of it', async () => {
  const answers = { dX: tensor(0.5, Number.NaN), dW: tensor(-3) };
  const subject = narrow(answers, tensor(2 ** -149));
  expect([subject.name, subject.numberFormat]).toEqual(['layer', 'float32']);
  expect(await subject.backward(given)).toBe(answers);
  expect(await subject.forward?.(given)).toEqual(tensor(2 ** -149));
});

test('what is no number of it is no answer, and is named', async () => {
  const wrong = (where: string) => `${where}: expected numbers of float32, got ${third}.`;
  await expect(narrow({ dX: tensor(1, third) }).backward(given)).rejects.toThrow(wrong('dX'));
  await expect(narrow({ dX: tensor(third) }).backward(given)).rejects.toHaveProperty(
    'code',
    'ANSWER',
  );
  await expect(narrow({ dW: tensor(third) }).backward(given)).rejects.toThrow(wrong('dW'));
  const subject = narrow({}, tensor(third));
  expect(await subject.backward(given)).toEqual({});
  await expect(subject.forward?.(given)).rejects.toThrow(wrong('Y'));
});

test('what is no answer at all, or no number, is left to who reads it', async () => {
  expect(await narrow(undefined).backward(given)).toBe(undefined);
  // SAFETY: being wrong is what is tested.
  const text = { dX: { shape: [1, 1], data: ['a third'] as never } };
  expect(await narrow(text).backward(given)).toBe(text);
  const long = { dX: { shape: [1, 2 ** 30], data: { length: 2 ** 50, [2 ** 16]: third } } };
  expect(await narrow(long).backward(given)).toBe(long);
  const last = { dX: { shape: [1, 2 ** 16], data: { length: 2 ** 16, [2 ** 16 - 1]: third } } };
  await expect(narrow(last).backward(given)).rejects.toThrow('dX: expected');
});

test('it has the forward pass of its subject, called as a method, and nothing to be asked past it', async () => {
  const away = { claiming: () => ({}), hold: () => {}, renew: () => {} };
  const layer = {
    ...subjectOf({}),
    Y: tensor(1),
    forward(this: { Y: Answer }) {
      return this.Y;
    },
    record: () => {},
    [elsewhere]: away,
  };
  // SAFETY: what it has elsewhere is not called.
  const subject = answeringIn('float32', layer as unknown as Subject);
  expect(await subject.forward?.(given)).toBe(layer.Y);
  expect([Object.hasOwn(subject, elsewhere), 'record' in subject]).toEqual([false, false]);
  expect('forward' in narrow({})).toBe(false);
});
