import { expect, test } from 'vitest';
import type { Claims } from '../src/contract/subject.ts';
import { heard, problemOf } from './heard.test-setup.ts';
import { purity } from './purity.ts';

test.each<[Claims, boolean]>([
  [{ deterministic: true }, true],
  [{ reproducible: true }, true],
  [{}, false],
])('with %j, the same call again has the same bits: %s', async (claims, bits) => {
  const { comparisons } = await heard(purity, problemOf([2, 2, 2], {}), { subject: { claims } });
  const again = comparisons.filter(({ where }) => where.endsWith('again'));
  expect(again.map((each) => each.kind === 'agreement' && each.bits)).toEqual([bits, bits, bits]);
});

test('the later call is another one: its dY has the opposite sign', async () => {
  const { asked } = await heard(purity, problemOf([2, 1, 2], { dY: (i, j) => 1 + 2 * i + j }));
  const all = asked.map(({ dY }) => Array.from(dY.toArray()).join());
  expect(all).toContain('-1,-2,-3,-4');
});
