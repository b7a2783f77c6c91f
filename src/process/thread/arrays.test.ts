import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { stale } from '../../../bank/faults/stale.ts';
import complete from '../../../bank/unusual/complete.ts';
import { historyIndependence } from '../../../properties/history-independence.ts';
import { planOf } from '../../gate/run/plan-of.ts';
import { verdictOn } from '../../gate/run/verdict-on.test-setup.ts';
import { threadSubject } from './thread-subject.ts';

const plan = planOf({ profile: 'ci', seed: 3 });

async function judgedInThread(name: string) {
  const path = resolve('src/process/fixtures/banked-module.ts');
  const environment = { ...process.env, BANKED: name };
  const subject = await threadSubject({ path, environment, mark: `banked-${name}` });
  try {
    return await verdictOn(historyIndependence, subject, plan);
  } finally {
    await subject.dispose();
  }
}

for (const fault of stale) {
  test(`in a thread, too, ${fault.name} is given the same arrays again`, async () => {
    const { counterexample, ...there } = await judgedInThread(fault.name);
    const here = await verdictOn(historyIndependence, fault, plan);
    expect(there.outcome).toBe('fails');
    expect(counterexample?.calls).toEqual(here.counterexample?.calls);
    expect(counterexample?.calls?.at(-1)?.call).toMatch(/in the same arrays$/);
  });
}

test('who keeps nothing does not mind', async () => {
  expect((await judgedInThread(complete.name)).outcome).toBe('holds');
});
