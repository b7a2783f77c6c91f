/** How well a failure that is known is told from another: what docs/ci.md says, on faults of the bank. */
import { expect, test } from 'vitest';
import { faults } from '../bank/faults/index.ts';
import { propertyNamed } from '../properties/index.ts';
import { Border } from '../src/call/border.ts';
import { planOf } from '../src/gate/run/plan-of.ts';
import { verdictOf } from '../src/gate/run/verdict-of.ts';
import type { Look } from '../src/verdict/known-failure.ts';
import { isAlike, lookOf } from '../src/verdict/look-of.ts';

/** Faults that one property catches; of some, neither a formula nor a class is known. */
const names = [
  ...['gemv-int32-row-offset', 'splitk-dispatch-boundary', 'matvec-runs-vecmat'],
  ...['planted-sign', 'planted-inner-tail'],
];
const chosen = faults.filter(({ name }) => names.includes(name));

async function lookAt({ caughtBy, ...fault }: (typeof chosen)[number], seed: number) {
  const plan = planOf({ profile: 'ci', seed, apart: true });
  const verdict = await verdictOf(propertyNamed(caughtBy), new Border(fault), plan);
  if (verdict.outcome !== 'fails' && verdict.outcome !== 'crashed') return undefined;
  const look = lookOf(verdict);
  return look && { property: caughtBy, look };
}

test('most faults are known again at another seed, and none for another of its property', async () => {
  expect(chosen).toHaveLength(names.length);
  const seen: { property: string; looks: readonly Look[] }[] = [];
  for (const fault of chosen) {
    const looks = [await lookAt(fault, 1), await lookAt(fault, 2)];
    const all = looks.flatMap((each) => each?.look ?? []);
    seen.push({ property: fault.caughtBy, looks: all });
  }
  const again = seen.filter(({ looks: [one, two] }) => one && two && isAlike(one, two));
  expect(again.length).toBeGreaterThanOrEqual(4);
  for (const one of seen) {
    for (const other of seen.filter((each) => each !== one && each.property === one.property)) {
      const isTaken = one.looks.some((known) => other.looks.some((found) => isAlike(known, found)));
      expect(isTaken, `${one.looks[0]?.form} for ${other.looks[0]?.form}`).toBe(false);
    }
  }
});
