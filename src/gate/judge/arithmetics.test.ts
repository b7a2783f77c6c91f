import { expect, test } from 'vitest';
import { mixed } from '../../../bank/unusual/mixtures.ts';
import { properties } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { formats } from '../../number/formats.ts';
import { unmet } from '../../property/need.ts';
import { profiles } from '../run/profiles.ts';
import { judge } from './judge.ts';

const story = 'it sums as it says';
const { float16, bfloat16, float64 } = formats;

/** Right subjects whose accumulators and stores have less range, or fewer bits, than what is around them. */
const rare = [
  mixed({
    ...{ name: 'float16 sums of bfloat16', story, numberFormat: 'bfloat16', formats: {} },
    ...{ claims: { accumulates: 'float16' }, sums: float16 },
  }),
  mixed({
    ...{ name: 'float16 sums, float32 results', story, numberFormat: 'float32' },
    formats: { X: 'float16', W: 'float16', dY: 'float16' },
    ...{ claims: { accumulates: 'float16' }, sums: float16 },
  }),
  mixed({
    ...{ name: 'bfloat16 sums of float32', story, numberFormat: 'float32', formats: {} },
    ...{ claims: { accumulates: 'bfloat16' }, sums: bfloat16 },
  }),
  mixed({
    ...{ name: 'float32 sums of float64', story, numberFormat: 'float64', formats: {} },
    ...{ claims: { accumulates: 'float32', multiplies: 'tf32' }, read: Math.fround },
  }),
  mixed({
    ...{ name: 'float8 results', story, numberFormat: 'bfloat16' },
    formats: { Y: 'float8_e4m3fn', dX: 'float8_e5m2' },
    claims: { accumulates: 'float32' },
  }),
  mixed({
    ...{
      name: 'float64 dW of float16',
      story,
      numberFormat: 'float16',
      formats: { dW: 'float64' },
    },
    ...{ claims: { accumulates: 'float64' }, sums: float64 },
  }),
];

test.each(rare)('$name: no property accuses it', { timeout: 0 }, async (subject) => {
  const border = new Border(subject);
  for (const property of properties) {
    if (unmet(property, border) !== undefined) continue;
    for (const seed of [1, 2]) {
      const plan = { ...profiles.ci, runs: 60, seed, unshrunk: true };
      const { failures, runs } = await judge(property, border, plan);
      expect(
        failures.map(({ disagreement }) => disagreement),
        property.id,
      ).toEqual([]);
      expect(runs, property.id).toBeGreaterThan(0);
    }
  }
});
