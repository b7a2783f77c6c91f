import { expect, test } from 'vitest';
import { propertyNamed } from '../../properties/index.ts';
import { planOf } from '../../src/gate/run/plan-of.ts';
import { verdictOn } from '../../src/gate/run/verdict-on.test-setup.ts';
import { atSize } from './at-size.ts';

const seeds = Number(process.env['GRADGATE_SEEDS'] ?? 1);

for (const fault of atSize) {
  test(`${fault.name} is caught at profile large, and shrunk to where it begins`, async () => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const plan = planOf({ profile: 'large', seed });
      const verdict = await verdictOn(propertyNamed(fault.caughtBy), fault, plan);
      expect(verdict.outcome).toBe('fails');
      expect(verdict.counterexample?.shape).toEqual(fault.from);
    }
  });
}
