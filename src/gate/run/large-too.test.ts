import { expect, test } from 'vitest';
import { atSize } from '../../../bank/faults/at-size.ts';
import complete from '../../../bank/unusual/complete.ts';
import { propertyNamed } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import type { Shape } from '../../problem/shape.ts';
import { lookOf } from '../../verdict/look-of.ts';
import { smallestIn } from '../../verdict/smallest-in.ts';
import type { GateOptions } from './gate-options.ts';
import { asksLargeToo } from './large-too.ts';
import { planOf } from './plan-of.ts';
import { verdictOf } from './verdict-of.ts';
import { verdictOn } from './verdict-on.test-setup.ts';

const deep = { profile: 'deep', runs: 4 } as const;

test.each([
  ['equation-2', reference],
  ['equation-1', { ...complete, claims: { layouts: 'all', transposeFlags: true } }],
] as const)(
  'at profile deep large problems are asked of %s, and a right subject holds',
  async (id, subject) => {
    const { outcome, runs, evidence } = await verdictOn(propertyNamed(id), subject, planOf(deep));
    expect(outcome).toMatch('holds');
    expect(runs).toBe(evidence?.problems);
    expect(evidence?.sizes.axis).toBeGreaterThan(2000);
  },
);

/** The reference, whose dX is 7 where a problem has such a shape. */
function faultNear(isWrong: (shape: Shape) => boolean): Subject {
  return {
    ...reference,
    backward: async (given) => {
      const { dX, ...rest } = await reference.backward(given);
      const [m = 0, n = 0] = given.X.shape;
      const data = Float64Array.from(dX?.data ?? []);
      if (isWrong({ m, n, k: given.W.shape[1] ?? 0 })) data.fill(7);
      return { ...rest, dX: { shape: [m, n], data } };
    },
  };
}

const named = (name: string) => atSize.filter((fault) => fault.name === name);

test.each([
  ...named('size-131-last-row'),
  ...named('size-513-dropped-split'),
  ...named('size-128-whole-tiles'),
  ...named('size-257-wrong-forward'),
])('at profile deep $name is caught, and asked again by its token', async (fault) => {
  const property = propertyNamed(fault.caughtBy);
  const { outcome, counterexample } = await verdictOn(property, fault, planOf(deep));
  expect(outcome).toBe('fails');
  expect(counterexample?.shape).toEqual(fault.from);
  const { replay = '' } = counterexample ?? {};
  expect(replay).toMatch('/large/');
  const again = await verdictOn(property, fault, planOf({ replay }));
  expect(again).toMatchObject({ outcome: 'fails', counterexample: { shape: fault.from } });
});

test('a failure behind problems that are passed over has the token of its own problem', async () => {
  const thin = faultNear(({ m, n, k }) => n > 2048 && m * k > 1);
  const { outcome, counterexample } = await verdictOn(
    propertyNamed('equation-1'),
    thin,
    planOf(deep),
  );
  expect(outcome).toBe('fails');
  const { replay = '' } = counterexample ?? {};
  const again = await verdictOn(propertyNamed('equation-1'), thin, planOf({ replay }));
  expect(again).toMatchObject({
    outcome: 'fails',
    counterexample: { shape: counterexample?.shape },
  });
});

test('a large problem that a file says is known lets the next run pass', async () => {
  const [fault] = named('size-513-dropped-split');
  if (fault === undefined) throw new Error('there is no such fault');
  const property = propertyNamed(fault.caughtBy);
  const run = (options: GateOptions) =>
    verdictOf(property, new Border(fault), planOf({ ...deep, ...options }));
  const found = await run({});
  const look = found.outcome === 'fails' ? lookOf(found) : undefined;
  const { replay = '' } = smallestIn(found) ?? {};
  if (look === undefined) throw new Error('it did not fail');
  const about = {
    property: property.id,
    subject: fault.name,
    reason: 'no. 7',
    since: '2026-11-26',
  };
  const known = [{ ...about, problem: { replay, ...look } }];
  expect(await run({ known })).toMatchObject({
    outcome: 'known to fail',
    known: [{ state: 'met' }],
  });
});

test('where sizes are named, or another weight is held, none is asked', () => {
  const border = new Border(reference);
  const product = propertyNamed('equation-1');
  expect(asksLargeToo(product, border, planOf(deep))).toBe(true);
  expect(asksLargeToo(product, border, planOf({ ...deep, extent: 40 }))).toBe(false);
  expect(asksLargeToo(product, border, planOf({ profile: 'ci' }))).toBe(false);
  expect(asksLargeToo(propertyNamed('linearity'), border, planOf(deep))).toBe(false);
});
