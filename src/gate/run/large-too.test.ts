import { expect, test } from 'vitest';
import { atSize } from '../../../bank/faults/at-size.ts';
import complete from '../../../bank/unusual/complete.ts';
import { propertyNamed } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { reference } from '../../contract/reference.ts';
import { asksLargeToo } from './large-too.ts';
import { planOf } from './plan-of.ts';
import { verdictOn } from './verdict-on.test-setup.ts';

const deep = { profile: 'deep', runs: 4 } as const;

test.each([
  ['equation-2', reference],
  ['equation-1', complete],
] as const)(
  'at profile deep large problems are asked of %s, and a right subject holds',
  async (id, subject) => {
    const { outcome, evidence } = await verdictOn(propertyNamed(id), subject, planOf(deep));
    expect(outcome).toMatch('holds');
    expect(evidence?.sizes.axis).toBeGreaterThan(2000);
  },
);

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

test('where sizes are named, or another weight is held, none is asked', () => {
  const border = new Border(reference);
  const product = propertyNamed('equation-1');
  expect(asksLargeToo(product, border, planOf(deep))).toBe(true);
  expect(asksLargeToo(product, border, planOf({ ...deep, extent: 40 }))).toBe(false);
  expect(asksLargeToo(product, border, planOf({ profile: 'ci' }))).toBe(false);
  expect(asksLargeToo(propertyNamed('linearity'), border, planOf(deep))).toBe(false);
});
