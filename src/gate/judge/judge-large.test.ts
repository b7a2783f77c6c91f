import { describe, expect, test } from 'vitest';
import { subjectOf } from '../../../bank/engine/subject-of.ts';
import { unusual } from '../../../bank/unusual/index.ts';
import { propertyNamed } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { reference, toAnswer, toMatrix } from '../../contract/reference.ts';
import type { Given, Subject } from '../../contract/subject.ts';
import { multiply } from '../../matrix/multiply.ts';
import { planOf } from '../run/plan-of.ts';
import { verdictOn } from '../run/verdict-on.test-setup.ts';
import { judgeLarge } from './judge-large.ts';

const plan = planOf({ profile: 'large', seed: 1, extent: 200, volume: 2 ** 20, runs: 12 });
const equation1 = propertyNamed('equation-1');
const equation2 = propertyNamed('equation-2');

/** The reference, with another dX. */
function answering(dX: (given: Given, right: Float64Array) => ArrayLike<number>): Subject {
  return {
    ...reference,
    backward: async (given) => {
      const right = await reference.backward(given);
      const { shape } = given.X;
      return { ...right, dX: { shape, data: dX(given, Float64Array.from(right.dX?.data ?? [])) } };
    },
  };
}

test('a right subject holds, with exact, rounded and saturating problems as evidence', async () => {
  for (const property of [equation1, equation2, propertyNamed('forward-product')]) {
    const verdict = await verdictOn(property, reference, plan);
    expect(verdict.outcome).toBe('holds');
    const { features, sizes, probed } = verdict.evidence ?? {};
    expect(Object.keys(features ?? {})).toEqual(expect.arrayContaining(['exact', 'rounded']));
    expect(sizes?.axis).toBeGreaterThan(190);
    expect(probed?.bits).toBeGreaterThanOrEqual(32);
  }
});

test('one wrong entry is found, shrunk to where it begins, and shown in its surroundings', async () => {
  const wrong = answering(({ X: { shape } }, right) => {
    const [m = 0, n = 0] = shape;
    if (m > 130 && n > 20) right[130 * n + 20] = 7.5;
    return right;
  });
  const { outcome, reason, counterexample } = await verdictOn(equation1, wrong, plan);
  expect(outcome).toBe('fails');
  expect(reason).toMatch(/^dX, entry \(130, 20\): expected exactly -?\d+, got 7\.5$/);
  expect(counterexample).toMatchObject({
    shape: { m: 131, n: 21, k: 1 },
    entry: [130, 20],
    numbers: expect.stringMatching('whole numbers whose sums are never rounded'),
    sides: { from: [124, 14], of: [131, 21], wrong: [[6, 6]] },
    map: { tile: [16, 1], lines: expect.arrayContaining([`${'.'.repeat(20)}#`]) },
    again: { fresh: false, fails: true },
    shrinking: { ended: 'nothing smaller fails' },
  });
});

test('a shape that is named is all that is asked, in every kind of numbers', async () => {
  const shapes = [{ m: 150, n: 3, k: 129 }];
  const named = planOf({ profile: 'large', shapes });
  const { outcome, evidence, runs } = await verdictOn(equation1, reference, named);
  expect([outcome, runs]).toEqual(['holds', 3]);
  expect(evidence?.features).toMatchObject({ exact: 1, saturating: 1, rounded: 1 });
  expect(evidence?.sizes).toEqual({ axis: 150, all: 3 });
});

test('the token of a failure at a shape that is named asks it again beside that shape', async () => {
  const wrong = answering(({ X: { shape } }, right) => {
    const [m = 0] = shape;
    return m > 140 ? right.fill(0.5) : right;
  });
  const shapes = [{ m: 150, n: 3, k: 9 }];
  const found = await verdictOn(equation1, wrong, planOf({ profile: 'large', shapes }));
  expect(found.counterexample?.shape).toEqual({ m: 141, n: 1, k: 1 });
  const replay = found.counterexample?.replay ?? '';
  const again = await verdictOn(equation1, wrong, planOf({ replay, shapes }));
  expect(again).toMatchObject({ outcome: 'fails', counterexample: { shape: { m: 141 } } });
});

test('one that does not begin a second time is told with what was found', async () => {
  let begun = 0;
  const wrong = answering((_, right) => right.map((entry) => entry + 1));
  const once: Subject = {
    ...wrong,
    begin: () => {
      begun += 1;
      if (begun > 1) throw new Error('the device is gone');
    },
  };
  const { outcome, counterexample } = await verdictOn(equation1, once, plan);
  expect([outcome, begun]).toEqual(['fails', 2]);
  expect(counterexample?.again).toBeUndefined();
});

test('only properties that state a product are judged', () => {
  expect(() => planOf({ profile: 'large', properties: ['purity'] })).toThrow(
    'property: expected one of equation-1, equation-2, forward-product, got purity',
  );
});

test('few entries are listed, and its token asks the smallest problem again', async () => {
  const wrong = answering((_, right) => right.map((entry) => entry + 1));
  const { counterexample } = await verdictOn(equation1, wrong, plan);
  expect(counterexample).toMatchObject({ shape: { m: 1, n: 1, k: 1 }, X: [[expect.anything()]] });
  expect(counterexample?.map).toBeUndefined();
  const again = planOf({ replay: counterexample?.replay ?? '', extent: 200, volume: 2 ** 20 });
  const replayed = await verdictOn(equation1, wrong, { ...again, runs: plan.runs });
  expect(replayed.counterexample).toMatchObject({ shape: { m: 1, n: 1, k: 1 }, shrinks: 0 });
  const nowhere = planOf({ replay: 'equation-1/large/1/5:999', extent: 200, volume: 2 ** 20 });
  expect((await verdictOn(equation1, wrong, nowhere)).outcome).toBe('no such problem');
});

describe('what is no gradient, or none at all', () => {
  const said: [what: string, subject: Subject, outcome: string, reason: RegExp][] = [
    ['another shape', answering(() => [1, 2, 3]), 'fails', /expected \d+ entries, got 3/],
    ['NaN', answering((_, right) => right.fill(Number.NaN)), 'fails', /got NaN/],
    [
      'operands that were written to',
      answering(({ X }, right) => {
        X.data[0] = 99.5;
        return right;
      }),
      'fails',
      /X after the call, entry \(0, 0\): expected as before, got 99\.5/,
    ],
    [
      'a throw',
      answering(() => {
        throw new Error('out of memory');
      }),
      'crashed',
      /^backward threw: out of memory$/,
    ],
  ];
  for (const [what, subject, outcome, reason] of said) {
    test(`${what}: ${outcome}`, async () => {
      const verdict = await verdictOn(equation1, subject, plan);
      expect(verdict.outcome).toBe(outcome);
      expect(verdict.reason).toMatch(reason);
    });
  }
});

test('a batch of many members is asked where it is claimed, and every entry looked at', async () => {
  const engine = subjectOf('engine');
  const wrong: Subject = {
    ...{ ...engine, claims: { batching: 'leading' } },
    backward: async (given) => {
      const right = await engine.backward(given);
      const [members = 0] = given.X.shape;
      if (given.X.shape.length < 3 || members < 140 || right.dX === undefined) return right;
      const data = Float64Array.from(right.dX.data);
      data[Math.floor((139 * data.length) / members)] = 0.5;
      return { ...right, dX: { ...right.dX, data } };
    },
  };
  const { outcome, reason, counterexample } = await verdictOn(equation1, wrong, plan);
  expect(outcome).toBe('fails');
  expect(reason).toMatch(
    /^dX of batch element 139, entry \(0, 0\): expected exactly .*, got 0\.5$/,
  );
  expect(counterexample).toMatchObject({
    ...{ shape: { m: 1, n: 1, k: 1 }, batch: { X: [140], W: [140], dY: [140] } },
    steps: expect.arrayContaining([expect.objectContaining({ more: 'exact; batch of 140' })]),
  });
});

test('a throw where views are claimed is a violation of that claim', async () => {
  const engine = subjectOf('engine');
  const subject: Subject = {
    ...engine,
    backward: (given) => {
      if (given.X.strides?.at(-1) !== 1) throw new Error('not contiguous');
      return engine.backward(given);
    },
  };
  const verdict = await verdictOn(equation1, subject, plan);
  expect(verdict.outcome).toBe('fails');
  expect(verdict.reason).toMatch(/^layouts: .* claimed, but backward threw: not contiguous$/);
  expect(verdict.counterexample?.layouts).toMatchObject({ X: { words: expect.anything() } });
});

test('a number that is written beside the entries of a view is a violation', async () => {
  const engine = subjectOf('engine');
  const subject: Subject = {
    ...engine,
    backward: (given) => {
      const { data } = given.dY;
      const [place = -1] = [...data.keys()].filter((each) => Number.isNaN(data[each]));
      if (place >= 0) data[place] = 0;
      return engine.backward(given);
    },
  };
  const { outcome, reason } = await verdictOn(equation1, subject, plan);
  expect([outcome, reason]).toEqual([
    'fails',
    'the storage around dY after the call: expected still NaN, got a number',
  ]);
});

test('a weight that is held as k×n is given so, and its gradient read so', async () => {
  const layer: Subject = {
    ...{ name: 'layer', numberFormat: 'float64', claims: { weight: 'out×in' } },
    backward: ({ X, W, dY }) => {
      const [x, w, dy] = [toMatrix(X), toMatrix(W), toMatrix(dY)];
      return { dX: toAnswer(multiply(dy, w)), dW: toAnswer(multiply(dy.T, x)) };
    },
  };
  for (const property of [equation1, equation2]) {
    expect((await verdictOn(property, layer, plan)).outcome).toBe('holds');
  }
});

const few = [
  ...['Strassen', 'bfloat16 operands, float32 results', 'float32 through bfloat16'],
  ...['float8 e4m3 forward, e5m2 backward, bfloat16 results', 'bfloat16 stored toward zero'],
];

for (const subject of unusual.filter(({ name }) => few.includes(name))) {
  test(`${subject.name} is not accused`, async () => {
    expect((await verdictOn(equation1, subject, plan)).outcome).toBe('holds');
  });
}

test('where our own code throws, nothing else is asked', async () => {
  const border = new Border(reference);
  let calls = 0;
  border.reset = async () => {
    calls += 1;
    throw new RangeError('out of range');
  };
  await expect(judgeLarge({ ...equation1, product: 'dX' }, border, plan)).rejects.toThrow();
  expect(calls).toBe(1);
});
