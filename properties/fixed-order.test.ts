import { expect, test } from 'vitest';
import { unusual } from '../bank/unusual/index.ts';
import { Border } from '../src/call/border.ts';
import type { Subject } from '../src/contract/subject.ts';
import { judge } from '../src/gate/judge/judge.ts';
import { profiles } from '../src/gate/run/profiles.ts';
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
