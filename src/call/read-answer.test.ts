import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GradgateError } from '../errors.ts';
import { readAnswer } from './read-answer.ts';
import { asAnswers, crashing, SubjectCrash } from './subject-crash.ts';

const shape = [2, 2];
const throwing = {
  get shape(): number[] {
    throw new Error('the shape was freed');
  },
  data: [1, 2, 3, 4],
};

describe('an answer', () => {
  test('is read from every array-like of numbers, and copied', () => {
    const entries = [1, -0, 2.5, Number.NaN];
    const lists = [
      [...entries],
      Float64Array.from(entries),
      Float32Array.from(entries),
      Object.assign({ length: 4 }, entries),
    ];
    for (const data of lists) {
      const read = readAnswer('dX', { shape, data }, shape);
      expect(read).toEqual(Float64Array.from(entries));
      Reflect.set(data, 0, 7);
      expect(read[0]).toBe(1);
    }
    expect(readAnswer('dX', { shape, data: Int8Array.of(1, 2, 3, 4) }, shape)[3]).toBe(4);
    expect(readAnswer('dX', { shape: Uint32Array.of(2, 2), data: entries }, shape)[2]).toBe(2.5);
    expect(readAnswer('db', { shape: [], data: [5] }, [])).toEqual(Float64Array.of(5));
  });

  test('keeps the bits of a float32', () => {
    const law = fc.property(fc.float(), (value) => {
      const read = readAnswer('dX', { shape: [1], data: Float32Array.of(value) }, [1]);
      expect(read[0]).toBe(Math.fround(value));
    });
    fc.assert(law, { seed: 1 });
  });

  // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested.
  const holes = [1, 2, , 4];
  const refused: [name: string, answer: unknown, sentence: string][] = [
    ['nothing', undefined, 'both arrays of numbers, got nothing.'],
    ['null', null, 'got shape undefined and data undefined.'],
    ['a number', 3, 'got shape undefined and data undefined.'],
    ['data that is text', { shape, data: '1234' }, 'got shape an array and data string.'],
    ['a shape that is a number', { shape: 4, data: [1] }, 'got shape number and data an array.'],
    ['data that is a map', { shape, data: new Map() }, 'got shape an array and data Map.'],
    ['no prototype', { shape, data: Object.create(null) }, 'data an object.'],
    ['a hole', { shape, data: holes }, 'expected only numbers, got undefined undefined.'],
    ['a BigInt', { shape, data: [1, 2, 3n, 4] }, 'expected only numbers, got bigint 3.'],
    ['BigInts', { shape, data: BigInt64Array.of(1n, 2n, 3n, 4n) }, 'got bigint 1.'],
    ['text', { shape, data: [1, 2, 3, '4'] }, 'got string 4.'],
    ['a number in a box', { shape, data: [1, 2, 3, Object(4)] }, 'got an object with keys []'],
    ['too few entries', { shape, data: [1, 2, 3] }, 'expected 4 entries, got 3.'],
    ['too many', { shape, data: [1, 2, 3, 4, 5] }, 'expected 4 entries, got 5.'],
    ['another rank', { shape: [4], data: [1, 2, 3, 4] }, 'expected 2×2, got a vector of 4.'],
    ['one axis more', { shape: [2, 2, 1], data: [1, 2, 3, 4] }, 'expected 2×2, got 2×2×1.'],
    ['data that is null', { shape, data: null }, 'got shape an array and data object.'],
    ['no rank', { shape: [], data: [1] }, 'expected 2×2, got an empty shape.'],
    ['a getter that throws', throwing, 'that can be read, got a throw: the shape was freed.'],
    [
      'a length that throws',
      { shape, data: Object.defineProperty({}, 'length', { get: fail }) },
      'got a throw: no length.',
    ],
    ['a length below 0', { shape, data: { length: -1 } }, 'expected 4 entries, got -1.'],
    ['a great length', { shape, data: { length: 1e9 } }, 'expected 4 entries, got 1000000000.'],
    ['a great rank', { shape: { length: 1e9 }, data: [] }, 'got an extent that is a undefined.'],
    [
      'too many axes',
      { shape: new Array(1e6).fill(1), data: [] },
      '1×1×1×1×1×1×1×1×1×1×1×1×1×1×1×1×…',
    ],
  ];
  for (const [name, answer, sentence] of refused) {
    test(`with ${name} is refused in one sentence`, () => {
      expect(() => readAnswer("the subject's dX", answer, shape)).toThrow(sentence);
      const refusal = expect.objectContaining({ name: 'GradgateError', code: 'ANSWER' });
      expect(() => readAnswer("the subject's dX", answer, shape)).toThrow(refusal);
      // Whose answer it is stands in front, once.
      const once = /^the subject's dX: (?!.*the subject's dX)/;
      expect(() => readAnswer("the subject's dX", answer, shape)).toThrow(once);
    });
  }

  test('says a vector of a wrong length as one', () => {
    const answer = { shape: [2], data: [1, 2] };
    expect(() => readAnswer('db', answer, [3])).toThrow('a vector of 3, got a vector of 2.');
  });
});

function fail(): never {
  throw new Error('no length');
}

describe('what backward answers', () => {
  test('has the fields of the contract that are there, each read once', () => {
    let reads = 0;
    const answer = {
      get dX() {
        reads += 1;
        return { shape, data: [reads] };
      },
      dW: undefined,
      more: 3,
    };
    expect(asAnswers(answer, {})).toEqual({ dX: { shape, data: [1] } });
    expect(reads).toBe(1);
  });

  test('may be nothing only where gradients go into storage', () => {
    expect(asAnswers(undefined, { into: 'overwrite' })).toEqual({});
    for (const answer of [undefined, null, 3, 'dX', Symbol('dX')]) {
      expect(() => asAnswers(answer, {})).toThrow('backward: expected an object with dX and dW');
    }
    expect(() => asAnswers(null, { into: 'overwrite' })).toThrow('got null');
    expect(() => asAnswers(3, {})).toThrow(expect.objectContaining({ code: 'ANSWER' }));
  });

  test('or throws, is told apart: its own errors crash, refused answers stay refusals', async () => {
    const refusal = new GradgateError('ANSWER', { where: 'w', expected: 'e', actual: 'a' });
    const option = new GradgateError('OPTION', { where: 'w', expected: 'e', actual: 'a' });
    const thrown: [unknown, unknown, string][] = [
      [refusal, GradgateError, 'w: expected e, got a.'],
      [option, SubjectCrash, 'backward threw: w: expected e, got a.'],
      ['', SubjectCrash, 'backward threw: an error without a message'],
      [undefined, SubjectCrash, 'backward threw: undefined'],
      [{ code: 3 }, SubjectCrash, 'backward threw: an object with keys [code]'],
      [new Error('a\nb'), SubjectCrash, 'backward threw: a'],
    ];
    for (const [error, kind, message] of thrown) {
      const calls = [() => Promise.reject(error), () => raise(error)];
      for (const call of calls) {
        const caught: unknown = await crashing('backward', call).catch((reason: unknown) => reason);
        expect(caught).toBeInstanceOf(kind);
        expect(caught).toHaveProperty('message', message);
      }
    }
    expect(await crashing('backward', () => 3)).toBe(3);
  });
});

function raise(error: unknown): never {
  throw error;
}
