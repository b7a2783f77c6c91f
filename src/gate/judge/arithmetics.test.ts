import { expect, test } from 'vitest';
import { cutOff } from '../../../bank/engine/cut-off.ts';
import { mixed } from '../../../bank/unusual/mixtures.ts';
import { claims } from '../../../claims/index.ts';
import { properties } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import type { Subject } from '../../contract/subject.ts';
import { defined } from '../../defined.ts';
import { accumulators } from '../../number/accumulators.ts';
import { formatNames, formats, tensorFormatNames, tf32 } from '../../number/formats.ts';
import { round } from '../../number/round.ts';
import { tensorNames } from '../../number/tensor-formats.ts';
import { drawFrom, pick } from '../../problem/draw/draw.ts';
import { unmet } from '../../property/need.ts';
import { profiles } from '../run/profiles.ts';
import { judge } from './judge.ts';
import { sentenceOf } from './to-outcome.ts';

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

async function accusations(subject: Subject, runs: number, ids?: readonly string[]) {
  const border = new Border(subject);
  const told: string[] = [];
  for (const property of properties) {
    if (unmet(property, border) !== undefined || ids?.includes(property.id) === false) continue;
    const plan = { ...profiles.ci, runs, seed: 2, unshrunk: true };
    const { failures } = await judge(property, border, plan);
    told.push(...failures.map(({ disagreement }) => `${property.id}: ${sentenceOf(disagreement)}`));
  }
  return told;
}

test.each(rare)('$name: no property accuses it', { timeout: 0 }, async (subject) => {
  expect(await accusations(subject, 30)).toEqual([]);
});

/** A right subject of formats, sums and stores that nobody may ever have put together. */
function drawn(seed: number): Subject {
  const draw = drawFrom(seed);
  const some = <T>(chance: number, of: readonly T[]): T | undefined =>
    draw.integer(1, 100) <= chance ? pick(draw, of) : undefined;
  const numberFormat = pick(draw, formatNames);
  const tensors = tensorNames.map((name) => [name, some(40, tensorFormatNames)] as const);
  const named = Object.fromEntries(tensors.filter(([, format]) => format !== undefined));
  const accumulates = some(80, claims.accumulates.values);
  const multiplies = some(50, claims.multiplies.values);
  const stores = some(30, ['toward zero'] as const);
  const narrow = multiplies && (multiplies === 'tf32' ? tf32 : formats[multiplies]);
  const change = pick(draw, [round, cutOff]);
  return mixed({
    ...{ name: `arithmetic ${seed}`, story, numberFormat, formats: named },
    claims: defined({ accumulates, multiplies, stores }),
    sums: accumulates === undefined ? float64 : accumulators[accumulates],
    ...(narrow && { read: (value: number) => change(value, narrow) }),
    ...(stores && { stored: pick(draw, [round, cutOff]) }),
  });
}

const seeds = Number(process.env['GRADGATE_SEEDS'] ?? '2');

test('no random arithmetic is accused', { timeout: 0 }, async () => {
  for (let seed = 1; seed <= 4 * seeds; seed += 1) {
    const subject = drawn(seed);
    const ids = [
      'equation-1',
      'equation-2',
      'gradient-shape',
      'purity',
      'power-of-two-scaling',
      'linearity',
    ];
    expect(await accusations(subject, 25, ids), JSON.stringify(subject)).toEqual([]);
  }
});
