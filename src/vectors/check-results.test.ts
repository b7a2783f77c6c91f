import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { flushingSubject } from '../../bank/unusual/flushing.ts';
import schema from '../../vectors/results.schema.json' with { type: 'json' };
import { GradgateError } from '../errors.ts';
import { formatNames, tensorFormatNames } from '../number/formats.ts';
import { decodeGiven } from '../wire/json-given.ts';
import { saidIn } from '../wire/said-in.ts';
import { asResults, checkResults } from './check-results.ts';
import { type VectorsName, vectorsNames } from './published.ts';
import { readVectors } from './read-vectors.ts';
import type { Case, Result, Results } from './vector-file.ts';
import { vectorsFor } from './vectors-for.ts';

const file = readVectors('float64');

function casesOf(name: string): readonly Case[] {
  return file.groups.find((group) => group.name === name)?.cases ?? [];
}

/** Right answers to all cases of these groups. */
function answering(...names: string[]): Results {
  const results = names.flatMap(casesOf).map(({ id, expected }) => ({ id, ...expected }));
  return { subject: 'a port', numberFormat: 'float64', results };
}

test('right answers follow the schema and pass; other groups are named as not run', () => {
  const results = answering('plain', 'bias');
  const ajv = new Ajv({ allowUnionTypes: true });
  ajv.validate(schema, JSON.parse(JSON.stringify(results)));
  expect(ajv.errors).toBeNull();
  const { failures, notRun, judged } = checkResults(results, file);
  expect(failures).toEqual([]);
  expect(judged).toBe(casesOf('plain').length + casesOf('bias').length);
  expect(notRun).toContain('scaling');
  expect(notRun).toHaveLength(file.groups.length - 2);
});

test('a case that is left out of a group that is answered is a failure', () => {
  const { results, ...rest } = answering('plain');
  const { failures } = checkResults({ ...rest, results: results.slice(1) }, file);
  expect(failures).toMatchObject([{ id: results[0]?.id }]);
  expect(failures[0]?.line).toMatch(/: the answer: expected one, as to others .*, got none$/);
});

test('a wrong answer says where, what was expected, what came, how far off, and which bug it is', () => {
  const results = answering('plain');
  const known = casesOf('plain').find(({ faults = [] }) =>
    faults.some(({ name }) => name === 'misprint'),
  );
  const { dW } = known?.expected ?? {};
  const data = dW?.data.with(0, 99) ?? [];
  const wrong = results.results.map((result) =>
    result.id === known?.id ? { ...result, dW: { shape: dW?.shape, data } } : result,
  );
  const { failures } = checkResults({ ...results, results: wrong }, file);
  const right = Number(dW?.data[0]);
  expect(failures.map(({ line }) => line)).toEqual([
    expect.stringMatching(
      `^${known?.id} \\(.*\\): dW, entry \\(0, 0\\): expected exactly ${right}, got 99, ${99 - right} beyond what is allowed; as of .*misprint`,
    ),
  ]);
});

test("Strassen's recursion is judged by its own bound", () => {
  const rounded = casesOf('plain').find(
    ({ id, expected }) => id.startsWith('drawn-cancelling') && expected.dX && expected.dX.rad !== 0,
  );
  const off = (algorithm: 'conventional' | 'strassen'): number => {
    const { results, ...rest } = answering('plain');
    const far = results.map((result) => {
      if (result.id !== rounded?.id || !rounded.expected.dX) return result;
      const { data, rad, shape } = rounded.expected.dX;
      const moved = data.map((mid, i) => Number(mid) + 2 * Number(rad === 0 ? 0 : rad[i]));
      return { ...result, dX: { shape, data: moved } };
    });
    return checkResults({ ...rest, algorithm, results: far }, file).failures.length;
  };
  expect(off('conventional')).toBe(1);
  expect(off('strassen')).toBe(0);
});

/** Right answers to the vectors of that name, which say so. */
function answeringTo(name: VectorsName): Results {
  const { groups, notes: _n, version: _v, ...said } = readVectors(name);
  const results = groups.flatMap(({ cases }) =>
    cases.map(({ id, expected: { dX, dW } }) => ({ id, ...(dX && { dX }), ...(dW && { dW }) })),
  );
  return { subject: 'a port', ...said, results };
}

describe('vectors of mixed formats', () => {
  const results = answeringTo('bfloat16-float32-bfloat16');
  const asked = readVectors('bfloat16-float32-bfloat16');
  const failuresOf = (changes: Partial<Results>) =>
    checkResults({ ...results, ...changes }, asked).failures.length;

  test('are those of the arithmetic that is said, or of its operands', () => {
    for (const name of vectorsNames) {
      expect(vectorsFor(saidIn({ ...answeringTo(name) }))).toBe(name);
    }
    const said = { numberFormat: 'bfloat16', formats: { dW: 'float32' }, accumulates: 'float32' };
    expect(vectorsFor(saidIn(said))).toBe('bfloat16-float32-bfloat16');
    expect(vectorsFor(saidIn({ numberFormat: 'float32', multiplies: 'tf32' }))).toBe('float32');
  });

  test('judge an arithmetic that is not theirs by what it says', () => {
    expect(failuresOf({})).toBe(0);
    expect(failuresOf({ fusedSums: 32 })).toBe(0);
    expect(failuresOf({ formats: { dW: 'float32' } })).toBeGreaterThan(20); // it was stored in bfloat16
    const answers = answeringTo('bfloat16-float32-float32');
    const file = readVectors('bfloat16-float32-float32');
    expect(checkResults(answers, file).failures).toEqual([]);
    const narrow = { ...answers, numberFormat: 'bfloat16' as const, formats: {} };
    expect(checkResults(narrow, file).failures.length).toBeGreaterThan(20); // it was not stored so
  });
});

describe('a port that takes subnormal numbers for 0', () => {
  const [group] = readVectors('float32').groups;
  const cases = group?.cases ?? [];
  const said = { subject: 'a port', numberFormat: 'float32' } as const;

  test('is right where it says so, by the cases that it can be judged by', async () => {
    const results = await flushedAnswers({ operands: true, results: true }, cases);
    const claimed = checkResults({ ...said, subnormals: 'flushed', results }, float32);
    expect(claimed.failures).toEqual([]);
    expect(claimed.judged).toBeLessThan(cases.length);
    expect(claimed.judged).toBeGreaterThan(cases.length - 20);
  });

  test.each([
    { operands: true, results: true },
    { operands: false, results: true },
  ])('is told of that claim where it does not: %j', async (what) => {
    const results = await flushedAnswers(what, cases);
    const { failures, settledBy } = checkResults({ ...said, results }, float32);
    expect(failures.length).toBeGreaterThan(0);
    expect(settledBy).toEqual({ subnormals: 'flushed' });
  });

  test('is not told so where something else is wrong, and a right one is told nothing', async () => {
    const results = await flushedAnswers({ operands: true, results: true }, cases);
    const wrong = results.map((each, i) => (i > 0 ? each : { id: each.id }));
    expect(checkResults({ ...said, results: wrong }, float32)).not.toHaveProperty('settledBy');
    const right = cases.map(({ id, expected }) => ({ id, ...expected }));
    expect(checkResults({ ...said, results: right }, float32)).not.toHaveProperty('settledBy');
    const typo = { ...said, subnormals: 'flush', results: right };
    expect(() => asResults(typo)).toThrow('subnormals: expected flushed, got flush.');
  });
});

const float32 = readVectors('float32');

/** What a subject answers that flushes these. */
async function flushedAnswers(
  what: Parameters<typeof flushingSubject>[1],
  cases: readonly Case[],
): Promise<Result[]> {
  const subject = flushingSubject('float32', what);
  const answer = async (each: Case): Promise<Result> => {
    const { dX, dW } = await subject.backward(decodeGiven(each));
    return { id: each.id, ...(dX && { dX }), ...(dW && { dW }) };
  };
  return Promise.all(cases.map(answer));
}

describe('malformed results are one sentence', () => {
  const right = answering('bias');
  test.each([
    [[], 'results: expected an object, got [].'],
    [{ ...right, subject: 1 }, 'subject: expected a name, got 1.'],
    [
      { ...right, numberFormat: 'float65' },
      `numberFormat: expected one of ${formatNames.join(', ')}, got float65.`,
    ],
    [{ ...right, results: [] }, 'results: expected a list of at least one answer, got [].'],
    [{ ...right, results: [1] }, 'results[0]: expected an object, got 1.'],
    [{ ...right, results: [{}] }, 'results[0].id: expected the id of a case, got nothing.'],
    [
      { ...right, results: [{ id: 'a' }, { id: 'a' }] },
      'results[1].id: expected an id that was not answered before, got a.',
    ],
    [
      { ...right, formats: { dX: 'float33' } },
      `formats.dX: expected one of ${tensorFormatNames.join(', ')}, got float33.`,
    ],
    [{ ...right, stores: 'up' }, 'stores: expected nearest or toward zero, got up.'],
    [{ ...right, algorithm: 'magic' }, 'algorithm: expected conventional or strassen, got magic.'],
  ])('%#', (value, message) => {
    expect(() => asResults(value)).toThrow(new GradgateError('FORMAT', mismatch(message)));
  });

  test('an id that is none of theirs, and a format that has no vectors', () => {
    const results = asResults({ ...right, results: [{ id: 'nothing' }] });
    expect(() => checkResults(results, file)).toThrow(
      'results: expected ids of these vectors, got nothing.',
    );
    const formats = { X: 'float8_e5m2', W: 'float8_e5m2', dY: 'float8_e5m2' } as const;
    expect(() => vectorsFor(saidIn({ numberFormat: 'float32', formats }))).toThrow(
      'formats: expected operands in float64 or float32 or bfloat16 or float16 or float8_e4m3fn, got float8_e5m2.',
    );
  });
});

/** A message taken apart, so that one error can be compared with another. */
function mismatch(message: string) {
  const [, where = '', expected = '', actual = ''] =
    /^(.*?): expected (.*), got (.*)\.$/.exec(message) ?? [];
  return { where, expected, actual };
}

describe('what wrong answers have in common is told', () => {
  /** What is said of answers of which some were changed. */
  function saidOf(change: (asked: Case, result: Result) => Result, ...names: string[]) {
    const all = answering(...names);
    const asked = new Map(names.flatMap(casesOf).map((each) => [each.id, each]));
    const results = all.results.map((result) => {
      const one = asked.get(result.id);
      return one === undefined ? result : change(one, result);
    });
    return checkResults({ ...all, results }, file).inCommon;
  }

  /** A gradient whose entries are others. */
  const changed = (result: Result, name: 'dX' | 'dW', entry: (value: number) => number): Result => {
    const { shape, data } = result[name] as { shape: unknown; data: (number | string)[] };
    return { ...result, [name]: { shape, data: data.map((value) => entry(Number(value))) } };
  };

  test('nothing of right ones', () => {
    expect(saidOf((_, result) => result, 'plain')).toEqual([]);
  });

  test('numbers that are read with too few digits', () => {
    const said = saidOf(
      (_, result) => changed(changed(result, 'dX', Math.fround), 'dW', Math.fround),
      'plain',
    );
    expect(said[0]).toBe(
      'Begin with plumbing-X-W and plumbing-dY: each gradient has only to copy numbers, so these are read or written wrongly.',
    );
  });

  test('a condition on the shape', () => {
    const said = saidOf(
      (asked, result) =>
        asked.shape.m === 1 && asked.shape.k > 1 ? changed(result, 'dX', () => Number.NaN) : result,
      'plain',
    );
    expect(said.slice(0, 2)).toEqual([
      'Numbers are read and written as they stand: the cases that copy them are right.',
      'Wrong is every case with m = 1 and k > 1, and no other.',
    ]);
  });

  test('a claim, and a mistake', () => {
    const said = saidOf(
      (asked, result) =>
        asked.options?.alpha === undefined ? result : changed(result, 'dX', (it) => it + 99),
      ...['plain', 'scaling', 'transposeFlags'],
    );
    expect(said[1]).toMatch(/with scaling: true/);
    const doubled = saidOf((_, result) => changed(result, 'dW', (it) => 2 * it), 'plain');
    expect(doubled.at(-1)).toMatch(/^Diagnosis: this dW is /);
  });

  test('where no case copies numbers, nothing of those', () => {
    const odd = (asked: Case): boolean => asked.shape.m % 2 === 1;
    const said = saidOf(
      (asked, result) => (odd(asked) ? changed(result, 'dX', () => Number.NaN) : result),
      'transposeFlags',
    );
    expect(said.join()).not.toMatch(/Numbers|Begin|Diagnosis/);
    const none = saidOf(
      (_, result) => ({ ...result, dX: { shape: [1], data: 'no list' } }),
      'bias',
    );
    expect(none).toEqual(['Every case is wrong.']);
  });

  test('no answer is right', () => {
    const said = saidOf((_, result) => changed(result, 'dX', () => Number.NaN), 'plain');
    expect(said).toContain('Every case is wrong.');
  });
});
