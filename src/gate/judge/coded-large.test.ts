import { expect, test } from 'vitest';
import { faults } from '../../../bank/faults/index.ts';
import { unusual } from '../../../bank/unusual/index.ts';
import { propertyNamed } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { defined } from '../../defined.ts';
import { unmet } from '../../property/need.ts';
import { planOf } from '../run/plan-of.ts';
import { verdictOn } from '../run/verdict-on.test-setup.ts';

const products = ['forward-product', 'equation-1', 'equation-2'] as const;
const plan = planOf({ profile: 'large', seed: 1, extent: 128, volume: 2 ** 20, runs: 2 });
const coded = unusual.filter(({ formats }) =>
  Object.values(formats ?? {}).some((format) => typeof format === 'object'),
);

test.each(coded)('of codes and scales, a right layer holds at size: $name', async (subject) => {
  for (const id of products) {
    const property = propertyNamed(id);
    if (unmet(property, new Border(subject)) !== undefined) continue;
    const { outcome, reason, evidence } = await verdictOn(property, subject, plan);
    expect([id, reason, outcome]).toEqual([id, undefined, 'holds']);
    expect(evidence?.problems).toBeGreaterThan(2);
  }
});

const caught = [
  'scale-grid-transposed-in-dw',
  'output-scale-dropped',
  'trailing-scale-dropped',
  'scale-never-advances',
  'one-scale-for-two-blocks-of-16',
  'global-scale-dropped',
  'global-scale-of-the-other',
] as const;

test.each(caught)('of codes and scales, a wrong layer fails at size: %s', async (name) => {
  const fault = faults.find((each) => each.name === name);
  if (fault === undefined) throw new Error(`there is no fault ${name}`);
  const outcomes = [];
  for (const id of products) {
    const property = propertyNamed(id);
    if (unmet(property, new Border(fault)) !== undefined) continue;
    outcomes.push((await verdictOn(property, fault, plan)).outcome);
  }
  expect(outcomes).toContain('fails');
});

test('codes that a subject overwrites are found', async () => {
  const [layer] = coded.filter(({ name }) => name === 'MXFP8 layer');
  if (layer === undefined) throw new Error('there is no MXFP8 layer');
  const subject = {
    ...layer,
    ...defined({ forward: layer.forward }),
    backward: async (given: Parameters<typeof layer.backward>[0]) => {
      const answers = await layer.backward(given);
      given.W.scaled?.codes.fill(1);
      return answers;
    },
  };
  const { outcome, reason } = await verdictOn(propertyNamed('equation-1'), subject, plan);
  expect(outcome).toBe('fails');
  expect(reason).toMatch('the codes of W after the call');
});
