import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { properties } from '../../../properties/index.ts';
import type { KnownEntry } from '../../verdict/known-entry.ts';
import { planOf } from './plan-of.ts';

const ids = (options: Parameters<typeof planOf>[0]) =>
  planOf(options).properties.map(({ id }) => id);

test('without options, it is all properties at profile ci, from seed 1', () => {
  expect(planOf({})).toEqual({
    ...{ runs: 120, extent: 80, volume: 6000 },
    ...{ seed: 1, profile: 'ci', limits: {}, properties },
  });
});

test('what is asked for stands in the place of the profile, and is told', () => {
  const shapes = [{ m: 2, n: 3, k: 4 }];
  const asked = { extent: 9, volume: 99, tile: 8, shapes };
  const plan = planOf({ profile: 'smoke', runs: 3, seed: 0, bail: true, kept: ['a'], ...asked });
  const rest = { runs: 3, seed: 0, profile: 'smoke', bail: true, kept: ['a'], properties };
  expect(plan).toEqual({ ...asked, limits: asked, ...rest });
  expect(planOf({ bail: false, apart: false })).toEqual(planOf({}));
  expect(planOf({ apart: true })).toEqual({ ...planOf({}), apart: true });
});

test('some properties are judged in the order of all, whatever the order in which they are named', () => {
  expect(ids({ properties: ['purity', 'equation-1'] })).toEqual(['equation-1', 'purity']);
  expect(ids({ properties: [] })).toEqual(properties.map(({ id }) => id));
  expect(() => ids({ properties: ['equation-1', 'x'] })).toThrow(
    expect.objectContaining({
      code: 'OPTION',
      message: `property: expected one of ${properties.map(({ id }) => id).join(', ')}, got x.`,
    }),
  );
});

test('large problems are asked of products alone', () => {
  const all = ids({ profile: 'large' });
  expect(all).toEqual(['equation-1', 'equation-2', 'forward-product']);
  expect(() => ids({ profile: 'large', properties: ['purity'] })).toThrow(
    'property: expected one of equation-1, equation-2, forward-product, got purity.',
  );
  expect(() => ids({ replay: 'purity/large/1/0' })).toThrow('got purity.');
});

test('a token says which problem of which property, before whatever else is said', () => {
  const plan = planOf({ replay: 'equation-2/smoke/5/3:1', seed: 7, profile: 'deep' });
  expect(plan).toMatchObject({ profile: 'smoke', seed: 5, path: '3:1', runs: 10, extent: 17 });
  expect(plan.properties.map(({ id }) => id)).toEqual(['equation-2']);
  expect(planOf({})).not.toHaveProperty('path');
});

test('in rounds, a profile is deep, and a round has its own number of problems', () => {
  expect(planOf({ for: 1000 })).toMatchObject({
    ...{
      profile: 'deep',
      runs: 250,
      extent: 130,
      budget: { time: 1000, shard: { index: 1, of: 1 } },
    },
  });
  expect(planOf({ for: 1000 }).budget).not.toHaveProperty('rounds');
  const shard = { index: 2, of: 3 };
  expect(planOf({ rounds: 6, runs: 4, shard })).toMatchObject({
    ...{ runs: 4, budget: { time: Number.POSITIVE_INFINITY, rounds: 6, shard } },
  });
  expect(planOf({ profile: 'deep' })).toMatchObject({ runs: 2000 });
  expect(planOf({ profile: 'deep' })).not.toHaveProperty('budget');
});

test('options are looked at first', () => {
  expect(() => planOf({ seed: -1 })).toThrow('seed: expected');
});

describe('a list of known failures', () => {
  const problem = { replay: 'equation-1/ci/1/0', wrong: 'dX', form: 'any' };
  const entry: KnownEntry = {
    ...{ property: 'equation-1', subject: 'layer', reason: 'no. 7', since: '2026-11-01', problem },
  };
  beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-26T23:59:00Z') }));
  afterEach(() => void vi.useRealTimers());

  test('counts by the day of the run, which is today where none is said', () => {
    expect(planOf({ known: [entry] })).toMatchObject({ known: [entry], today: '2026-11-26' });
    expect(planOf({ known: [entry], today: '2027-01-01' })).toMatchObject({ today: '2027-01-01' });
    expect(planOf({ known: [entry], strict: false })).not.toHaveProperty('strict');
    expect(planOf({ known: [entry], strict: true })).toMatchObject({ strict: true });
  });

  test('is none without entries', () => {
    const plan = planOf({ known: [], strict: true, today: '2026-11-26' });
    expect(plan).toEqual(planOf({}));
  });
});
