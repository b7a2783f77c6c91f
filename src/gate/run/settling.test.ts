import { describe, expect, test } from 'vitest';
import { cutOff } from '../../../bank/engine/cut-off.ts';
import { faults } from '../../../bank/faults/index.ts';
import { flushing } from '../../../bank/unusual/flushing.ts';
import { unusual } from '../../../bank/unusual/index.ts';
import { dotted, entry, fromProduct } from '../../../bank/unusual/unusual.ts';
import { properties } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Answers, Claims, Given, Subject } from '../../contract/subject.ts';
import { formats } from '../../number/formats.ts';
import { concluded } from './concluded.test-setup.ts';
import { planOf } from './plan-of.ts';
import { verdictOf } from './verdict-of.ts';

const seeds = Number(process.env['GRADGATE_SEEDS'] ?? '2');
const flushed: Claims = { subnormals: 'flushed' };

/** Set GRADGATE_SEEDS to ask everything of everyone. */
const thorough = seeds > 2;
const named = (name: string) => unusual.find((each) => each.name === name) ?? reference;
const equations = ['equation-1', 'equation-2'];
const few = ['equation-1', 'power-of-two-scaling', 'history-independence'];
const asked = thorough ? properties.map(({ id }) => id) : few;
const subjects = thorough ? flushing : flushing.slice(1, 3);

describe(`with seeds 1 to ${seeds}`, () => {
  for (const { claims: { subnormals: _, ...claims } = {}, ...subject } of subjects) {
    test(`of a right subject that ${subject.name} and does not say so, the claim settles all`, {
      timeout: 0,
    }, async () => {
      for (let seed = 1; seed <= seeds; seed += 1) {
        const verdict = await concluded({ ...subject, claims }, asked, { seed });
        expect([verdict.conclusion, verdict.settledBy?.[0]]).toEqual([
          'violated',
          { claims: flushed },
        ]);
      }
    });
  }
});

/** The same fault in a library that also takes small numbers for 0. */
function alsoFlushing(fault: Subject): Subject {
  const flush = (data: ArrayLike<number>): Float64Array =>
    Float64Array.from(data, (value) => (Math.abs(value) < 2 ** -1022 ? 0 : value));
  const read = ({ X, W, dY, ...rest }: Given): Given => ({
    ...rest,
    X: { ...X, data: flush(X.data) },
    W: { ...W, data: flush(W.data) },
    dY: { ...dY, data: flush(dY.data) },
  });
  return {
    name: `${fault.name}, flushing`,
    numberFormat: 'float64',
    backward: async (given) => {
      const { dX, dW }: Answers = await fault.backward(read(given));
      return {
        ...(dX && { dX: { ...dX, data: flush(dX.data) } }),
        ...(dW && { dW: { ...dW, data: flush(dW.data) } }),
      };
    },
  };
}

test('of a wrong subject that also flushes, no claim settles what is wrong', {
  timeout: 0,
}, async () => {
  const names = ['misprint', 'rows-reversed', 'planted-one-entry', 'planted-scaled'];
  const plain = faults.filter(
    ({ name, claims, numberFormat }) =>
      (thorough || names.includes(name)) &&
      claims === undefined &&
      numberFormat === 'float64' &&
      // Of the first nothing else is wrong; the others do what is not passed on here.
      !/subnormal|in-place|forward|changed/.test(name),
  );
  for (const fault of plain) {
    for (let seed = 1; seed <= Math.min(seeds, 5); seed += 1) {
      const ids = [...new Set(['equation-1', fault.caughtBy])];
      const verdict = await concluded(alsoFlushing(fault), ids, { seed });
      expect(verdict.conclusion, fault.name).toBe('violated');
      expect(verdict.settledBy, `${fault.name}, seed ${seed}`).toBeUndefined();
    }
  }
});

describe('what a claim would allow is told, of a right subject that does not claim it', () => {
  const cases: readonly (readonly [string, Claims])[] = [
    ['float32 through tf32, to nearest', { multiplies: 'tf32' }],
    ['bfloat16 stored toward zero', { stores: 'toward zero' }],
  ];
  test.each(cases)('%s', { timeout: 0 }, async (name, expected) => {
    const { claims = {}, ...subject } = named(name);
    const [key = ''] = Object.keys(expected);
    const unclaimed = Object.fromEntries(Object.entries(claims).filter(([each]) => each !== key));
    const verdict = await concluded({ ...subject, claims: unclaimed }, equations);
    expect([verdict.conclusion, verdict.settledBy?.[0]]).toEqual([
      'violated',
      { claims: expected },
    ]);
  });

  test('sums of float32 that are cut off at every step', { timeout: 0 }, async () => {
    const cut = (value: number): number => cutOff(value, formats.float32);
    const about = {
      name: 'cuts off',
      story: 'it rounds toward zero',
      numberFormat: 'float32',
    } as const;
    const subject = fromProduct(
      about,
      dotted((row, column) => row.reduce((sum, x, p) => cut(sum + cut(x * entry(column, p))), 0)),
    );
    const verdict = await concluded(subject, equations);
    expect([verdict.conclusion, verdict.settledBy?.[0]]).toEqual([
      'violated',
      { claims: { fusedSums: 1 } },
    ]);
  });

  test('of a wrong one nothing is', { timeout: 0 }, async () => {
    const wrong = faults.filter(({ name }) => /^(tf32-inputs|edge-tile|e5m2-codes)/.test(name));
    expect(wrong.length).toBeGreaterThan(2);
    for (const fault of wrong) {
      const verdict = await concluded(fault, equations);
      expect([verdict.conclusion, verdict.settledBy], fault.name).toEqual(['violated', undefined]);
    }
  });
});

test('of a sequence that is asked again, no claim is said to settle it', {
  timeout: 0,
}, async () => {
  const fault = faults.find(({ name }) => name === 'backward-uses-last-forward') ?? reference;
  const verdict = await concluded(fault, ['history-independence']);
  const [failed] = verdict.properties;
  expect(failed?.outcome).toBe('fails');
  const token = failed?.outcome === 'fails' ? failed.counterexample.replay : '';
  const plan = planOf({ replay: token });
  const [property] = plan.properties;
  const again = property && (await verdictOf(property, new Border(fault), plan));
  expect(again).toMatchObject({ outcome: 'fails' });
  expect(again).not.toHaveProperty('settledBy');
});

/** As a sparse library that drops what is small: no accuracy is told by that. */
function dropping(numberFormat: 'float64' | 'float32'): Subject {
  const round = numberFormat === 'float32' ? Math.fround : (value: number): number => value;
  const kept = (value: number): number => (Math.abs(value) < 1e-15 ? 0 : value);
  const product = dotted((row, column) =>
    kept(
      row.reduce((sum, value, at) => round(sum + round(kept(value) * kept(entry(column, at)))), 0),
    ),
  );
  return { ...fromProduct({ name: 'drops', story: 'small numbers are 0' }, product), numberFormat };
}

describe('of who drops small numbers, no lower precision is told', () => {
  test.each(['float64', 'float32'] as const)('in %s', { timeout: 0 }, async (numberFormat) => {
    const { conclusion, settledBy } = await concluded(dropping(numberFormat), equations, {
      seed: 1,
    });
    expect([conclusion, settledBy]).toEqual(['violated', undefined]);
  });

  test('of one problem that is asked again, even less', async () => {
    const [property] = properties;
    if (property === undefined) throw new Error('no properties');
    const border = (): Border => new Border(dropping('float64'));
    const found = await verdictOf(property, border(), planOf({ seed: 1 }));
    const { replay = '' } = found.outcome === 'fails' ? found.counterexample : {};
    const again = await verdictOf(property, border(), planOf({ replay }));
    expect(again.outcome).toBe('fails');
    expect(again).not.toHaveProperty('settledBy');
  });
});
