import { expect, test } from 'vitest';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import type { GateOptions } from './gate-options.ts';
import { planOf } from './plan-of.ts';
import { runInfoOf } from './run-info-of.ts';

const subject: Subject = { ...reference, name: 'layer 1.0' };
const own = { subject: 'layer 1.0', numberFormat: 'float64', claims: reference.claims };

const infoOf = (options: GateOptions) => runInfoOf(subject, planOf(options));

test('a run is told by its subject, profile, seed and size, and by nothing that was not asked for', () => {
  expect(infoOf({ seed: 7 })).toEqual({ ...own, profile: 'ci', seed: 7, runs: 120 });
});

test('formats that are not the one of all tensors are told, and that nothing is claimed', () => {
  const { claims: _, ...mixed } = { ...subject, formats: { X: 'float32', W: 'float64' } } as const;
  const info = runInfoOf(mixed, planOf({}));
  expect(info).toMatchObject({ formats: { X: 'float32' }, claims: {} });
  expect(info.formats).not.toHaveProperty('W');
});

test('what is asked for instead of the sizes of a profile is told', () => {
  const shapes = [{ m: 2, n: 3, k: 4 }];
  expect(infoOf({ extent: 9, volume: 99, tile: 8, shapes, bail: true })).toEqual({
    ...{ ...own, profile: 'ci', seed: 1, runs: 120 },
    ...{ extent: 9, volume: 99, tile: 8, shapes, bail: true },
  });
});

test('one problem that is asked again is told by its token, and several properties are not', () => {
  expect(infoOf({ replay: 'equation-2/deep/5/3:1' })).toMatchObject({
    ...{ profile: 'deep', seed: 5, replay: 'equation-2/deep/5/3:1' },
  });
  expect(infoOf({ properties: ['equation-2'] })).not.toHaveProperty('replay');
});

test('a run in rounds is told with its shards, and with how many rounds where they are counted', () => {
  const shard = { index: 2, of: 3 };
  const counted = infoOf({ rounds: 6, shard });
  expect(counted).toMatchObject({ profile: 'deep', runs: 250, rounds: 6 });
  expect(counted.shards).toEqual({ asked: [2], of: 3 });
  const timed = infoOf({ for: 1000 });
  expect(timed.shards).toEqual({ asked: [1], of: 1 });
  expect(timed).not.toHaveProperty('rounds');
});
