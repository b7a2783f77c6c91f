import { expect, test } from 'vitest';
import { subjectOf } from '../../../bank/engine/subject-of.ts';
import misprint from '../../../bank/faults/misprint.ts';
import { propertyNamed } from '../../../properties/index.ts';
import { Border } from '../../call/border.ts';
import { Unasked } from '../../call/subject-crash.ts';
import { reference } from '../../contract/reference.ts';
import type { Subject } from '../../contract/subject.ts';
import type { Observation } from '../../verdict/observation.ts';
import { planOf } from '../run/plan-of.ts';
import { verdictOf } from '../run/verdict-of.ts';

/** What is told of the problems of one property. */
async function observed(
  subject: Subject,
  id: string,
  options: object = {},
): Promise<Observation[]> {
  const seen: Observation[] = [];
  const plan = planOf({ profile: 'smoke', runs: 30, ...options });
  const observing = (each: Observation): void => void seen.push(each);
  await verdictOf(propertyNamed(id), new Border(subject), { ...plan, observing });
  return seen;
}

test('a right subject: shapes, regimes and how near an answer came to its bound', async () => {
  const seen = await observed(reference, 'equation-1');
  expect(seen.length).toBeGreaterThanOrEqual(30);
  expect(new Set(seen.map(({ status }) => status))).toEqual(new Set(['passed']));
  const regimes = new Set(seen.map(({ features }) => features['regime']));
  expect(regimes).toEqual(new Set(['exact', 'rounded']));
  const errors = seen.map(({ features }) => Number(features['error over bound']));
  expect(Math.max(...errors)).toBeGreaterThan(0);
  expect(Math.max(...errors)).toBeLessThanOrEqual(1);
  expect(seen.every(({ features }) => features['layout'] === 'dense')).toBe(true);
});

test('who claims more: layouts, batches, groups and options', async () => {
  const all = subjectOf('complete');
  const seen = [
    ...(await observed(all, 'forward-product')),
    ...(await observed(all, 'joint-options')),
    ...(await observed(all, 'group-decomposition')),
  ];
  const values = (name: string) => new Set(seen.map(({ features }) => features[name]));
  expect(values('batch')).toEqual(new Set(['none', 'batch axes', 'groups']));
  expect(values('options').size).toBeGreaterThan(3);
  expect(values('layout').size).toBeGreaterThan(3);
});

test('a failure: what failed, and that it was asked in search of a smaller one', async () => {
  const seen = await observed(misprint, 'equation-2');
  const failed = seen.filter(({ status }) => status === 'failed');
  expect(failed[0]).toMatchObject({ how_generated: 'drawn', status_reason: 'dW' });
  expect(failed.at(-1)).toMatchObject({ how_generated: 'while shrinking' });
  const throwing: Subject = {
    ...reference,
    backward: () => {
      throw new Error('no driver');
    },
  };
  const [crash] = await observed(throwing, 'equation-1');
  expect(crash?.status_reason).toContain('no driver');
});

test('what is left out, and what is asked again', async () => {
  const busy: Subject = {
    ...reference,
    backward: (given) => {
      if ((given.X.shape[0] ?? 0) > 3) throw new Unasked('not asked');
      return reference.backward(given);
    },
  };
  const seen = await observed(busy, 'equation-1');
  expect(seen.find(({ status }) => status === 'gave_up')).toMatchObject({
    status_reason: 'left out',
    representation: '',
  });
  const again = await observed(misprint, 'equation-2', {
    replay: 'equation-2/smoke/1/0',
    runs: undefined,
  });
  expect(again.map(({ how_generated }) => how_generated)).toEqual(['replayed']);
});
