import { expect, test } from 'vitest';
import { fitting } from '../bank/engine/fitting.ts';
import { unusual } from '../bank/unusual/index.ts';
import { mixed } from '../bank/unusual/mixtures.ts';
import { Border } from '../src/call/border.ts';
import type { Subject } from '../src/contract/subject.ts';
import { judge } from '../src/gate/judge/judge.ts';
import { profiles } from '../src/gate/run/profiles.ts';
import { formats } from '../src/number/formats.ts';
import { round } from '../src/number/round.ts';
import { unmet } from '../src/property/need.ts';
import { fixedOrder } from './fixed-order.ts';

async function isAccused(subject: Subject, seed: number): Promise<boolean> {
  const plan = { ...profiles.smoke, runs: 12, seed, unshrunk: true };
  return (await judge(fixedOrder, new Border(subject), plan)).failures.length > 0;
}

const reproducible = unusual.filter(
  (subject) => unmet(fixedOrder, new Border(subject)) === undefined,
);

test('whose order is fixed is not accused', async () => {
  expect(reproducible.length).toBeGreaterThan(30);
  for (const subject of reproducible)
    expect([subject.name, await isAccused(subject, 1)]).toEqual([subject.name, false]);
});

/** Without a loss, and with one that is fused into it. */
function besideLoss(subject: Subject): Subject[] {
  const loss = 'half squared error' as const;
  return [subject, { ...fitting(subject), claims: { ...subject.claims, loss } }];
}

const codes = ['float8_e4m3fn', 'float8_e5m2', 'float4_e2m1fn'] as const;

const short: readonly Subject[] = [
  mixed({
    ...{ name: 'float32 through float16', story: '', numberFormat: 'float32', formats: {} },
    claims: { multiplies: 'float16' },
    read: (value) => round(value, formats.float16),
  }),
  mixed({
    ...{ name: 'sums of float16', story: '', numberFormat: 'float32' },
    formats: { dX: 'float16', dW: 'float16' },
    sums: formats.float16,
  }),
  mixed({
    ...{ name: 'Y in float32', story: '', numberFormat: 'float64', formats: { Y: 'float32' } },
    sums: formats.float64,
  }),
  ...codes.map((X) =>
    mixed({ name: X, story: '', numberFormat: 'float32', formats: { X, W: X, dY: X } }),
  ),
];

test.each(short.flatMap(besideLoss))(
  'M has room in all that it becomes: $name',
  async (subject) => {
    for (let seed = 1; seed <= 5; seed += 1) expect(await isAccused(subject, seed)).toBe(false);
  },
);

test.each(['by sign', 'smallest first', 'random order'])(
  '%s is no fixed order, whatever it claims',
  async (name) => {
    const subject = unusual.find((each) => each.name === name);
    if (subject === undefined) throw new Error(`no ${name}`);
    const claims = { ...subject.claims, reproducible: true };
    for (let seed = 1; seed <= 20; seed += 1) {
      expect(await isAccused({ ...subject, claims }, seed)).toBe(true);
    }
  },
);
