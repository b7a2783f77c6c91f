import { expect, test } from 'vitest';
import { propertyNamed } from '../../properties/index.ts';
import { planOf } from '../../src/gate/run/plan-of.ts';
import { verdictOn } from '../../src/gate/run/verdict-on.test-setup.ts';
import { atSize, type FaultAtSize } from './at-size.ts';

const seeds = Number(process.env['GRADGATE_SEEDS'] ?? 1);

/** Hardly larger than where a fault begins: larger problems take their time and show nothing more. */
function limitsFor({ from: { m, n, k } }: FaultAtSize) {
  return { extent: Math.max(m, n, k) + 200, volume: Math.max(2 ** 20, 4 * m * n * k) };
}

/** Those whose problems take a moment; `npm run large` hunts all. */
const quick = atSize.filter(({ from: { m, n, k }, members }) => {
  return members === undefined && m * n + n * k + m * k < 2 ** 18;
});

for (const fault of quick) {
  test(`${fault.name} is caught at profile large, and shrunk to where it begins`, async () => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const plan = planOf({ profile: 'large', seed, ...limitsFor(fault) });
      const verdict = await verdictOn(propertyNamed(fault.caughtBy), fault, plan);
      expect(verdict.outcome).toBe('fails');
      expect(verdict.counterexample?.shape).toEqual(fault.from);
    }
  });
}
