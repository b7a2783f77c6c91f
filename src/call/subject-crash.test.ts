import { expect, test, vi } from 'vitest';
import {
  asAnswers,
  asRecorded,
  crashing,
  OwnBug,
  poison,
  SubjectCrash,
  SubjectThrew,
  Unasked,
} from './subject-crash.ts';

test('what has words of its own keeps them, and stays what it is', async () => {
  const own = [new SubjectCrash('it hung'), new Unasked('too often'), new OwnBug('a bug of ours')];
  for (const error of [...own, new SubjectThrew('backward threw: a')]) {
    await expect(crashing('forward', () => Promise.reject(error))).rejects.toBe(error);
  }
  const thrown = crashing('forward', () => Promise.reject(new Error('no kernel')));
  await expect(thrown).rejects.toEqual(new SubjectThrew('forward threw: no kernel'));
  await expect(thrown).rejects.toHaveProperty('claims', {});
});

test('an error says in a log of what kind it is', () => {
  const errors = [
    new SubjectCrash('it hung'),
    new SubjectThrew('it threw'),
    new OwnBug('it failed'),
  ];
  const logged = ['SubjectCrash: it hung', 'SubjectThrew: it threw', 'OwnBug: it failed'];
  expect(errors.map(String)).toEqual(logged);
});

test('every gradient that is there is an answer, and no other field', () => {
  const tensor = { shape: [1], data: [2] };
  const all = { dX: tensor, dW: tensor, db: tensor, dC: tensor };
  expect(asAnswers({ ...all, Y: tensor }, {})).toEqual(all);
  expect(Object.keys(asAnswers({ db: tensor, dX: undefined }, {}))).toEqual(['db']);
});

test('a recorded pass is Y with a function for later', () => {
  const Y = { shape: [1], data: [2] };
  const backward = () => ({});
  expect(asRecorded({ Y, backward, more: 3 })).toEqual({ Y, backward });
  for (const answer of [undefined, null, 3, 'tape', {}, { Y }, { Y, backward: {} }]) {
    const sentence = 'record: expected an object with Y and a function backward, got ';
    expect(() => asRecorded(answer)).toThrow(sentence);
    expect(() => asRecorded(answer)).toThrow(expect.objectContaining({ code: 'ANSWER' }));
  }
  expect(() => asRecorded({ Y })).toThrow('got an object with keys [Y].');
});

test('all that an answer gave away is overwritten, whatever stands beside it', () => {
  const throwing = {
    get data(): number[] {
      throw new Error('freed');
    },
  };
  const [array, single, double] = [[1, 2], Float32Array.of(1, 2), Float64Array.of(1, 2)];
  const list = { length: 1, 0: 1, fill: vi.fn() };
  const strange = [undefined, null, 3, {}, throwing, { data: Object.freeze([1]) }, { data: list }];
  poison([...strange, { data: array }, { data: single }, { data: double }]);
  const overwritten = [Number.NaN, Number.NaN];
  expect([array, [...single], [...double]]).toEqual([overwritten, overwritten, overwritten]);
  expect(list.fill).not.toHaveBeenCalled(); // it is code of the subject
});
